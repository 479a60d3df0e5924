// Every request of the gateways goes through here: budget, patience, one renewed token, bounded repetition of reads, and a note of how long it took.
import type { Timestamp } from '../../core/time.ts';
import { type Budget, createBudget, type Lane } from './budget.ts';
import { classify, type Failure } from './errors.ts';
import { answerInside, type GraphqlAnswer, mayPass, rateLimitIn } from './graphql-answer.ts';
import type { OctokitAnswer, OctokitLike } from './octokit.ts';
import { GitHubRefused, GitHubUnavailable } from './port.ts';
import { exhaustedUntil } from './rate-limit.ts';

/** One request as the metrics see it. `status` null: no answer. Milliseconds of real time, waiting for the budget excluded. */
export type Exchange = {
  readonly installationId: number | null;
  readonly operation: string;
  readonly milliseconds: number;
  readonly status: number | null;
};

/** What the outside world lends to the gateways, so that tests need no time. */
export type Surroundings = {
  readonly now: () => Timestamp;
  /** Milliseconds. */
  readonly sleep?: (milliseconds: number) => Promise<void>;
  /** From 0 to 1. */
  readonly random?: () => number;
  /** Ends a request that hangs; GitHub gives up after 10 s itself. */
  readonly patience?: () => AbortSignal;
  readonly onRequest?: (exchange: Exchange) => void;
};

export type ClientParts = Surroundings & {
  readonly octokit: () => Promise<OctokitLike>;
  readonly installationId: number | null;
  /** Of this installation; a new one when absent, on the clock of `now`, to which GitHub's words about waiting are translated too. */
  readonly budget?: Budget;
};

type Wired = ClientParts & { readonly budget: Budget };

/** `unanswered`: it may have been carried out (a lost answer, or GitHub failing underway). */
export type Written<T> =
  | { readonly kind: 'answered'; readonly answer: T }
  | { readonly kind: 'unanswered'; readonly status: number | null; readonly message: string };

type Parameters = Readonly<Record<string, unknown>>;
type Redirect = 'follow' | 'manual';

/** All methods throw `GitHubRefused` for a no, and `GitHubUnavailable` when GitHub cannot be asked (for writes: only if certainly not performed). */
export type Client = {
  /** Repeats what may pass. Errors of single fields are the caller's to judge. */
  query(operation: string, document: string, variables: Parameters): Promise<GraphqlAnswer>;
  mutate(lane: Lane, operation: string, document: string, variables: Parameters): Promise<Written<GraphqlAnswer>>;
  /** `manual`: a redirect is an answer (301), for who must know that something moved. */
  get(route: string, parameters?: Parameters, redirect?: Redirect): Promise<OctokitAnswer>;
  send(lane: Lane, route: string, parameters?: Parameters): Promise<Written<OctokitAnswer>>;
  /** Repeated reads of something that is not there yet wait like this. */
  readonly sleep: (milliseconds: number) => Promise<void>;
  readonly now: () => Timestamp;
  readonly budget: Budget;
};

const PATIENCE = 10_000;
/** Tries of a read, and the longest pause before the second; it doubles (F-22). The queue repeats the rest. */
const TRIES = 3;
const PAUSE = 500;

/** A client of one installation (or token, or of the app itself). */
export function createClient(given: ClientParts): Client {
  const budget = given.budget ?? createBudget(() => Date.parse(given.now()));
  const parts: Wired = { ...given, budget };
  const sleep = parts.sleep ?? realSleep;
  const read = <T>(operation: string, ask: Ask<T>) =>
    repeat(parts, sleep, () => attempt(parts, 'reply', operation, ask));
  const write = <T>(lane: Lane, operation: string, ask: Ask<T>) => once(() => attempt(parts, lane, operation, ask));
  return {
    sleep,
    budget,
    now: parts.now,
    query: (operation, document, variables) => read(operation, graphqlAsk(document, variables, true)),
    mutate: (lane, operation, document, variables) => write(lane, operation, graphqlAsk(document, variables, false)),
    get: (route, parameters, redirect) => read(route, restAsk(route, parameters, redirect)),
    send: (lane, route, parameters) => write(lane, route, restAsk(route, parameters)),
  };
}

type Ask<T> = (octokit: OctokitLike, signal: AbortSignal) => Promise<{ readonly status: number; readonly answer: T }>;
type Attempt<T> = { readonly answer: T } | { readonly failure: Failure; readonly cause: unknown };

function restAsk(route: string, parameters: Parameters = {}, redirect: Redirect = 'follow'): Ask<OctokitAnswer> {
  return async (octokit, signal) => {
    const answer = await octokit.request(route, { ...parameters, request: { signal, redirect } });
    return { status: answer.status, answer };
  };
}

