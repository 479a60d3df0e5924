// What is kept about the traffic itself: requests that came, faults that were ordered, deliveries held back, and violations found.

/** One request to the API, as `GET /sandbox/requests` shows it. */
export type RequestRecord = {
  readonly index: number;
  readonly at: string;
  readonly method: string;
  readonly path: string;
  /** Route template of REST (`/repos/{owner}/{repo}/issues`), `/graphql`, or null for a path GitHub does not have. */
  readonly route: string | null;
  readonly operationId: string | null;
  /** For GraphQL: the root fields of the document (`addComment`, `repository`). */
  readonly operations: readonly string[];
  readonly status: number;
  /** Login of whoever asked; `app:firebreak` for an app's JWT; null without credentials. */
  readonly actor: string | null;
  readonly fault: boolean;
};

/** An ordered failure of the next matching requests. */
export type Fault = {
  /** `POST /repos/{owner}/{repo}/issues/{issue_number}/comments`, `POST /graphql`, or `*`. */
  readonly route: string;
  /** Only requests whose body contains this. */
  readonly match: string | null;
  readonly status: number | null;
  /** How many requests are still to fail. */
  times: number;
  /** Perform the request, then lose the answer. */
  readonly after: boolean;
  readonly delayMs: number;
  readonly hang: boolean;
  readonly reset: boolean;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
};

/** An order to lose deliveries: `logged` ones appear in the log as failed, others nowhere. */
export type DropOrder = { readonly event: string; times: number; readonly logged: boolean };

/** Something of ours that GitHub's own description does not allow; a test with one has failed. */
export type Violation = { readonly what: string; readonly problems: readonly unknown[] };

/** GitHub's limits as the sandbox applies them (rate limits for the REST API); counts are per installation or user. */
export type Limits = {
  readonly primaryPerHour: number;
  readonly contentPerMinute: number;
  readonly contentPerHour: number;
  readonly enforced: boolean;
};
