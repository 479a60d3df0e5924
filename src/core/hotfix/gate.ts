// Whether a hotfix may be merged: everything must hold, each for a reason that is said, and what is not known does not.

import type { GatePolicy, HotfixFacts, RecordSeen } from './facts.ts';
import { fileRows, markerRows, sizeRow } from './of-change.ts';
import { ofIncident } from './of-incident.ts';
import { ofPull } from './of-pull.ts';
import { checkRows } from './required-checks.ts';
import { approvalRows, objectionRows } from './reviews.ts';
import { type Requirement, type Row, type Rows, requirements } from './row.ts';

/** `failure`: somebody must change something. `pending`: it may pass as it is. */
export type Verdict = {
  readonly conclusion: 'success' | 'pending' | 'failure';
  readonly rows: readonly Row[];
};

type Rule = (facts: HotfixFacts, policy: GatePolicy, record: RecordSeen) => Rows;

/** Each requirement has its rule, which says at least one thing: none can be forgotten, and none passes by saying nothing. */
const rules: Readonly<Record<Requirement, Rule>> = {
  open: ({ pull }) => [ofPull.open(pull)],
  'newest-head': (facts) => [ofPull.newestHead(facts)],
  incident: ({ pull }, _policy, record) => [ofIncident.linked(pull, record)],
  level: (_facts, policy, record) => [ofIncident.level(policy, record)],
  'no-rollback': (_facts, policy, record) => [ofIncident.noRollback(policy, record)],
  'rollback-ready': (_facts, policy, record) => [ofIncident.rollbackReady(policy, record)],
  source: ({ pull }, policy) => [ofPull.source(pull, policy)],
  base: (facts, policy) => [ofPull.base(facts, policy)],
  size: ({ pull }, policy) => [sizeRow(pull, policy)],
  files: fileRows,
  markers: markerRows,
  draft: ({ pull }) => [ofPull.draft(pull)],
  checks: checkRows,
  approval: approvalRows,
  objections: objectionRows,
};

/** Total: whatever is known of the pull request, there is a verdict; `success` only where every row holds. */
export function judgeHotfix(facts: HotfixFacts, policy: GatePolicy, record: RecordSeen): Verdict {
  const rows = requirements.flatMap((name) => rules[name](facts, policy, record));
  return { conclusion: conclusionOf(rows), rows };
}

/** Whether the gate lets through what was merged meanwhile, as it is known now. */
export function wouldHavePassed(facts: HotfixFacts, policy: GatePolicy, record: RecordSeen): boolean {
  return judgeHotfix({ ...facts, pull: { ...facts.pull, state: 'open' } }, policy, record).conclusion === 'success';
}

/** `success` only where every row holds. */
export function conclusionOf(rows: readonly Row[]): Verdict['conclusion'] {
  if (rows.every(({ holds }) => holds === 'yes')) return 'success';
  return rows.some(({ holds }) => holds !== 'yes' && holds !== 'waits') ? 'failure' : 'pending';
}
