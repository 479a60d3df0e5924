// Keeps the freeze of one repository: lists what is open, posts only what differs, answers deployments. What GitHub shows is the memory: a kill at any point is harmless.
import { setTimeout } from 'node:timers/promises';
import { deploymentVerdict } from '../../core/mitigation/freeze-answers.ts';
import { leadOf } from '../../core/mitigation/freeze-checks.ts';
import { untouchedIn } from '../../core/proposal/untouched-in-lane.ts';
import { isDue, plus, type Timestamp } from '../../core/time.ts';
import type { FreezeGateway } from '../github/freeze/port.ts';
import { GitHubRefused, GitHubUnavailable } from '../github/port.ts';
import type { Clock } from './clock.ts';
import { crashPoint } from './crash-points.ts';
import type { Database, Queryable } from './database/database.ts';
import { type Ask, type Asked, dropAsks, type Ground, readAsks, type StoredAsk } from './freeze-asks.ts';
import { heldNews, type News, newsDelivery, refusedNews, releasedNews } from './freeze-news.ts';
import { type BranchMemory, type Lanes, type Pass, passOver } from './freeze-pass.ts';
import { type FreezeState, isPaging, readFreezeState } from './freeze-state.ts';
import { newsDeliveries } from './hotfix-gate.ts';
import { readLanes } from './hotfix-lanes.ts';
import type { Delivery } from './inbox.ts';
import { headsOf, judged, type LaneParts, openIn, standingOf, type Told } from './lane-pass.ts';
import type { Log } from './log.ts';
import { knownFixes, readFixLanes } from './proper-fixes.ts';
import { againAt, attemptProposals, keepProposals, type ProposeParts, putOffUntil } from './proposal-attempt.ts';

export type FreezeParts = LaneParts &
  ProposeParts & {
    /** Repositories whose rules ask for a check of ours: whole looks at them find heads that no event told of. */
    readonly asking?: Map<number, Ground>;
    readonly database: Database;
    readonly gateway: (installationId: number) => FreezeGateway;
    /** GitHub's address for people. */
    readonly web: string;
    /** Puts deliveries of our own into the inbox, in the given transaction. */
    readonly deliver: (tx: Queryable, deliveries: readonly Delivery[]) => Promise<unknown>;
    /** Has the repository looked at again at an instant of the engine's clock. */
    readonly ringAt: (repository: string, at: Timestamp) => Promise<void>;
    readonly branches: BranchMemory;
    /** Repositories that were compared with GitHub since the start: of others, incidents may be open that are not known here. */
    readonly compared: { has(repositoryId: number): boolean };
    /** Since when repositories wait to be compared. */
    readonly waiting?: Map<number, Timestamp>;
    readonly clock: Clock;
    readonly log: Log;
  };

/** How long a run that asks may wait until it is known whether it is ours. */
const RUN_UNKNOWN = 'PT2S';
/** How often it is looked whether the repository was compared meanwhile, beside being told. */
const COMPARED_AGAIN = 'PT1M';
/** What waits so long for the comparison says what is wrong: it may last. */
const TOO_LONG = 'PT5M';
/** When GitHub says no to a merge for a moment. */
const MERGED_AGAIN = 'PT5S';

/** Looks at everything that was asked of the repository. Returns early when it must wait. */
export async function drainFreeze(parts: FreezeParts, repository: string, signal: AbortSignal): Promise<void> {
  for (;;) {
    signal.throwIfAborted();
    const asked = await readAsks(parts.database, Number(repository), parts.clock.now());
    const { ground, next } = asked;
    if (ground === null) return next === null ? undefined : parts.ringAt(repository, next);
    const until = await attemptBoth(parts, ground, asked, signal);
    if (until !== null) return parts.ringAt(repository, until);
  }
}

/** What holds something back goes first; what is proposed is looked at when nothing of it is left. Null: it was looked at. */
async function attemptBoth(
  parts: FreezeParts,
  ground: Ground,
  asked: Asked,
  signal: AbortSignal,
): Promise<Timestamp | null> {
  const proposals = asked.due.filter(({ ask }) => ask.is === 'proposal');
  const due = asked.due.filter((one) => !proposals.includes(one));
  if (due.length === 0) return attemptProposals(parts, ground, proposals, signal);
  const until = await attempt(parts, ground, { ...asked, due }, signal);
  if (until !== null) await putOffUntil(parts, proposals, until);
  return until;
}

