// The connections to channels beside GitHub, from the environment: secrets are here and nowhere else. A policy names them (`connection: ops`).
import { isSafeAddress } from './pagerduty.ts';
import { type Reader, textOf, wordOf } from './values.ts';

/** One connection. `name` is what the core calls it: `slack`, `webhook:ops`. */
export type Connection = { readonly name: string } & (
  | {
      readonly medium: 'slack';
      readonly token: string;
      /** Id of the channel for incidents that have none of their own. */
      readonly channel: string | null;
      /** Channels of incidents are private; absent: public. */
      readonly private?: true;
      /** Where its API is, with a slash at its end; absent: `https://slack.com/api/`. */
      readonly slackApiUrl?: string;
    }
  | { readonly medium: 'pagerduty'; readonly routingKey: string; readonly url?: string }
  | {
      readonly medium: 'webhook';
      readonly url: string;
      readonly secrets: readonly string[];
      readonly allowPrivate: boolean;
    }
  | { readonly medium: 'email'; readonly url: string; readonly from: string }
);

const variables = {
  FIREBREAK_SLACK_TOKEN: slack,
  FIREBREAK_PAGERDUTY_ROUTING_KEY: pagerduty,
  FIREBREAK_WEBHOOK_URL: webhook,
  FIREBREAK_SMTP_URL: email,
} as const satisfies Readonly<Record<string, (reader: Reader, variable: string, text: string) => Unnamed | null>>;

type Unnamed = Connection extends infer C ? (C extends Connection ? Omit<C, 'name'> : never) : never;

/** Every connection that the environment has; one that is wrong is reported, without its value. */
export function connectionsFrom(reader: Reader): readonly Connection[] {
  return Object.entries(variables).flatMap(([base, read]) =>
    Object.keys(reader.env)
      .filter((variable) => variable === base || variable.startsWith(`${base}_`))
      .sort()
      .flatMap((variable) => {
        const text = textOf(reader.env, variable);
        const found = text === null ? null : read(reader, variable, text);
        return found === null ? [] : [{ name: nameOf(found.medium, variable.slice(base.length + 1)), ...found }];
      }),
  );
}

/** What of connections must never be seen. */
export function secretsIn(connections: readonly Connection[]): readonly string[] {
  return connections.flatMap(secretsOf);
}

function secretsOf(connection: Connection): readonly string[] {
  switch (connection.medium) {
    case 'slack':
      return [connection.token];
    case 'pagerduty':
      return [connection.routingKey];
    case 'webhook':
      return [connection.url, ...connection.secrets];
    case 'email':
      return [connection.url, passwordIn(connection.url)];
  }
}

function nameOf(medium: Connection['medium'], suffix: string): string {
  return suffix === '' ? medium : `${medium}:${suffix.toLowerCase()}`;
}

/** Ids of channels. https://docs.slack.dev/reference/objects/conversation-object */
export const SLACK_CHANNEL = /^[CG][A-Z0-9]{7,20}$/;

/** Beside it: `FIREBREAK_SLACK_CHANNEL`, the channel for all incidents; `FIREBREAK_SLACK_PRIVATE`; `FIREBREAK_SLACK_URL`, for GovSlack or a proxy. */
function slack(reader: Reader, variable: string, token: string): Unnamed | null {
  const beside = (name: string) => variable.replace('_TOKEN', `_${name}`);
  const channel = textOf(reader.env, beside('CHANNEL'));
  if (channel !== null && !SLACK_CHANNEL.test(channel))
    return wrong(reader, beside('CHANNEL'), 'the id of a Slack channel: C0123456789');
  const url = textOf(reader.env, beside('URL'));
  if (url !== null && !(URL.canParse(url) && isSafeAddress(new URL(url).origin)))
    return wrong(reader, beside('URL'), 'https and the address of the API: https://slack-gov.com/api/');
  if (!/^xox[a-z]-\S{6,}$/.test(token))
    return wrong(reader, variable, 'the token of a Slack app, which begins with xoxb-');
  const isPrivate = wordOf(reader, beside('PRIVATE'), ['no', 'yes'], 'no') === 'yes';
  return {
    medium: 'slack',
    token,
    channel,
    ...(isPrivate ? { private: true } : {}),
    ...(url === null ? {} : { slackApiUrl: url.replace(/\/*$/, '/') }),
  };
}

/** `FIREBREAK_PAGERDUTY_URL` is where events go for accounts in Europe. */
function pagerduty(reader: Reader, variable: string, routingKey: string): Unnamed | null {
  const url = textOf(reader.env, 'FIREBREAK_PAGERDUTY_URL');
  if (url !== null && !(URL.canParse(url) && isSafeAddress(new URL(url).origin)))
    return wrong(reader, 'FIREBREAK_PAGERDUTY_URL', 'https and a host: https://events.eu.pagerduty.com');
  if (/^[A-Za-z0-9]{20,64}$/.test(routingKey))
    return { medium: 'pagerduty', routingKey, ...(url === null ? {} : { url }) };
  return wrong(reader, variable, 'the integration key of a PagerDuty service, of 32 letters and digits');
}

/** `FIREBREAK_WEBHOOK_SECRET` beside it; two, separated by a blank, while the secret is changed. */
function webhook(reader: Reader, variable: string, url: string): Unnamed | null {
  const allowPrivate = wordOf(reader, 'FIREBREAK_WEBHOOK_PRIVATE', ['no', 'yes'], 'no') === 'yes';
  const isSafe = /^https:\/\//i.test(url) || (allowPrivate && /^http:\/\//i.test(url));
  if (!isSafe || !URL.canParse(url)) return wrong(reader, variable, 'the https address that takes the webhooks');
  const secret = variable.replace('_URL', '_SECRET');
  const secrets = (textOf(reader.env, secret) ?? '').split(/\s+/).filter((text) => text !== '');
  if (secrets.length > 0) return { medium: 'webhook', url, secrets, allowPrivate };
  return wrong(reader, secret, 'the secret that signs them: whsec_ and 32 random bytes in base64', 'it is missing.');
}

/** `FIREBREAK_SMTP_FROM` beside it says who writes. */
function email(reader: Reader, variable: string, url: string): Unnamed | null {
  if (!/^smtps?:\/\//i.test(url) || !URL.canParse(url))
    return wrong(
      reader,
      variable,
      'smtps://user:password@host:465, special characters of the password percent-encoded',
    );
  const sender = variable.replace('_URL', '_FROM');
  const from = textOf(reader.env, sender);
  if (from?.includes('@')) return { medium: 'email', url, from };
  return wrong(reader, sender, 'the address that the mails are from', from === null ? 'it is missing.' : undefined);
}

function wrong(reader: Reader, variable: string, what: string, happened = 'it is something else.'): null {
  reader.report({ variable, happened, expected: `${what}.`, next: 'correct it, or remove the connection.' });
  return null;
}

function passwordIn(url: string): string {
  const { password } = new URL(url);
  try {
    return decodeURIComponent(password);
  } catch {
    return password;
  }
}
