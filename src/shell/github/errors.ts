// What a thrown thing means: GitHub cannot be asked now, GitHub says no, or a bug of ours.
import * as z from 'zod';
import type { Timestamp } from '../../core/time.ts';
import { type Headers, rateLimitOf } from './rate-limit.ts';

export type Failure =
  | {
      readonly kind: 'unavailable';
      /** `no`: the request was certainly not carried out. `maybe`: it may have been, and only the answer was lost. */
      readonly performed: 'no' | 'maybe';
      readonly limit: 'primary' | 'secondary' | null;
      readonly retryAt: Timestamp | null;
      /** What GitHub answered; null when it did not. */
      readonly status: number | null;
      readonly message: string;
    }
  | { readonly kind: 'refused'; readonly status: number; readonly message: string };

type Unavailable = Extract<Failure, { kind: 'unavailable' }>;

const Header = z.union([z.string(), z.number()]).optional();
const Answered = z.object({
  status: z.number(),
  message: z.string(),
  response: z.object({ headers: z.record(z.string(), Header).default({}) }),
  request: z.object({ url: z.string() }).optional(),
});
const Coded = z.object({ code: z.string() });

/** Before any byte of the request was sent. */
const notSent = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/** Null: nothing that GitHub or the network did, so a bug; throw it on. */
export function classify(error: unknown, now: Timestamp): Failure | null {
  const answered = Answered.safeParse(error);
  if (answered.success) return fromAnswer(answered.data, now);
  return isNetwork(error) ? fromNetwork(error) : null;
}

function fromAnswer(error: z.infer<typeof Answered>, now: Timestamp): Failure {
  const { status, message, response } = error;
  const tokenCall = /\/access_tokens(\?|$)/.test(error.request?.url ?? '');
  const limited = rateLimitOf(status, response.headers, message, now);
  if (limited !== null) return unavailable({ performed: 'no', ...limited, status, message });
  if (status === 401) return unavailable({ performed: 'no', status, message });
  // A suspended installation gets no token (F-31): nothing is lost, it waits.
  if (tokenCall && status === 403) return unavailable({ performed: 'no', status, message });
  // 501 is a host that does not have the operation: waiting does not help.
  if (status < 500 || status === 501) return { kind: 'refused', status, message };
  const retryAt = statedRetry(response.headers, now);
  return unavailable({ performed: tokenCall ? 'no' : 'maybe', status, message, retryAt });
}

function statedRetry(headers: Headers, now: Timestamp): Timestamp | null {
  const seconds = Number(headers['retry-after']);
  return Number.isFinite(seconds) ? new Date(Date.parse(now) + seconds * 1000).toISOString() : null;
}

/** Octokit wraps what `fetch` throws into an error without a response; aborts come as they are. */
function isNetwork(error: unknown): error is Error {
  if (!(error instanceof Error)) return false;
  return error.name === 'HttpError' || error.name === 'AbortError' || error.name === 'TimeoutError' || hasCode(error);
}

function hasCode(error: Error): boolean {
  return codesOf(error).length > 0;
}

function fromNetwork(error: Error): Failure {
  const performed = codesOf(error).some((code) => notSent.has(code)) ? 'no' : 'maybe';
  return unavailable({ performed, status: null, message: `GitHub did not answer: ${error.message}` });
}

/** Codes of the error and what caused it, down to the socket's. */
function codesOf(error: unknown, depth = 0): readonly string[] {
  if (!(error instanceof Error) || depth > 5) return [];
  const coded = Coded.safeParse(error);
  const own = coded.success ? [coded.data.code] : [];
  const inner = error instanceof AggregateError ? error.errors.flatMap((one) => codesOf(one, depth + 1)) : [];
  return [...own, ...inner, ...codesOf(error.cause, depth + 1)];
}

function unavailable(known: Pick<Unavailable, 'performed' | 'status' | 'message'> & Partial<Unavailable>): Failure {
  return { limit: null, retryAt: null, ...known, kind: 'unavailable' };
}
