// Every request of the gateways goes through here: budget, patience, one renewed token, bounded repetition of reads, and a note of how long it took.
import type { Timestamp } from '../../core/time.ts';
import { type Ask, failureOf, graphqlAsk, type Parameters, type Redirect, restAsk } from './ask.ts';
import { type Budget, createBudget, type Lane } from './budget.ts';
import type { Failure } from './errors.ts';
import type { GraphqlAnswer } from './graphql-answer.ts';
import type { OctokitAnswer, OctokitLike } from './octokit.ts';
import { GitHubRefused, GitHubUnavailable } from './port.ts';
import { TURN_PATIENCE, type TurnPatience } from './tolerant.ts';

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
  readonly turn?: TurnPatience;
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

/** All methods throw `GitHubRefused` for a no, and `GitHubUnavailable` when GitHub cannot be asked (for writes: only if certainly not performed). */
export type Client = {
  /** Repeats what may pass. Errors of single fields are the caller's to judge. */
  query(operation: string, document: string, variables: Parameters): Promise<GraphqlAnswer>;
  mutate(lane: Lane, operation: string, document: string, variables: Parameters): Promise<Written<GraphqlAnswer>>;
  get(route: string, parameters?: Parameters, redirect?: Redirect): Promise<OctokitAnswer>;
  send(lane: Lane, route: string, parameters?: Parameters): Promise<Written<OctokitAnswer>>;
  /** Repeated reads of something that is not there yet wait like this. */
  readonly sleep: (milliseconds: number) => Promise<void>;
  readonly now: () => Timestamp;
  readonly budget: Budget;
  readonly turn: TurnPatience;
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
    repeat(parts, sleep, () => attempt(parts, { lane: 'reply', operation, ask, writing: false }));
  const write = <T>(lane: Lane, operation: string, ask: Ask<T>) =>
    once(() => attempt(parts, { lane, operation, ask, writing: true }));
  return {
    sleep,
    budget,
    now: parts.now,
    turn: parts.turn ?? TURN_PATIENCE,
    query: (operation, document, variables) => read(operation, graphqlAsk(document, variables, true)),
    mutate: (lane, operation, document, variables) => write(lane, operation, graphqlAsk(document, variables, false)),
    get: (route, parameters, redirect) => read(route, restAsk(route, parameters, redirect)),
    send: (lane, route, parameters) => write(lane, route, restAsk(route, parameters)),
  };
}

type Attempt<T> = { readonly answer: T } | { readonly failure: Failure; readonly cause: unknown };
type Call<T> = { readonly lane: Lane; readonly operation: string; readonly ask: Ask<T>; readonly writing: boolean };

/** One request; after a 401 one more with a renewed token (F-28), since the first was certainly not carried out. */
async function attempt<T>(parts: Wired, call: Call<T>): Promise<Attempt<T>> {
  return parts.budget.slot(call.lane, async () => {
    const paused = parts.budget.pausedUntil(call.lane);
    if (paused !== null) throw new GitHubUnavailable('GitHub asked us to wait.', { retryAt: paused, status: 429 });
    const first = await exchange(parts, call);
    if (!('failure' in first) || first.failure.status !== 401) return first;
    return (await renewToken(parts)) ? exchange(parts, call) : first;
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

async function exchange<T>(parts: Wired, { operation, ask, writing }: Call<T>): Promise<Attempt<T>> {
  const began = performance.now();
  const note = (status: number | null) => {
    const { installationId } = parts;
    parts.onRequest?.({ installationId, operation, milliseconds: performance.now() - began, status });
  };
  try {
    const { status, answer, slowDown } = await ask.send(await parts.octokit(), (parts.patience ?? realPatience)());
    note(status);
    if (slowDown) parts.budget.pause(null);
    else if (writing) parts.budget.fine();
    return { answer };
  } catch (cause) {
    const failure = failureOf(cause, parts.now());
    note(failure?.status ?? null);
    if (failure === null) throw cause;
    return { failure: heed(parts.budget, ask.by, failure), cause };
  }
}

/**
 * A rate limit pauses the whole installation, so that nobody else runs into it (F-25, F-26). The hourly quotas of REST and GraphQL are
 * separate: that of REST, which little depends on, must not hold up a page.
 */
function heed(budget: Budget, by: Ask<unknown>['by'], failure: Failure): Failure {
  if (failure.kind !== 'unavailable' || failure.limit === null) return failure;
  if (failure.limit === 'primary' && by === 'rest') return failure;
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
