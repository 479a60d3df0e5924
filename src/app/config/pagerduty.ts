// PagerDuty, where a policy leaves to it who is on call: a key from the environment, and where the account is.
import { type Reader, textOf } from './values.ts';

export type PagerDutyAccess = {
  readonly key: string;
  /** Without a slash at its end. */
  readonly baseUrl: string;
  /** The address of the user there in whose name hand-offs are made; null: none are. */
  readonly from: string | null;
};

const loopback = /^http:\/\/(?:localhost|127\.0\.0\.1|\[::1\])(?::\d{1,5})?$/;

/** An address to which a key may go: never in the clear, but to this machine. */
export function isSafeAddress(url: string): boolean {
  return /^https:\/\/[\w.-]+(?::\d{1,5})?$/.test(url) || loopback.test(url);
}

/** Null without a key. Accounts of the European region are at `https://api.eu.pagerduty.com`. */
export function pagerDutyFrom(reader: Reader): PagerDutyAccess | null {
  const key = textOf(reader.env, 'FIREBREAK_PAGERDUTY_API_KEY');
  if (key === null) return null;
  const url = (textOf(reader.env, 'FIREBREAK_PAGERDUTY_API_URL') ?? 'https://api.pagerduty.com').replace(/\/+$/, '');
  if (isSafeAddress(url)) return { key, baseUrl: url, from: senderFrom(reader) };
  reader.report({
    variable: 'FIREBREAK_PAGERDUTY_API_URL',
    happened: `"${url.slice(0, 60)}" is not the address of an API.`,
    expected: 'https and a host, such as https://api.eu.pagerduty.com.',
    next: 'correct it, or remove it for https://api.pagerduty.com.',
  });
  return null;
}

/** One line, as it becomes a header. */
function senderFrom(reader: Reader): string | null {
  const from = textOf(reader.env, 'FIREBREAK_PAGERDUTY_FROM');
  if (from === null || /^[^\s@]+@[^\s@]+$/.test(from)) return from;
  reader.report({
    variable: 'FIREBREAK_PAGERDUTY_FROM',
    happened: 'it is something else.',
    expected: 'the e-mail address of the PagerDuty user in whose name hand-offs are made.',
    next: 'correct it, or remove it: hand-offs are then not told there.',
  });
  return null;
}

/** The secrets of the subscriptions whose webhooks are believed; two, separated by a blank, while one is changed. None: nothing is taken of PagerDuty. */
export function pagerDutySecretsFrom({ env }: Reader): readonly string[] {
  return (textOf(env, 'FIREBREAK_PAGERDUTY_WEBHOOK_SECRET') ?? '').split(/\s+/).filter((text) => text !== '');
}
