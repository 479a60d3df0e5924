// Whether the pull request of a proper fix has what the runbook asks of one (`S002-27` to `S002-29`): everything must hold, each for a reason that is said, and what is not known does not.
import type { GatePolicy, HotfixFacts } from './facts.ts';
import type { FixNeed } from './fix-needs.ts';
import { conclusionOf, type Verdict } from './gate.ts';
import { ofFix } from './of-fix.ts';
import { ofPull } from './of-pull.ts';
import { checkRows } from './required-checks.ts';
import { approvalRows, objectionRows } from './reviews.ts';
import { type FixRequirement, fixRequirements, type Rows } from './row.ts';
import { temporaryRows } from './temporary-rows.ts';

/** A temporary fix of the incident that is not done. `marker` null: it is not in the code, or nobody knows where. */
export type OpenTemporary = {
  readonly what: string;
  readonly issue: number | null;
  readonly marker: { readonly path: string; readonly text: string } | null;
};

/** What the record of the incident says. `issue`: that of the proper fix. `cause`: somebody has said what it is. */
export type FixRecord = {
  readonly incident: number;
  readonly issue: number;
  readonly cause: boolean;
  readonly temporary: readonly OpenTemporary[];
};

type Rule = (facts: HotfixFacts, policy: GatePolicy, record: FixRecord) => Rows;

/** Each requirement has its rule, which says at least one thing. Which of them the policy may leave out is told with it. */
const rules: Readonly<Record<FixRequirement, { readonly need: FixNeed | null; readonly rule: Rule }>> = {
  open: { need: null, rule: ({ pull }) => [ofPull.open(pull)] },
  'newest-head': { need: null, rule: (facts) => [ofPull.newestHead(facts)] },
  linked: { need: null, rule: ({ pull }, _policy, record) => [ofFix.linked(pull, record)] },
  draft: { need: null, rule: ({ pull }) => [ofPull.draft(pull)] },
  'cause-known': { need: 'cause', rule: (_facts, _policy, record) => [ofFix.causeKnown(record)] },
  'cause-addressed': { need: 'cause', rule: ({ pull }) => [ofFix.says('cause-addressed', 'cause', pull)] },
  reproduction: { need: 'reproduction-test', rule: (facts) => [ofFix.reproduction(facts)] },
  checks: { need: null, rule: checkRows },
  staging: { need: 'staging', rule: ({ pull }) => [ofFix.says('staging', 'staging', pull)] },
  monitoring: { need: 'monitoring', rule: ({ pull }) => [ofFix.says('monitoring', 'monitoring', pull)] },
  approval: { need: null, rule: approvalRows },
  objections: { need: null, rule: objectionRows },
  'rollback-plan': { need: 'rollback-plan', rule: ({ pull }) => [ofFix.says('rollback-plan', 'rollback-plan', pull)] },
  temporary: { need: 'temporary-fixes', rule: temporaryRows },
  documentation: { need: 'documentation', rule: ({ pull }) => [ofFix.says('documentation', 'documentation', pull)] },
};

/** Total: whatever is known there is a verdict; `success` only where every row holds. Null: the policy has no such gate. */
export function judgeProperFix(facts: HotfixFacts, policy: GatePolicy, record: FixRecord): Verdict | null {
  const asked = policy.hotfix.backfillNeeds;
  if (asked.length === 0) return null;
  const wanted = fixRequirements.filter((name) => {
    const { need } = rules[name];
    return need === null || asked.includes(need);
  });
  const rows = wanted.flatMap((name) => rules[name].rule(facts, policy, record));
  return { conclusion: conclusionOf(rows), rows };
}
