// Judges the pull requests of a repository's lanes, merges what passes where the policy says so, and tells each incident what became of its own.
import * as z from 'zod';
import type { HotfixFacts } from '../../core/hotfix/facts.ts';
import { judgeHotfix, wouldHavePassed } from '../../core/hotfix/gate.ts';
import type { Judgement } from '../../core/hotfix/lane-checks.ts';
import { markedFixes } from '../../core/hotfix/marked-fixes.ts';
import type { HotfixNews } from '../../core/hotfix/news.ts';
import { judgedIn, mustLeaveQueue, recordFor, wantsReview, wasTakenOut } from '../../core/hotfix/of-record.ts';
import { writtenBy } from '../../core/hotfix/writers.ts';
import type { Incident } from '../../core/incident/record.ts';
import type { Policy } from '../../core/policy/policy.ts';
import type { Timestamp } from '../../core/time.ts';
import { incidentKey } from '../../core/trigger.ts';
import type { Place } from '../github/freeze/port.ts';
import type { HotfixGateway, Merged } from '../github/hotfix/port.ts';
import { GitHubRefused, GitHubUnavailable } from '../github/port.ts';
import type { Lane } from './hotfix-lanes.ts';
import type { Delivery } from './inbox.ts';
import type { Log } from './log.ts';

export type GateParts = {
  readonly gateway: HotfixGateway;
  readonly place: Place;
  readonly web: string;
  readonly policyOf: (record: Incident, repositoryId: number) => Promise<Policy>;
  readonly log: Log;
  readonly signal: AbortSignal;
  /** How often merging a head was tried lately. */
  readonly tries: Map<string, number>;
};

/** A head as events told it. `by`: the accounts that pushed this one and those before it, as far as it is told. */
export type KnownHead = { readonly sha: string; readonly base: string; readonly by: readonly number[] };

/** Heads as events told them, by pull request: newer than what the record knows. */
export type KnownHeads = ReadonlyMap<number, KnownHead>;

/** One that was looked at. `judgement` null: it is merged or closed. */
export type Looked = {
  readonly lane: Lane;
  readonly policy: Policy;
  readonly facts: HotfixFacts;
  readonly judgement: Judgement | null;
  /** Accounts that are known to have pushed to it. */
  readonly pushers: readonly number[];
};

/** Each with what GitHub shows of it now. One that is gone is left out. */
export async function judgeLanes(
  parts: GateParts,
  lanes: readonly Lane[],
  heads: KnownHeads,
): Promise<readonly Looked[]> {
  const looked: Looked[] = [];
  for (const lane of lanes) {
    parts.signal.throwIfAborted();
    const one = await read(parts, lane.pull, () => judge(parts, lane, heads.get(lane.pull)));
    if (one !== null) looked.push(one);
  }
  return looked;
}

/** Null where it cannot be read: it holds up no other, is not judged, and is looked at again with the next event or comparison. What GitHub asks all of us to wait for is waited for. */
export async function read<T>(
  { log, place }: GateParts,
  pull: number,
  ask: () => Promise<T | null>,
): Promise<T | null> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof GitHubUnavailable && error.retryAt !== null) throw error;
    if (!(error instanceof GitHubUnavailable || error instanceof GitHubRefused || error instanceof z.ZodError))
      throw error;
    log('warn', 'hotfix-unread', `The gate of #${pull} could not be judged: ${error.message}`, { ...place });
    return null;
  }
}

async function judge(
  { gateway, place, policyOf, web }: GateParts,
  lane: Lane,
  told: KnownHead | undefined,
): Promise<Looked | null> {
  const { hotfix, incident, issue, pull } = lane;
  const first = { place, pull, head: told?.sha ?? hotfix.head ?? '', base: told?.base ?? hotfix.base ?? '' };
  const facts = await gateway.facts(first);
  if (facts === null) return null;
  const policy = await policyOf(incident, issue.repositoryId);
  if (facts.pull.state === 'merged' || facts.pull.state === 'closed')
    return { lane, policy, facts, judgement: null, pushers: [] };
  const pushers = [...new Set([...(hotfix.pushers ?? []), ...(told?.by ?? [])])];
  const verdict = judgeHotfix(writtenBy(facts, pushers), policy, recordFor(incident, pull));
  const url = `${web}/${issue.owner}/${issue.repo}/issues/${issue.number}`;
  return {
    lane,
    policy,
    facts,
    judgement: { of: 'hotfix', pull, head: facts.head, incident: issue.number, url, verdict },
    pushers,
  };
}

