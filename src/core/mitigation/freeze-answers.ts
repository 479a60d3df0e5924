// Whether a run that asks may deploy: what our own record started may, by its number and never by its name or branch.
import type { Operation } from '../incident/operation.ts';
import { isUnderWay } from '../incident/operation.ts';
import { deploymentAnswer } from '../messages/freeze.ts';
import { type Freezing, leadOf } from './freeze-checks.ts';

/** `wait`: not everything is known yet. It may be a run of ours whose number is not, or there may be an incident that is not. */
export type DeploymentVerdict =
  | { readonly state: 'approved' | 'rejected'; readonly comment: string; readonly lead: Freezing | null }
  | { readonly state: 'wait' };

/**
 * `operations`: those of the repository's incidents that are open. Rollbacks and actions of the runbook are the response itself, and what only looks tells whether
 * they helped; all run the default branch's workflow of the policy. `isComplete`: the repository's
 * incidents are all known; that there is none, or that a run is none of ours, says nothing before.
 */
export function deploymentVerdict(
  run: number,
  freezing: readonly Freezing[],
  operations: readonly Operation[],
  isComplete: boolean,
): DeploymentVerdict {
  const lead = leadOf(freezing);
  if (lead !== null && operations.some((one) => one.run?.id === run))
    return { state: 'approved', comment: deploymentAnswer(lead.number, true), lead };
  if (!isComplete) return { state: 'wait' };
  if (lead === null) return { state: 'approved', comment: deploymentAnswer(null, false), lead };
  if (operations.some((one) => one.run === null && isUnderWay(one))) return { state: 'wait' };
  return { state: 'rejected', comment: deploymentAnswer(lead.number, false), lead };
}
