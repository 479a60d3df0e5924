// The changes with which a rollback begins: it is on record before anything is started.
import type { Change } from '../incident/change.ts';
import { rollbackTitle } from '../incident/operation-change.ts';
import type { Incident } from '../incident/record.ts';
import type { Policy } from '../policy/policy.ts';
import { marksOf } from './reverted.ts';
import type { RollbackPlan } from './rollback-plan.ts';

/** Mitigation never waits for a cause (DESIGN section 4): whoever rolls back is mitigating. */
export function beginRollback(
  { environment, from, to, next, comparison }: RollbackPlan,
  because: string | null,
  incident: Incident,
  policy: Policy,
): readonly Change[] {
  const stops = stoppedFirst(policy, environment);
  const asked: Change = {
    kind: 'operation-asked',
    operation: {
      kind: 'rollback',
      title: rollbackTitle(environment, to),
      environment,
      from,
      to,
      next,
      workflow: policy.rollback.workflow,
      branch: comparison?.branch ?? null,
      // A closed set: nothing that anybody wrote reaches a workflow (AC-26).
      inputs: { sha: to.sha, environment, incident: String(incident.issue.number) },
      ...(comparison?.lost == null ? {} : { took: [...marksOf(comparison.lost)] }),
      ...(stops === null ? {} : { stops }),
      because,
    },
  };
  const isBefore = incident.status === 'investigating' || incident.status === 'identified';
  return isBefore ? [{ kind: 'status', status: 'mitigating', note: null }, asked] : [asked];
}

/** The workflow whose runs are ended first, so that none deploys over the rollback (`S001-34`); null: none. It deploys to the policy's own environment. */
export function stoppedFirst({ rollback }: Policy, environment: string): string | null {
  return rollback.freezeFirst && environment === rollback.environment ? rollback.deployWorkflow : null;
}