/** What follows once its check is posted: merged where it passes and the policy says so, and what the incident is told. `isHeld`: it does not pass for another incident. Null: GitHub says no for a moment, so it is tried again before anything is told. */
export async function actOn(parts: GateParts, looked: Looked, isHeld: boolean): Promise<readonly HotfixNews[] | null> {
  const { lane, policy, facts, judgement, pushers } = looked;
  if (judgement === null) return ended(parts, lane, policy, facts);
  const again: readonly HotfixNews[] = lane.hotfix.state === 'closed' ? [{ is: 'reopened' }] : [];
  const { verdict, head } = judgement;
  if (mustLeaveQueue(verdict, facts)) await parts.gateway.dequeue(facts.pull.id);
  const mayMerge =
    !isHeld && verdict.conclusion === 'success' && policy.hotfix.autoMerge && lane.hotfix.state === 'open';
  const merged = mayMerge && !facts.pull.queued ? await merge(parts, lane, policy, facts) : null;
  if (merged?.is === 'merged') {
    await cleanUp(parts, lane, policy, facts);
    const fixes = markedFixes(facts, policy);
    return [...again, { is: 'merged', sha: merged.sha, head, passed: true, by: null, fixes }];
  }
  if (merged?.is === 'refused' && merged.momentary && mayTryAgain(parts, facts)) return null;
  const wants = wantsReview(verdict, facts);
  const kept = judgedIn(verdict, head, mergingOf(looked, merged, mayMerge));
  const judged = wants ? { ...kept, review: true as const } : kept;
  const { owners, authorLogin: author } = facts.pull;
  return [...again, { is: 'judged', judged, wants, owners: [...owners], author, pushers: [...pushers] }];
}

function mergingOf({ lane: { hotfix }, facts }: Looked, merged: Merged | null, mayMerge: boolean) {
  const isIn = facts.pull.queued || merged?.is === 'queued';
  const wasBehind = facts.pull.queued && hotfix.judged?.head === facts.head && hotfix.judged.behind === true;
  return {
    unmerged: merged?.is === 'refused' ? merged.why : null,
    queued: mayMerge && (isIn || wasTakenOut(hotfix, facts)),
    behind: merged?.is === 'queued' ? merged.behind : wasBehind,
  };
}

/** How often GitHub is asked to merge a head before its no is told. */
const MOST_TRIES = 4;

/** Counted for each head, in this process. */
function mayTryAgain({ tries, place }: GateParts, { pull, head }: HotfixFacts): boolean {
  const key = `${place.owner}/${place.repo}#${pull.number}@${head}`;
  const made = (tries.get(key) ?? 0) + 1;
  if (made < MOST_TRIES) tries.set(key, made);
  else tries.delete(key);
  return made < MOST_TRIES;
}

async function ended(parts: GateParts, lane: Lane, policy: Policy, facts: HotfixFacts): Promise<readonly HotfixNews[]> {
  const { pull } = facts;
  if (pull.state !== 'merged') return [{ is: 'closed' }];
  await cleanUp(parts, lane, policy, facts);
  const passed = wouldHavePassed(facts, policy, recordFor(lane.incident, lane.pull));
  const fixes = markedFixes(facts, policy);
  return [{ is: 'merged', sha: pull.mergedAs ?? pull.sha, head: pull.sha, passed, by: pull.mergedBy, fixes }];
}

/** Put into it again, the same would happen. */
const TAKEN_OUT = 'the merge queue took it out, and the checks of its group say why';

async function merge(
  { gateway, place, log }: GateParts,
  lane: Lane,
  policy: Policy,
  facts: HotfixFacts,
): Promise<Merged> {
  const { pull, head } = facts;
  if (wasTakenOut(lane.hotfix, facts)) return { is: 'refused', why: TAKEN_OUT, momentary: false };
  const { number } = lane.issue;
  const merged = await gateway.merge(place, {
    pull: pull.number,
    id: pull.id,
    head,
    method: policy.hotfix.merge,
    title: `${lane.hotfix.title} (#${pull.number})`,
    // GitHub's own text has the messages of all commits, and a keyword in one of them would close the incident.
    message: `Refs #${number}`,
  });
  const how = merged.is === 'refused' ? `is not merged: ${merged.why}` : `is ${merged.is}`;
  log('info', 'hotfix-merge', `Hotfix #${pull.number} of incident #${number} ${how}`, {
    incident: incidentKey(lane.issue),
  });
  return merged;
}

/** The branch is the lane's own where the app made it, or where it is called so. */
async function cleanUp(
  { gateway, place }: GateParts,
  { hotfix, issue }: Lane,
  policy: Policy,
  { pull }: HotfixFacts,
): Promise<void> {
  const named = policy.hotfix.branch.replaceAll('{number}', String(issue.number));
  const isOurs = (hotfix.adopts === undefined && pull.branch === hotfix.branch) || pull.branch === named;
  if (policy.hotfix.deleteBranch && pull.from === 'here' && isOurs && pull.branch !== pull.base)
    await gateway.deleteBranch(place, pull.branch);
}

/** As deliveries of ours: each thing once for a head. */
export function newsDeliveries(
  { issue, installationId, pull }: Pick<Lane, 'issue' | 'installationId' | 'pull'>,
  news: readonly HotfixNews[],
  about: number,
  now: Timestamp,
): readonly Delivery[] {
  return news.map((one) => {
    const trigger = {
      kind: 'hotfix-news',
      issue,
      installationId,
      at: now,
      actor: null,
      via: 'clock',
      pull,
      news: one,
    } as const;
    const guid = `hotfix:${incidentKey(issue)}/${pull}/${about}/${one.is === 'fix' ? `fix/${one.of}` : one.is}`;
    return { hookId: 'firebreak', guid, event: 'firebreak', action: trigger.kind, trigger, ignored: null };
  });
}