/** Throws what means that nothing was answered: a rate limit in a 200, and for reads also failures that may pass. */
function graphqlAsk(document: string, variables: Parameters, reading: boolean): Ask<GraphqlAnswer> {
  return async (octokit, signal) => {
    try {
      const data = await octokit.graphql(document, { ...variables, request: { signal } });
      return { status: 200, answer: { data, errors: [] } };
    } catch (error) {
      const inside = answerInside(error);
      if (inside === null) throw error;
      const limited = rateLimitIn(inside.errors);
      if (limited !== undefined && nothingDone(inside))
        throw new Limited(limited.message, exhaustedUntil(inside.headers), error);
      const failed = inside.errors.find(mayPass);
      if (reading && failed !== undefined) throw new FailedUnderway(failed.message, error);
      return { status: 200, answer: { data: inside.data, errors: inside.errors } };
    }
  };
}

function nothingDone({ data }: GraphqlAnswer): boolean {
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

function failureOf(error: unknown, now: Timestamp): Failure | null {
  const common = { kind: 'unavailable', status: 200, retryAt: null } as const;
  if (error instanceof FailedUnderway) return { ...common, performed: 'maybe', limit: null, message: error.message };
  if (!(error instanceof Limited)) return classify(error, now);
  const limit = error.until === null ? 'secondary' : 'primary';
  return { ...common, performed: 'no', limit, retryAt: error.until, message: error.message };
}

/** One request; after a 401 one more with a renewed token (F-28), since the first was certainly not carried out. */
async function attempt<T>(parts: Wired, lane: Lane, operation: string, ask: Ask<T>): Promise<Attempt<T>> {
  const paused = parts.budget.pausedUntil(lane);
  if (paused !== null) throw new GitHubUnavailable('GitHub asked us to wait.', { retryAt: paused, status: 429 });
  return parts.budget.slot(lane, async () => {
    const first = await exchange(parts, operation, ask);
    if (!('failure' in first) || first.failure.status !== 401) return first;
    return (await renewToken(parts)) ? exchange(parts, operation, ask) : first;
  });
}

async function renewToken(parts: Wired): Promise<boolean> {
  if (parts.installationId === null) return false;
  try {
    await (await parts.octokit()).auth?.({ type: 'installation', refresh: true });
    return true;
  } catch {
    return false;
  }
}

async function exchange<T>(parts: Wired, operation: string, ask: Ask<T>): Promise<Attempt<T>> {
  const began = performance.now();
  const note = (status: number | null) => {
    const { installationId } = parts;
    parts.onRequest?.({ installationId, operation, milliseconds: performance.now() - began, status });
  };
  try {
    const { status, answer } = await ask(await parts.octokit(), (parts.patience ?? realPatience)());
    note(status);
    parts.budget.fine();
    return { answer };
  } catch (cause) {
    const failure = failureOf(cause, parts.now());
    note(failure?.status ?? null);
    if (failure === null) throw cause;
    return { failure: heed(parts.budget, failure), cause };
  }
}

/** A rate limit pauses the whole installation, so that nobody else runs into it (F-25, F-26). */
function heed(budget: Budget, failure: Failure): Failure {
  if (failure.kind !== 'unavailable' || failure.limit === null) return failure;
  return { ...failure, retryAt: budget.pause(failure.retryAt) };
}

async function repeat<T>(
  parts: Wired,
  sleep: (milliseconds: number) => Promise<void>,
  work: () => Promise<Attempt<T>>,
): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    const result = await work();
    if ('answer' in result) return result.answer;
    const { failure, cause } = result;
    if (!passesSoon(failure) || tries >= TRIES) throw thrown(failure, cause);
    await sleep(PAUSE * 2 ** (tries - 1) * (0.5 + (parts.random ?? Math.random)() / 2));
  }
}

function passesSoon(failure: Failure): boolean {
  return failure.kind === 'unavailable' && failure.retryAt === null && failure.status !== 401 && failure.status !== 403;
}

async function once<T>(work: () => Promise<Attempt<T>>): Promise<Written<T>> {
  const result = await work();
  if ('answer' in result) return { kind: 'answered', answer: result.answer };
  const { failure, cause } = result;
  if (failure.kind === 'refused' || failure.performed === 'no') throw thrown(failure, cause);
  return { kind: 'unanswered', status: failure.status, message: failure.message };
}

function thrown(failure: Failure, cause: unknown): GitHubRefused | GitHubUnavailable {
  if (failure.kind === 'refused') return new GitHubRefused(failure.message, failure.status, cause);
  const { message, retryAt, status } = failure;
  return new GitHubUnavailable(message, { retryAt, status, cause });
}

function realSleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });
}

function realPatience(): AbortSignal {
  return AbortSignal.timeout(PATIENCE);
}
