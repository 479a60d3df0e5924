// How the store says no: a refusal in GitHub's words, which REST turns into an answer and GraphQL into an error.

/** One entry of GitHub's `errors` list. */
export type RefusalDetail = {
  readonly resource: string;
  readonly field: string;
  readonly code: string;
  readonly message?: string;
  readonly value?: unknown;
};

/** Thrown by every function of the store that may not or cannot do what was asked; nothing was changed. */
export class Refusal extends Error {
  readonly status: number;
  readonly errors: readonly (RefusalDetail | string)[] | undefined;
  readonly headers: Readonly<Record<string, string>>;
  constructor(
    status: number,
    message: string,
    more: { errors?: readonly (RefusalDetail | string)[]; headers?: Readonly<Record<string, string>> } = {},
  ) {
    super(message);
    this.name = 'Refusal';
    this.status = status;
    this.errors = more.errors;
    this.headers = more.headers ?? {};
  }
}

/** 404: it is not there, or the actor must not know that it is. */
export function notFound(message = 'Not Found'): Refusal {
  return new Refusal(404, message);
}

/** 422 with GitHub's usual envelope. */
export function invalid(detail: RefusalDetail, message = 'Validation Failed'): Refusal {
  return new Refusal(422, message, { errors: [detail] });
}

/** 403 as an integration gets it, with the permissions that would have been accepted (`issues=write`). */
export function notAccessible(accepted: string): Refusal {
  return new Refusal(403, 'Resource not accessible by integration', {
    headers: { 'x-accepted-github-permissions': accepted },
  });
}
