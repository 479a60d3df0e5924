// GitHub's limits as headers and refusals: the hourly budget of a credential, and the secondary limits on content (rate limits for the REST API).
import type { Caller } from './state/actor.ts';
import { Refusal } from './state/refusal.ts';
import { nowMs, type Store } from './state/store.ts';

/** Counts what each credential has used. Hours are real time; the content limits run on the sandbox's clock, so that a test can let them pass. */
export type Meter = {
  /** Counts a request and says what the headers say; throws 403 when the hour's budget is spent. */
  readonly count: (caller: Caller, resource: string) => Readonly<Record<string, string>>;
  /** Counts a request that makes content; throws 403 with `retry-after` beyond 80 a minute or 500 an hour. */
  readonly countContent: (caller: Caller) => void;
  /** What is left of the hour, for `GET /rate_limit`. */
  readonly left: (caller: Caller, resource: string) => Left;
};

/** A budget of one hour. */
export type Left = {
  readonly limit: number;
  readonly remaining: number;
  readonly used: number;
  readonly reset: number;
};

const hourMs = 3_600_000;

/** A meter for one sandbox. */
export function createMeter(store: Store): Meter {
  const windows = new Map<string, { used: number; readonly resetMs: number }>();
  const content = new Map<string, number[]>();

  const window = (caller: Caller, resource: string) => {
    const key = `${keyOf(caller)} ${resource}`;
    const current = windows.get(key);
    if (current && current.resetMs > Date.now()) return current;
    const fresh = { used: 0, resetMs: Date.now() + hourMs };
    windows.set(key, fresh);
    return fresh;
  };
  const left = (caller: Caller, resource: string): Left => {
    const { used, resetMs } = window(caller, resource);
    const limit = store.limits.primaryPerHour;
    return { limit, used, remaining: Math.max(limit - used, 0), reset: Math.ceil(resetMs / 1000) };
  };

  return {
    left,
    count: (caller, resource) => {
      window(caller, resource).used += 1;
      const now = left(caller, resource);
      const headers = headersOf(now, resource);
      if (store.limits.enforced && now.used > now.limit)
        throw new Refusal(403, `API rate limit exceeded for ${keyOf(caller)}.`, { headers });
      return headers;
    },
    countContent: (caller) => {
      if (!store.limits.enforced) return;
      const now = nowMs(store);
      const recent = (content.get(keyOf(caller)) ?? []).filter((at) => at > now - hourMs && at <= now);
      content.set(keyOf(caller), recent);
      refuseBeyond(recent, now, { span: 60_000, most: store.limits.contentPerMinute });
      refuseBeyond(recent, now, { span: hourMs, most: store.limits.contentPerHour });
      recent.push(now);
    },
  };
}

/** Each installation and each person has its own budget. */
export function keyOf(caller: Caller): string {
  switch (caller.kind) {
    case 'anonymous':
      return 'anonymous';
    case 'app':
      return `app ${caller.app.slug}`;
    case 'installation':
      return `installation ID ${caller.installation.id}`;
    case 'user':
      return `user ID ${caller.user.id}`;
  }
}

function headersOf(left: Left, resource: string): Readonly<Record<string, string>> {
  return {
    'x-ratelimit-limit': String(left.limit),
    'x-ratelimit-remaining': String(left.remaining),
    'x-ratelimit-used': String(left.used),
    'x-ratelimit-reset': String(left.reset),
    'x-ratelimit-resource': resource,
  };
}

function refuseBeyond(times: readonly number[], now: number, limit: { span: number; most: number }): void {
  const inSpan = times.filter((at) => at > now - limit.span);
  const oldest = inSpan.at(-limit.most);
  if (inSpan.length < limit.most || oldest === undefined) return;
  const wait = Math.max(Math.ceil((oldest + limit.span - now) / 1000), 1);
  const message =
    'You have exceeded a secondary rate limit and have been temporarily blocked from content creation. Please retry your request again later.';
  throw new Refusal(403, message, { headers: { 'retry-after': String(wait) } });
}
