// One request, by REST or by GraphQL, with what its answer says beside the data: told apart from failures that GitHub hides in a 200.
import type { Timestamp } from '../../core/time.ts';
import { classify, type Failure } from './errors.ts';
import { answerInside, type GraphqlAnswer, mayPass, rateLimitIn } from './graphql-answer.ts';
import type { OctokitAnswer, OctokitLike } from './octokit.ts';
import { exhaustedUntil } from './rate-limit.ts';

export type Parameters = Readonly<Record<string, unknown>>;
/** `manual`: a redirect is an answer (301), for who must know that something moved. */
export type Redirect = 'follow' | 'manual';

export type Ask<T> = {
  readonly by: 'rest' | 'graphql';
  /** Throws what `failureOf` understands. `slowDown`: some of it was refused because there is too much. */
  send(octokit: OctokitLike, signal: AbortSignal): Promise<Answered<T>>;
};
type Answered<T> = { readonly status: number; readonly answer: T; readonly slowDown?: true };

/** A REST request. */
export function restAsk(route: string, parameters: Parameters = {}, redirect: Redirect = 'follow'): Ask<OctokitAnswer> {
  return {
    by: 'rest',
    async send(octokit, signal) {
      const answer = await octokit.request(route, { ...parameters, request: { signal, redirect } });
      return { status: answer.status, answer };
    },
  };
}

/** A GraphQL document. Of a mutation, failures that may pass are answers, since other fields of it may be done. */
export function graphqlAsk(document: string, variables: Parameters, reading: boolean): Ask<GraphqlAnswer> {
  return {
    by: 'graphql',
    async send(octokit, signal) {
      try {
        const data = await octokit.graphql(document, { ...variables, request: { signal } });
        return { status: 200, answer: { data, errors: [] } };
      } catch (error) {
        return inAnswer(error, reading);
      }
    },
  };
}

/** Octokit throws every answer that has errors. */
function inAnswer(error: unknown, reading: boolean): Answered<GraphqlAnswer> {
  const inside = answerInside(error);
  if (inside === null) throw error;
  const { data, errors, headers } = inside;
  const limited = rateLimitIn(errors);
  if (limited !== undefined && isEmpty(data)) throw new Limited(limited.message, exhaustedUntil(headers), error);
  const failed = errors.find(mayPass);
  if (reading && failed !== undefined) throw new FailedUnderway(failed.message, error);
  return { status: 200, answer: { data, errors }, ...(limited === undefined ? {} : { slowDown: true }) };
}

function isEmpty(data: unknown): boolean {
  return typeof data !== 'object' || data === null || Object.values(data).every((value) => value === null);
}

class Limited extends Error {
  readonly until: Timestamp | null;
  constructor(message: string, until: Timestamp | null, cause: unknown) {
    super(message, { cause });
    this.until = until;
  }
}

class FailedUnderway extends Error {
  constructor(message: string, cause: unknown) {
    super(message, { cause });
  }
}

/** What a thrown thing means; null for bugs. */
export function failureOf(error: unknown, now: Timestamp): Failure | null {
  const common = { kind: 'unavailable', status: 200, retryAt: null } as const;
  if (error instanceof FailedUnderway) return { ...common, performed: 'maybe', limit: null, message: error.message };
  if (!(error instanceof Limited)) return classify(error, now);
  const limit = error.until === null ? 'secondary' : 'primary';
  return { ...common, performed: 'no', limit, retryAt: error.until, message: error.message };
}