/** Null: it was looked at. Else until when it must wait. */
async function attempt(
  parts: FreezeParts,
  ground: Ground,
  { due }: Asked,
  signal: AbortSignal,
): Promise<Timestamp | null> {
  try {
    await lookAt(parts, ground, due, signal);
    return null;
  } catch (error) {
    const { repositoryId, owner, repo } = ground;
    const details = { repositoryId, owner, repo };
    if (error instanceof GitHubUnavailable) {
      const until = againAt(error, parts.clock.now());
      await putOffUntil(parts, due, until);
      parts.log('warn', 'freeze-waits', `Checks of ${owner}/${repo} wait until ${until}: ${error.message}`, details);
      return until;
    }
    if (!(error instanceof GitHubRefused)) throw error;
    const state = await readFreezeState(parts.database, repositoryId, parts.web);
    // Where nothing is frozen nothing is held that should be: the repository may be gone, or the permission not granted yet.
    const level = state.freezing.length > 0 ? 'error' : 'warn';
    parts.log(level, 'freeze-refused', `GitHub refuses the checks of ${owner}/${repo}: ${error.message}`, details);
    await settle(
      parts,
      due,
      state.freezing.flatMap((one) => heldNews(one, null, error.message)),
    );
    return null;
  }
}

async function lookAt(
  parts: FreezeParts,
  ground: Ground,
  due: readonly StoredAsk[],
  signal: AbortSignal,
): Promise<void> {
  const state = await readFreezeState(parts.database, ground.repositoryId, parts.web);
  const isHead = ({ ask }: StoredAsk) => ask.is !== 'deployment';
  for (const one of due.filter((each) => !isHead(each))) await answerDeployment(parts, ground, one, state);
  const heads = due.filter(isHead);
  if (heads.length === 0) return;
  const isComplete = parts.compared.has(ground.repositoryId);
  const isOverdue = !isComplete && waitsTooLong(parts, ground);
  const lanes = await readLanes(parts.database, ground.repositoryId);
  const fixes = await readFixLanes(parts.database, ground.repositoryId);
  const inLanes = new Set([...lanes.map(({ pull }) => pull), ...knownFixes(fixes)]);
  // Where no freeze is known there may be one, so that of what is in no lane nothing can be said, but that this lasts.
  const isKnown = isComplete || state.freezing.length > 0 || isOverdue;
  const sayable = heads.filter((one) => isKnown || isOfLane(one, inLanes));
  if (sayable.length === 0) return untilCompared(parts, ground, heads);
  if (state.freezing.length > 0) await pagesFirst(parts, ground, signal);
  const gateway = parts.gateway(ground.installationId);
  const whole = sayable.some(({ ask }) => isWhole(ask, state));
  const gates = await judged(parts, ground, { lanes, fixes, heads: sayable, whole }, signal);
  const wanted = whole ? 'all' : headsOf(sayable, gates.looked, gates.fixes);
  const untouched = parts.propose === undefined ? [] : untouchedIn(openIn(gates));
  const standing = { ...standingOf(lanes, gates, untouched), isComplete, isOverdue };
  const pass = await passOver({ ...parts, gateway, place: ground, signal }, wanted, state.freezing, standing);
  if (pass.isAsked) parts.asking?.set(ground.repositoryId, ground);
  const { told, again } = await gates.act();
  if (told.some(({ news }) => news.some(({ is }) => is === 'merged'))) crashPoint('hotfix-merged-not-told');
  const isUnsaid = ({ ask }: StoredAsk) => (ask.is === 'head' ? pass.unsaid.has(ask.sha) : pass.unsaid.size > 0);
  const unsaid = heads.filter((one) => !sayable.includes(one) || (!isOfLane(one, inLanes) && isUnsaid(one)));
  await settle(parts, heads, newsOf(pass, state), { told, unsaid: again ? heads : unsaid });
  if (parts.propose !== undefined) await keepProposals(parts, ground, pass, untouched);
  if (unsaid.length > 0) await untilCompared(parts, ground, unsaid);
  if (again) await putOff(parts, heads, MERGED_AGAIN);
}

