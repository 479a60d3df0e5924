// One pass over the lanes of a repository: what was asked about is judged, its checks are posted with all others, and then what follows is done.

import type { HotfixFacts } from '../../core/hotfix/facts.ts';
import type { Judgement } from '../../core/hotfix/lane-checks.ts';
import type { HotfixNews } from '../../core/hotfix/news.ts';
import type { Incident } from '../../core/incident/record.ts';
import type { Policy } from '../../core/policy/policy.ts';
import type { Untouched } from '../../core/proposal/untouched-in-lane.ts';
import type { HotfixGateway } from '../github/hotfix/port.ts';
import type { Ask, Ground, StoredAsk } from './freeze-asks.ts';
import type { Lanes, OneHead } from './freeze-pass.ts';
import { actOn, judgeLanes, type KnownHeads, type Looked } from './hotfix-gate.ts';
import type { Lane } from './hotfix-lanes.ts';
import type { Log } from './log.ts';
import { type FixesSeen, type FixLane, judgeFixes } from './proper-fixes.ts';

export type LaneParts = {
  /** Judges and merges what is in the lanes of incidents; absent: nothing of it is built in. */
  readonly hotfixes?: (installationId: number) => HotfixGateway;
  /** What an incident goes by, as far as it is known here. */
  readonly policyOf?: (record: Incident, repositoryId: number) => Promise<Policy>;
  readonly web: string;
  readonly log: Log;
  /** How often merging a head was tried lately. */
  readonly tries?: Map<string, number>;
};

export type ToJudge = {
  readonly lanes: readonly Lane[];
  readonly fixes: readonly FixLane[];
  readonly heads: readonly StoredAsk[];
  readonly whole: boolean;
};

/** `act`: what follows once the checks are posted. */
export type Gates = {
  readonly looked: readonly Looked[];
  readonly fixes: FixesSeen;
  readonly act: () => Promise<Acted>;
};
/** `again`: GitHub said no to a merge for a moment, so that all that was asked is looked at again soon. */
export type Acted = { readonly told: readonly Told[]; readonly again: boolean };
/** What an incident is told of a pull request of its lane, or of one that is its proper fix. */
export type Told = {
  readonly lane: Pick<Lane, 'issue' | 'installationId' | 'pull'>;
  readonly news: readonly HotfixNews[];
};

/** Those of the lanes that something was asked of. */
export async function judged(
  parts: LaneParts,
  ground: Ground,
  { lanes, fixes: owed, heads, whole }: ToJudge,
  signal: AbortSignal,
): Promise<Gates> {
  const { hotfixes, policyOf, web, log, tries = new Map() } = parts;
  if (hotfixes === undefined || policyOf === undefined)
    return { looked: [], fixes: noFixes, act: async () => ({ told: [], again: false }) };
  const known = knownHeads(heads);
  const asked = new Set(heads.flatMap(({ ask }) => ('pull' in ask ? [ask.pull] : [])));
  // A commit may be the head of another pull request, too: it has the verdict of the one in the lane.
  const commits = new Set(heads.flatMap(({ ask }) => (ask.is === 'head' ? [ask.sha] : [])));
  const wanted = lanes.filter(({ pull, hotfix: { head = '' } }) => whole || asked.has(pull) || commits.has(head));
  const gate = { gateway: hotfixes(ground.installationId), place: ground, policyOf, web, log, signal, tries };
  const looked = await judgeLanes(gate, wanted, known);
  const fixes = await judgeFixes(gate, owed, heads, known, whole);
  // What two incidents have in their lanes, or what is a proper fix too, passes when it does for each.
  const held = new Set(
    [...judgements(looked), ...fixes.judgements].flatMap(({ pull, verdict }) =>
      verdict.conclusion === 'success' ? [] : pull,
    ),
  );
  const act = async () => {
    const told: Told[] = [...fixes.told];
    let again = false;
    for (const one of looked) {
      const news = await actOn(gate, one, held.has(one.lane.pull));
      if (news === null) again = true;
      else told.push({ lane: one.lane, news });
    }
    return { told, again };
  };
  return { looked, fixes, act };
}

const noFixes: FixesSeen = { judgements: [], told: [], pulls: [], unread: [] };

type HeadAsk = Extract<Ask, { is: 'head' }>;

/** The newest of each pull request, with whoever pushed: several pushes may wait for one look. */
export function knownHeads(asks: readonly StoredAsk[]): KnownHeads {
  const pulls = Map.groupBy(
    asks.flatMap(({ ask }) => (isOwnHead(ask) ? [ask] : [])),
    ({ pull }) => pull,
  );
  return new Map(
    [...pulls].flatMap(([pull, all]) => {
      const newest = all.at(-1);
      const by = all.flatMap((one) => one.by ?? []);
      return newest === undefined ? [] : [[pull, { sha: newest.sha, base: newest.base, by }] as const];
    }),
  );
}

function isOwnHead(ask: Ask): ask is HeadAsk & { readonly pull: number } {
  return ask.is === 'head' && ask.pull !== null && ask.group !== true;
}

/** The verdicts of those that are open. */
export function judgements(looked: readonly Looked[]): readonly Judgement[] {
  return looked.flatMap(({ judgement }) => judgement ?? []);
}

/** Its head with our own checks as they were read with it, and its group in the merge queue: what was let in and passes no more is not merged there. */
function headsIn({ head, pull: { number: pull, base, group }, own }: HotfixFacts): readonly OneHead[] {
  const mine: OneHead = { sha: head, base, pull, ...(own === undefined ? {} : { own }) };
  return group === null ? [mine] : [mine, { sha: group, base, pull, group: true }];
}

/** Those that were judged and are open. */
export function openIn({ looked, fixes }: Pick<Gates, 'looked' | 'fixes'>): readonly HotfixFacts[] {
  const open = [...looked.filter(({ judgement }) => judgement !== null).map(({ facts }) => facts), ...fixes.pulls];
  return open.filter(({ pull: { state } }) => state !== 'merged' && state !== 'closed');
}

/** The heads that were asked about, and those that were judged. */
export function headsOf(asks: readonly StoredAsk[], looked: readonly Looked[], fixes: FixesSeen): readonly OneHead[] {
  const read = openIn({ looked, fixes }).flatMap(headsIn);
  const heads = asks.flatMap(({ ask }): readonly OneHead[] => {
    if (ask.is !== 'head') return [];
    const own = read.find(({ sha }) => sha === ask.sha)?.own;
    return [own === undefined ? ask : { ...ask, own }];
  });
  const isThere = (one: OneHead) => heads.some(({ sha, pull }) => sha === one.sha && pull === one.pull);
  return [...heads, ...read.filter((one) => !isThere(one))];
}

/** A pull request that was looked at and is no proper fix is in no lane; one that could not be read is left as it is. */
export function standingOf(
  lanes: readonly Lane[],
  { looked, fixes }: Gates,
  said: readonly Untouched[],
): Omit<Lanes, 'isComplete' | 'isOverdue'> {
  const judged = [...judgements(looked), ...fixes.judgements];
  const heads = lanes.flatMap(({ hotfix: { head } }) => head ?? []);
  const pulls = [...lanes.map(({ pull }) => pull), ...fixes.judgements.map(({ pull }) => pull), ...fixes.unread];
  return {
    pulls: new Set(pulls),
    heads: new Set([...heads, ...fixes.pulls.map(({ head }) => head)]),
    judged,
    posts: said.flatMap(({ posts }) => posts),
  };
}
