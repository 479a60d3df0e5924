// PagerDuty, where a policy leaves to it who is on call: a key from the environment, and where the account is.
import { type Reader, textOf } from './values.ts';

export type PagerDutyAccess = {
  readonly key: string;
  /** Without a slash at its end. */
  readonly baseUrl: string;
};

const loopback = /^http:\/\/(?:localhost|127\.0\.0\.1|\[::1\])(?::\d{1,5})?$/;

/** Null without a key. Accounts of the European region are at `https://api.eu.pagerduty.com`. */
export function pagerDutyFrom(reader: Reader): PagerDutyAccess | null {
  const key = textOf(reader.env, 'FIREBREAK_PAGERDUTY_API_KEY');
  if (key === null) return null;
  const url = (textOf(reader.env, 'FIREBREAK_PAGERDUTY_API_URL') ?? 'https://api.pagerduty.com').replace(/\/+$/, '');
  if (/^https:\/\/[\w.-]+(?::\d{1,5})?$/.test(url) || loopback.test(url)) return { key, baseUrl: url };
  reader.report({
    variable: 'FIREBREAK_PAGERDUTY_API_URL',
    happened: `"${url.slice(0, 60)}" is not the address of an API.`,
    expected: 'https and a host, such as https://api.eu.pagerduty.com.',
    next: 'correct it, or remove it for https://api.pagerduty.com.',
  });
  return null;
}