/** Whether it was not compared for so long that whoever waits must be told. */
function waitsTooLong({ waiting, clock }: FreezeParts, { repositoryId }: Ground): boolean {
  const now = clock.now();
  const since = waiting?.get(repositoryId) ?? now;
  waiting?.set(repositoryId, since);
  return isDue(plus(since, TOO_LONG), now);
}

/** Whether all that is to be said of it is known before all incidents are. */
function isOfLane({ ask }: StoredAsk, pulls: Lanes['pulls']): boolean {
  return ask.is === 'gate' || ask.is === 'fixes' || (ask.is === 'head' && ask.pull !== null && pulls.has(ask.pull));
}

/** There may be a freeze that is not known yet. */
async function untilCompared(parts: FreezeParts, { repositoryId }: Ground, asks: readonly StoredAsk[]): Promise<void> {
  await putOff(parts, asks, COMPARED_AGAIN);
  // Compared meanwhile, nobody wakes them.
  if (parts.compared.has(repositoryId)) await putOff(parts, asks, 'PT0S');
}

async function putOff(parts: FreezeParts, asks: readonly StoredAsk[], wait: string): Promise<void> {
  await putOffUntil(parts, asks, plus(parts.clock.now(), wait));
}

/** Whether every open pull request is looked at: what is held may be others now. */
function isWhole(ask: Ask, { freezing }: FreezeState): boolean {
  if (ask.is === 'all') return true;
  const isFrozen = freezing.length > 0;
  return isFrozen && (ask.is === 'recount' || (ask.is === 'head' && ask.recount));
}

function newsOf({ held, released }: Pass, { freezing, untold }: FreezeState): readonly News[] {
  if (held === null) return [];
  return [...freezing.flatMap((one) => heldNews(one, held, null)), ...releasedNews(untold, leadOf(freezing), released)];
}

/** `unsaid`: asks that are kept, since nothing can be said of them yet. */
type Settled = { readonly told: readonly Told[]; readonly unsaid: readonly StoredAsk[] };

async function settle(
  parts: FreezeParts,
  asks: readonly StoredAsk[],
  news: readonly News[],
  { told, unsaid }: Settled = { told: [], unsaid: [] },
): Promise<void> {
  const now = parts.clock.now();
  const ids = asks.map(({ id }) => id);
  const about = Math.max(...ids);
  await parts.database.transaction(async (tx) => {
    await dropAsks(
      tx,
      asks.filter((one) => !unsaid.includes(one)).map(({ id }) => id),
    );
    const deliveries = [
      ...news.map((one) => newsDelivery(one, about, now)),
      ...told.flatMap(({ lane, news: some }) => newsDeliveries(lane, some, about, now)),
    ];
    if (deliveries.length > 0) await parts.deliver(tx, deliveries);
  });
}

/** More than a page takes that GitHub does not keep waiting. */
const ROUNDS = 50;
const ROUND = 100;

/** A page that is about to be sent goes before the checks. */
async function pagesFirst({ database }: FreezeParts, { repositoryId }: Ground, signal: AbortSignal): Promise<void> {
  for (let round = 0; round < ROUNDS && (await isPaging(database, repositoryId)); round += 1)
    await setTimeout(ROUND, undefined, { signal });
}

async function answerDeployment(
  parts: FreezeParts,
  ground: Ground,
  asked: StoredAsk,
  state: FreezeState,
): Promise<void> {
  const { ask } = asked;
  if (ask.is !== 'deployment') return;
  const { run, environment } = ask;
  const isComplete = parts.compared.has(ground.repositoryId);
  const verdict = deploymentVerdict(run, state.freezing, state.operations, isComplete);
  if (verdict.state === 'wait')
    return isComplete ? putOff(parts, [asked], RUN_UNKNOWN) : untilCompared(parts, ground, [asked]);
  const { comment, lead } = verdict;
  await parts.gateway(ground.installationId).answer(ground, run, { environment, state: verdict.state, comment });
  const holder = state.freezing.find(({ number }) => number === lead?.number);
  const url = `${parts.web}/${ground.owner}/${ground.repo}/actions/runs/${run}`;
  const isRefused = verdict.state === 'rejected' && holder !== undefined;
  await settle(parts, [asked], isRefused ? [refusedNews(holder, { environment, run, url })] : []);
}
