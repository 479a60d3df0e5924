// The little of Octokit that the gateways use, and how to make one that never sends a write twice.

export type OctokitAnswer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | number | undefined>>;
  readonly data: unknown;
};

/** Fits Probot's Octokit, that of `@actions/github` and octokit.js; each of them authenticates in its own way. */
export type OctokitLike = {
  readonly request: (route: string, parameters?: Record<string, unknown>) => Promise<OctokitAnswer>;
  readonly graphql: (document: string, variables?: Record<string, unknown>) => Promise<unknown>;
  /** Asked for a fresh installation token after a 401; hosts with a fixed token need not have it. */
  readonly auth?: (options?: { readonly type: 'installation'; readonly refresh: true }) => Promise<unknown>;
};

/**
 * For `Octokit.defaults(sendOnce)`: no retries, since Octokit's re-send POSTs blindly, and no throttling, since ours knows what is urgent.
 * It must be a function: an object is ignored by Probot's Octokit (tried with 14.3).
 */
export function sendOnce<T extends object>(options: T & { readonly throttle?: object }) {
  return { ...options, throttle: { ...options.throttle, enabled: false }, retry: { enabled: false } };
}
