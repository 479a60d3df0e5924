// Whether an answer of GitHub's is one of its rate limits, and from when it may be asked again.
import type { Timestamp } from '../../core/time.ts';

export type Headers = Readonly<Record<string, string | number | undefined>>;

/** `primary`: the hourly quota is used up. `secondary`: too much at once; GitHub bans who goes on. */
export type RateLimit = { readonly limit: 'primary' | 'secondary'; readonly retryAt: Timestamp | null };

/** GitHub words it in several ways and often sends no header at all. https://docs.github.com/en/rest/using-the-rest-api/troubleshooting-the-rest-api */
const words = /secondary rate limit|rate limit exceeded|abuse detection|submitted too quickly/i;

/** Null when a 403 or 429 is no rate limit. `retryAt` null: GitHub did not say how long. */
export function rateLimitOf(status: number, headers: Headers, message: string, now: Timestamp): RateLimit | null {
  if (status !== 403 && status !== 429) return null;
  const wait = headers['retry-after'];
  if (wait !== undefined && Number.isFinite(Number(wait))) {
    return { limit: 'secondary', retryAt: at(Date.parse(now) + Number(wait) * 1000) };
  }
  const exhausted = exhaustedUntil(headers);
  if (exhausted !== null) return { limit: 'primary', retryAt: exhausted };
  return status === 429 || words.test(message) ? { limit: 'secondary', retryAt: null } : null;
}

/** The instant of `x-ratelimit-reset` when nothing remains, else null. */
export function exhaustedUntil(headers: Headers): Timestamp | null {
  const reset = Number(headers['x-ratelimit-reset']);
  if (headers['x-ratelimit-remaining'] === undefined || !Number.isFinite(reset)) return null;
  return Number(headers['x-ratelimit-remaining']) === 0 ? at(reset * 1000) : null;
}

/** Whether an error of GraphQL's is a rate limit: it comes in a 200. */
export function isGraphqlRateLimit(error: { readonly type: string | null; readonly message: string }): boolean {
  return error.type === 'RATE_LIMITED' || error.type === 'RATE_LIMIT' || words.test(error.message);
}

function at(milliseconds: number): Timestamp {
  return new Date(milliseconds).toISOString();
}
