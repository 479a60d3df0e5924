// Slack's client, told to try once, to say when it is limited and to keep quiet; and what its errors mean.
import {
  type Logger,
  LogLevel,
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebClient,
} from '@slack/web-api';
import type { Timestamp } from '../../../core/time.ts';
import { type Failed, later, refused, retryAfter, unanswered } from '../outcome.ts';

export type Slack = WebClient;

const nothing = (): void => undefined;

const quiet: Logger = {
  debug: nothing,
  info: nothing,
  warn: nothing,
  error: nothing,
  setLevel: nothing,
  getLevel: () => LogLevel.ERROR,
  setName: nothing,
};

/** A client for one notice: all its requests end with `limit`. */
export function slackClient(token: string, slackApiUrl: string | undefined, limit: AbortSignal): Slack {
  return new WebClient(token, {
    ...(slackApiUrl === undefined ? {} : { slackApiUrl }),
    logger: quiet,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    allowAbsoluteUrls: false,
    fetch: (url, init) => fetch(url, { ...init, signal: limit }),
  });
}

/** Slack's word for what is wrong (`channel_not_found`); null for anything else, pages of HTML included. */
export function wordOf(error: unknown): string | null {
  if (!(error instanceof WebAPIPlatformError)) return null;
  const word = error.data.error;
  return typeof word === 'string' && /^[a-z_]{2,60}$/.test(word) ? word : null;
}

export function isOneOf(error: unknown, ...words: readonly string[]): boolean {
  return words.includes(wordOf(error) ?? '');
}

/** What passes by itself. https://docs.slack.dev/reference/methods/chat.postMessage#errors */
const passing = new Set([
  'ratelimited',
  'rate_limited',
  'internal_error',
  'fatal_error',
  'service_unavailable',
  'request_timeout',
  'team_added_to_org',
]);

/** What can be done about it, where that is known. */
const advice: Readonly<Record<string, string>> = {
  missing_scope: 'Give the app the scopes that the documentation lists and install it again.',
  not_in_channel: 'Invite the app to the channel.',
  channel_not_found: 'Is it the id of a channel that the app can see?',
  invalid_auth: 'Set a new token.',
  not_authed: 'Set a token.',
  token_revoked: 'Set a new token.',
  token_expired: 'Set a new token.',
  account_inactive: 'Set a new token.',
  restricted_action: 'The workspace does not let the app do this.',
};

/** Whether what went wrong may pass. */
export function isPassing(error: unknown): boolean {
  const word = wordOf(error);
  return word === null || passing.has(word);
}

export function failureOf(error: unknown, limit: AbortSignal, now: Timestamp): Failed {
  if (error instanceof WebAPIRateLimitedError) {
    return later('Slack asks to wait (429).', retryAfter(String(error.retryAfter), now));
  }
  if (error instanceof WebAPIHTTPError) {
    const message = `Slack answered ${error.statusCode}.`;
    return later(message, retryAfter(String(error.headers['retry-after'] ?? ''), now));
  }
  if (error instanceof WebAPIPlatformError) {
    const word = wordOf(error);
    if (word === null) return later('Slack answered what could not be read.');
    if (passing.has(word)) return later(`Slack answered ${word}.`);
    return refused(`Slack answered ${word}. ${advice[word] ?? ''}`.trim());
  }
  return unanswered('Slack', error, limit);
}
