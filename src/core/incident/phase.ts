// Which phase of the runbook an incident is in: phases are the policy's, the canonical status is the incident's (C17).
import type { Phase, Policy } from '../policy/policy.ts';
import type { Span } from '../span.ts';
import { type Incident, type Status, statuses } from './record.ts';

/** The first phase that is not over; null when all are, or the policy has none. A report is in none: nobody responds yet. */
export function currentPhase(policy: Policy, incident: Incident): Phase | null {
  if (incident.milestones.declared === null) return null;
  return policy.phases.find((phase) => !phaseIsOver(policy, phase, incident)) ?? null;
}

/** The current phase and those that begin and end with it: a status cannot tell them apart. Empty when there is none. */
export function currentPhases(policy: Policy, incident: Incident): readonly Phase[] {
  const current = currentPhase(policy, incident);
  if (current === null) return [];
  return policy.phases.filter(({ status, overWhen }) => status === current.status && overWhen === current.overWhen);
}

/**
 * A phase is over when what ends it has come, when a later phase is over, or when the status is already one of a later phase's: mitigation may
 * begin without a cause (`S002-01`), and a cause may be found after the service is restored (C19).
 */
export function phaseIsOver(policy: Policy, phase: Phase, incident: Incident): boolean {
  const later = policy.phases.slice(policy.phases.findIndex(({ id }) => id === phase.id) + 1);
  return (
    hasEnded(phase, incident) ||
    later.some((other) => hasEnded(other, incident) || isFurther(other, phase, incident.status))
  );
}

/** When the budget of a phase ends at this level; null when it has none there. Without a level, only a budget of all levels counts. */
export function budgetOf({ to, levels }: Phase, level: string | null): Span | null {
  const counts = levels.length === 0 || levels.some((name) => name.toLowerCase() === level?.toLowerCase());
  return counts ? to : null;
}

function hasEnded({ overWhen }: Phase, { milestones, status }: Incident): boolean {
  if (overWhen === 'acknowledged') return milestones.acknowledged !== null || place(status) >= place('resolved');
  if (overWhen === 'identified') return milestones.identified !== null || place(status) >= place('resolved');
  return place(status) >= place(overWhen);
}

function isFurther(other: Phase, phase: Phase, status: Status): boolean {
  return place(other.status) > place(phase.status) && place(status) >= place(other.status);
}

function place(status: Status): number {
  return statuses.indexOf(status);
}
