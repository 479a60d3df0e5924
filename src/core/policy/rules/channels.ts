// Rules about channels: what cannot be told says nothing of how, and secrets are not in a policy.
import { mediumOf } from '../../channels/chosen.ts';
import { inShort } from '../phrases.ts';
import type { Rule } from './rule.ts';

export const unspokenIsPlain: Rule = {
  code: 'channel-not-told',
  says: 'A channel of kind `issue` or `status-page` names no `connection`, nobody in `to`, and is no `fallback`: the app tells nothing through it.',
  check: ({ channels }) =>
    channels.flatMap(({ id, kind, connection, to, fallback }) => {
      if (mediumOf(kind) !== null || (connection === null && to.length === 0 && !fallback)) return [];
      const message = `\`channels.${id}\` is of kind ${kind}, through which nobody is told, and names a \`connection\`, \`to\` or \`fallback\`. Remove them, or write another kind: slack, incident-channel, email, webhook or pagerduty.`;
      return [
        {
          at: [
            ['channels', id, 'kind'],
            ['channels', id],
          ],
          message,
        },
      ];
    }),
};

export const fallbackIsInternal: Rule = {
  code: 'fallback-outside',
  says: 'A `fallback` has the audience `internal`: a page is for responders.',
  check: ({ channels }) =>
    channels.flatMap(({ id, audience, fallback }) => {
      if (!fallback || audience === 'internal') return [];
      const message = `\`channels.${id}\` is the \`fallback\` for pages and is read by ${audience === 'public' ? 'everybody' : audience}. Write \`audience: internal\`, or let another channel be it.`;
      return [
        {
          at: [
            ['channels', id, 'fallback'],
            ['channels', id],
          ],
          message,
        },
      ];
    }),
};

/** Whoever has such an address can write there: it is as good as a password. */
const SECRET = /^\w+:\/\/|^xox[a-z]-|^whsec_/i;

export const noSecrets: Rule = {
  code: 'secret-in-policy',
  says: 'Nobody in `to` of a channel is an address of the web or a token: those are secrets, and the environment has them.',
  check: ({ channels }) =>
    channels.flatMap(({ id, to }) =>
      to.flatMap((name, index) => {
        if (!SECRET.test(name)) return [];
        const message = `\`channels.${id}.to\` has \`${inShort(name.slice(0, 8))}…\`, which is an address or a token and a secret. Expected an address of e-mail or an id. Remove it, renew it, and give the new one to the environment of the app, where \`connection\` finds it.`;
        return [{ at: [['channels', id, 'to', index]], message }];
      }),
    ),
};
