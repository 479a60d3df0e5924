// Makes checks from this very server, on hosts that whoever runs it allows and on no others (AC-26): a policy that names an address must not reach what only the server can (SSRF).
import { lookup } from 'node:dns/promises';
import { setTimeout } from 'node:timers/promises';
import {
  type AskedCheck,
  type CheckAnswer,
  failed,
  judged,
  mayAsk,
  notAsked,
} from '../../core/mitigation/asked-check.ts';
import { type Answer, exchange } from '../notify/http.ts';
import { codeOf } from '../notify/outcome.ts';
import { InsideAddress, pinnedLookup, type Resolve } from './pinned-lookup.ts';

export type CheckHosts = {
  /** Hosts on the Internet; never asked where they resolve to an address inside a network. */
  readonly open: readonly string[];
  /** These very hosts may be inside the network that the app runs in. */
  readonly inside: readonly string[];
};

export type Checker = {
  readonly hosts: readonly string[];
  /** Never throws; ends at the latest when `signal` is aborted, or after about half a minute. One answer for each check, in their order. */
  ask(checks: readonly AskedCheck[], signal: AbortSignal): Promise<readonly CheckAnswer[]>;
};

export type CheckerSettings = {
  /** Milliseconds for one answer. */
  readonly patience?: number;
  /** Milliseconds between two attempts. */
  readonly pause?: number;
  /** How often one is asked at most. */
  readonly attempts?: number;
  readonly resolve?: Resolve;
};

const PATIENCE = 10_000;
const PAUSE = 1000;
/** A service that has just begun may need a moment. */
const ATTEMPTS = 3;

const systemResolve: Resolve = (host) => lookup(host, { all: true });

export function createChecker({ open, inside }: CheckHosts, settings: CheckerSettings = {}): Checker {
  const hosts = [...open, ...inside];
  return {
    hosts,
    ask: (checks, signal) => Promise.all(checks.map((check) => made(check, { open, inside }, settings, signal))),
  };
}

async function made(
  check: AskedCheck,
  { open, inside }: CheckHosts,
  settings: CheckerSettings,
  signal: AbortSignal,
): Promise<CheckAnswer> {
  const { url } = check;
  if (url === undefined) return notAsked(check, 'the policy names no address');
  const isInside = mayAsk(url, inside);
  if (!isInside && !mayAsk(url, open)) return notAsked(check, 'whoever runs Firebreak does not let it ask that host');
  const lookup = pinnedLookup(settings.resolve ?? systemResolve, isInside);
  for (let attempt = 1; ; attempt += 1) {
    const answer = await askedOnce(check, addressOf(url, check.query), lookup, settings, signal);
    const isOver = attempt >= (settings.attempts ?? ATTEMPTS) || answer.isFinal || signal.aborted;
    if (isOver) return answer.answer;
    await setTimeout(settings.pause ?? PAUSE, undefined, { signal }).catch(() => undefined);
  }
}

function addressOf(url: string, query: string | undefined): URL {
  const address = new URL(url);
  if (query !== undefined) address.searchParams.set('query', query);
  return address;
}

/** What it comes to, and whether it would be the same again. */
async function askedOnce(
  check: AskedCheck,
  url: URL,
  lookup: ReturnType<typeof pinnedLookup>,
  { patience = PATIENCE }: CheckerSettings,
  signal: AbortSignal,
): Promise<{ readonly answer: CheckAnswer; readonly isFinal: boolean }> {
  const limit = AbortSignal.any([signal, AbortSignal.timeout(patience)]);
  const headers = { 'user-agent': 'Firebreak', accept: 'application/json, */*;q=0.5' };
  try {
    const isRefused = lookup.refuses(url);
    if (isRefused) throw new InsideAddress('inside');
    const told: Answer = await exchange(url, { method: 'GET', headers, body: '', signal: limit, lookup: lookup.of });
    const answer = judged(check, told);
    return { answer, isFinal: answer.result !== 'failed' };
  } catch (error) {
    if (error instanceof InsideAddress || (error instanceof Error && error.cause instanceof InsideAddress))
      return { answer: notAsked(check, 'its host is inside the network that Firebreak runs in'), isFinal: true };
    const why = limit.aborted ? 'no answer in time' : `not reached (${codeOf(error) ?? 'no answer'})`;
    return { answer: failed(check.id, why), isFinal: false };
  }
}
