// Which gates a pull request has where no server keeps the lanes: those of the records, and where workflow runs keep a record, that of the runbook's own title and branch.
import { openHotfixes } from '../incident/hotfix.ts';
import type { Incident } from '../incident/record.ts';
import { hotfixByHand } from './by-hand.ts';
import type { GatePolicy, HotfixFacts, HotfixRecord, RecordSeen } from './facts.ts';
import { judgeHotfix, type Verdict } from './gate.ts';
import { fixRecordFor, recordFor } from './of-record.ts';
import { type FixRecord, judgeProperFix } from './proper-fix.ts';
import { saidIn } from './said-in.ts';
import { rollbackViability } from './viability.ts';
import { writtenBy } from './writers.ts';

/** A pull request as its own words name it. `closes`: issues that GitHub links it to; `repository`: `owner/name`. */
export type NamedPull = {
  readonly number: number;
  readonly title: string;
  readonly body: string;
  readonly branch: string;
  readonly repository: string;
  readonly closes: readonly number[];
};

/** A record that may be believed. `lane`: an app keeps it, so that it alone says what is in its lane. */
export type KeptRecord = { readonly record: Incident; readonly lane: boolean };

/** `unread`: incidents without a record that may be believed. */
export type Records = { readonly kept: readonly KeptRecord[]; readonly unread: ReadonlySet<number> };

/** A gate that a pull request must pass. `record` null: the incident's is not to be believed. `pushers`: accounts that the record knows to have pushed. */
export type Gate = {
  readonly incident: number;
  readonly record: Incident | null;
  readonly pushers: readonly number[];
} & ({ readonly of: 'hotfix'; readonly seen: RecordSeen } | { readonly of: 'proper-fix'; readonly seen: FixRecord });

/** None: it is no incident matter. */
export function gatesOf(
  pull: NamedPull,
  records: Records,
  policy: Parameters<typeof hotfixByHand>[1],
): readonly Gate[] {
  const gates = records.kept.flatMap(({ record }) => [...laneGates(record, pull), ...fixGates(record, pull)]);
  const byHand = gateByHand(pull, records, policy);
  return byHand === null || gates.some(({ incident }) => incident === byHand.incident) ? gates : [...gates, byHand];
}

function laneGates(record: Incident, { number }: NamedPull): readonly Gate[] {
  const mine = (record.hotfixes ?? []).filter(({ state }) => state === 'open' || state === 'closed');
  const one = mine.find(({ pull }) => pull?.number === number);
  if (one === undefined) return [];
  const { issue } = record;
  return [
    { of: 'hotfix', incident: issue.number, record, seen: recordFor(record, number), pushers: one.pushers ?? [] },
  ];
}

function fixGates(record: Incident, { number, closes }: NamedPull): readonly Gate[] {
  const owed = record.backfills.filter(({ done, issue }) => done === null && issue && closes.includes(issue.number));
  return owed.flatMap(({ issue, fixes = [] }) => {
    const pushers = fixes.find((one) => one.number === number)?.pushers ?? [];
    const seen = fixRecordFor(record, issue?.number ?? 0);
    return [{ of: 'proper-fix' as const, incident: record.issue.number, record, seen, pushers }];
  });
}

/** It only asks for more than an ordinary pull request needs, so that a title and a branch may put it there. */
function gateByHand(
  pull: NamedPull,
  { kept, unread }: Records,
  policy: Parameters<typeof hotfixByHand>[1],
): Gate | null {
  const incident = hotfixByHand(pull, policy)?.incident;
  if (incident === undefined) return null;
  const known = kept.find(({ record }) => record.issue.number === incident);
  if (known?.lane === true) return null;
  if (known !== undefined)
    return { of: 'hotfix', incident, record: known.record, seen: recordByHand(known.record, pull), pushers: [] };
  return unread.has(incident) ? { of: 'hotfix', incident, record: null, seen: 'unread', pushers: [] } : null;
}

/** What somebody says in the text of the pull request where no command takes it (`S000-22`). */
const WHY_NOT = 'No rollback because';

/** The record as the gate reads it, with the pull request in its lane. */
function recordByHand(record: Incident, { number, body }: NamedPull): HotfixRecord {
  const viability = rollbackViability(record, saidIn(body, WHY_NOT));
  const pulls = openHotfixes(record).flatMap(({ pull }) => pull?.number ?? []);
  return {
    ...recordFor(record, number),
    pulls: [...pulls, number],
    whyNoRollback: viability.is === 'not-viable' ? viability.why : null,
  };
}

/** The verdict of a gate on a head. Null: the policy has no such gate. */
export function judgeGate(gate: Gate, facts: HotfixFacts, policy: GatePolicy): Verdict | null {
  const written = writtenBy(facts, gate.pushers);
  return gate.of === 'hotfix' ? judgeHotfix(written, policy, gate.seen) : judgeProperFix(written, policy, gate.seen);
}
