// The proper fixes that are owed in a repository, and the pull requests that are one by GitHub's own link: each is judged, and its incident told.
import type { HotfixFacts } from '../../core/hotfix/facts.ts';
import type { Judgement } from '../../core/hotfix/lane-checks.ts';
import { fixRecordFor } from '../../core/hotfix/of-record.ts';
import { judgeProperFix } from '../../core/hotfix/proper-fix.ts';
import { writtenBy } from '../../core/hotfix/writers.ts';
import { type Deadline, Incident, IssueRef } from '../../core/incident/record.ts';
import type { Database, Row } from './database/database.ts';
import type { StoredAsk } from './freeze-asks.ts';
import { type GateParts, type KnownHeads, read } from './hotfix-gate.ts';
import type { Told } from './lane-pass.ts';

/** A proper fix that is not in, with the issue that it has. */
export type FixLane = {
  readonly issue: IssueRef;
  readonly installationId: number | null;
  readonly incident: Incident;
  readonly item: Deadline;
  readonly owed: number;
};

type FixRow = Row & { issue: unknown; installation_id: number | null; record: unknown };

/** Of incidents that are over too: that is when most of them are made. */
export async function readFixLanes(database: Database, repositoryId: number): Promise<readonly FixLane[]> {
  const sql = `SELECT issue, installation_id, record FROM firebreak.incidents
    WHERE repository_id = $1 AND record->'backfills' @> '[{"done":null}]'`;
  const { rows } = await database.query<FixRow>(sql, [repositoryId]);
  return rows.flatMap(({ issue, installation_id: id, record }) => {
    const incident = Incident.parse(record);
    const common = { issue: IssueRef.parse(issue), installationId: id === null ? null : Number(id), incident };
    return incident.backfills.flatMap((item) =>
      item.done !== null || item.issue === undefined ? [] : [{ ...common, item, owed: item.issue.number }],
    );
  });
}

/** Pull requests that the records know as proper fixes. */
export function knownFixes(lanes: readonly FixLane[]): ReadonlySet<number> {
  return new Set(lanes.flatMap(({ item: { fixes = [] } }) => fixes.map(({ number }) => number)));
}

/** What was found of them. `pulls`: those that were read; `unread`: those that could not be, of which nothing is known. */
export type FixesSeen = {
  readonly judgements: readonly Judgement[];
  readonly told: readonly Told[];
  readonly pulls: readonly HotfixFacts[];
  readonly unread: readonly number[];
};

/** Those that something was asked of; all of them where the whole repository is looked at. Where nothing is owed it costs nothing. */
export async function judgeFixes(
  parts: GateParts,
  lanes: readonly FixLane[],
  asks: readonly StoredAsk[],
  heads: KnownHeads,
  whole: boolean,
): Promise<FixesSeen> {
  const judgements: Judgement[] = [];
  const told: Told[] = [];
  const pulls: HotfixFacts[] = [];
  const asked = await wanted(parts, lanes, asks, whole);
  for (const pull of asked) {
    parts.signal.throwIfAborted();
    const pushers = pushersOf(lanes, heads, pull);
    const facts = await factsOf(parts, lanes, heads, pull, pushers);
    if (facts === null) continue;
    pulls.push(facts);
    for (const lane of lanes) {
      const seen = await lookAt(parts, lane, facts, pushers);
      if (seen?.judgement != null) judgements.push(seen.judgement);
      if (seen !== null) told.push(seen.told);
    }
  }
  const isRead = new Set(pulls.map(({ pull }) => pull.number));
  const unread = [...knownFixes(lanes), ...asked].filter((pull) => !isRead.has(pull));
  return { judgements, told, pulls, unread };
}

async function wanted(
  { gateway, place }: GateParts,
  lanes: readonly FixLane[],
  asks: readonly StoredAsk[],
  whole: boolean,
): Promise<ReadonlySet<number>> {
  if (lanes.length === 0) return new Set();
  const all = whole || asks.some(({ ask }) => ask.is === 'fixes');
  const owed = new Set(lanes.map((lane) => lane.owed));
  const found = all ? await gateway.closers(place, [...owed]) : [];
  const named = asks.flatMap(({ ask }) =>
    (ask.is === 'head' || ask.is === 'gate') && ask.pull !== null && ask.closes?.some((one) => owed.has(one)) === true
      ? [ask.pull]
      : [],
  );
  const isAsked = (number: number, head: string) =>
    all || asks.some(({ ask }) => ('pull' in ask && ask.pull === number) || (ask.is === 'head' && ask.sha === head));
  const known = lanes.flatMap(({ item: { fixes = [] } }) =>
    fixes.flatMap(({ number, head }) => (isAsked(number, head) ? [number] : [])),
  );
  return new Set([...found, ...named, ...known]);
}

async function factsOf(
  parts: GateParts,
  lanes: readonly FixLane[],
  heads: KnownHeads,
  pull: number,
  pushers: readonly number[],
): Promise<HotfixFacts | null> {
  const told = heads.get(pull);
  const known = lanes.flatMap(({ item: { fixes = [] } }) => fixes.filter(({ number }) => number === pull)).at(-1);
  const { gateway, place } = parts;
  const head = told?.sha ?? known?.head ?? NO_COMMIT;
  const facts = await read(parts, pull, () =>
    gateway.facts({ place, pull, head, base: told?.base ?? known?.base ?? '' }),
  );
  return facts === null ? null : writtenBy(facts, pushers);
}

/** Whoever is known to have pushed to it, now and before. */
function pushersOf(lanes: readonly FixLane[], heads: KnownHeads, pull: number): readonly number[] {
  const before = lanes.flatMap(({ item: { fixes = [] } }) => fixes.filter(({ number }) => number === pull));
  return [...new Set([...before.flatMap(({ pushers = [] }) => pushers), ...(heads.get(pull)?.by ?? [])])];
}

/** Of this id there is none. */
const NO_COMMIT = '0'.repeat(40);

type Seen = { readonly judgement: Judgement | null; readonly told: Told };

/** Null: it is not this one's, and was not. */
async function lookAt(
  { policyOf, web }: GateParts,
  lane: FixLane,
  facts: HotfixFacts,
  pushers: readonly number[],
): Promise<Seen | null> {
  const { incident, issue, item, owed } = lane;
  const { number: pull, state, closes, base } = facts.pull;
  const isKnown = item.fixes?.some(({ number }) => number === pull) === true;
  const isLinked = closes.items.includes(owed) || (isKnown && closes.lacks !== null);
  const isIt = isLinked && state !== 'merged' && state !== 'closed';
  const verdict = isIt
    ? judgeProperFix(facts, await policyOf(incident, issue.repositoryId), fixRecordFor(incident, owed))
    : null;
  const about = { issue, installationId: lane.installationId, pull };
  if (verdict === null)
    return isKnown ? { judgement: null, told: { lane: about, news: [{ is: 'fix', of: item.id, fix: null }] } } : null;
  const { conclusion, rows } = verdict;
  const open = rows.filter(({ holds }) => holds !== 'yes').length;
  const at = `${web}/${issue.owner}/${issue.repo}`;
  const known = pushers.length === 0 ? {} : { pushers: [...pushers] };
  const fix = { number: pull, url: `${at}/pull/${pull}`, head: facts.head, base, conclusion, open, ...known };
  return {
    judgement: {
      of: 'proper-fix',
      pull,
      head: facts.head,
      incident: issue.number,
      url: `${at}/issues/${owed}`,
      verdict,
    },
    told: { lane: about, news: [{ is: 'fix', of: item.id, fix }] },
  };
}
