// What a rollback would be, given what happened lately: the target by the policy's rule or by what was typed, measured by the suspects of now.
import type { Incident } from '../incident/record.ts';
import type { Policy } from '../policy/policy.ts';
import type { Timestamp } from '../time.ts';
import type { ComparisonWanted } from './comparison.ts';

import { suspectedDeployment, suspectsOf } from './look-back.ts';
import { INCIDENTS, type RecentPast } from './recent-past.ts';
import { type RollbackTarget, rollbackTarget } from './rollback-target.ts';

export type Wanted = {
  readonly environment: string;
  /** What was typed; null: by the policy's rule. */
  readonly to: string | null;
};

/** The target. This incident is no reason against what was live before it. */
export function targetOf(
  past: RecentPast,
  wanted: Wanted,
  incident: Incident,
  policy: Policy,
  now: Timestamp,
): RollbackTarget {
  const suspects = suspectsOf(past, wanted.environment, incident, now);
  return rollbackTarget(past.deployments, {
    environment: wanted.environment,
    rule: policy.rollback.target,
    to: wanted.to,
    suspect: suspectedDeployment(suspects, wanted.environment),
    incidents: past.incidents.filter(({ number }) => number !== incident.issue.number),
    incidentsUnread: past.unread.includes(INCIDENTS),
  });
}

/** What must be compared before it is planned; null where there is no target. */
export function toCompare(target: RollbackTarget, { branch }: RecentPast): ComparisonWanted | null {
  return target.kind === 'found' && branch !== null ? { from: target.from.sha, to: target.to.sha, branch } : null;
}
