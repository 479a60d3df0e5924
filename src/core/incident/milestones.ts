// Which milestones people may set, what they are called, and what order is certain.
import { compare, minus, type Timestamp } from '../time.ts';
import type { Incident } from './record.ts';

/** As they are typed (`/time started=14:05`), in the order in which they normally come, with their names for the reader. */
export const settable = {
  started: 'Impact began',
  complaint: 'First complaint',
  alerted: 'First alert',
  detected: 'Detected',
  acknowledged: 'Acknowledged',
  identified: 'Cause identified',
  mitigated: 'Mitigated',
  resolved: 'Resolved',
} as const;
export type SettableMilestone = keyof typeof settable;

export const settableMilestones = Object.keys(settable).flatMap((name) => (isSettable(name) ? [name] : []));

export function isSettable(name: string): name is SettableMilestone {
  return Object.hasOwn(settable, name);
}

type Milestone = keyof Incident['milestones'];

/** Pairs of which the first cannot be later. An alert may well come before anybody suffers, and a cause be known before it is mitigated or long after. */
const certain = [
  ['started', 'complaint'],
  ['started', 'detected'],
  ['started', 'identified'],
  ['started', 'mitigated'],
  ['started', 'resolved'],
  ['detected', 'acknowledged'],
  ['detected', 'mitigated'],
  ['acknowledged', 'resolved'],
  ['mitigated', 'resolved'],
  ['resolved', 'closed'],
] as const satisfies readonly (readonly [Milestone, Milestone])[];

/** Two milestones in an order that cannot be, with their instants. */
export type Contradiction = {
  readonly earlier: Milestone;
  readonly later: Milestone;
  readonly earlierAt: Timestamp;
  readonly laterAt: Timestamp;
};

/**
 * The first pair in an order that cannot be and of which one was just set; null when there is none. A start that was only taken from the opening of
 * the issue proves nothing.
 */
export function contradiction(milestones: Incident['milestones'], set: readonly string[]): Contradiction | null {
  const isAssumed = milestones.started !== null && milestones.started === milestones.reported;
  for (const [earlier, later] of certain) {
    const [earlierAt, laterAt] = [milestones[earlier], milestones[later]];
    if (earlierAt === null || laterAt === null || (earlier === 'started' && isAssumed)) continue;
    if (!set.includes(earlier) && !set.includes(later)) continue;
    if (compare(earlierAt, laterAt) > 0) return { earlier, later, earlierAt, laterAt };
  }
  return null;
}

/** Nothing that concerns an incident was before: a year before it was reported. */
export function earliestOf({ reported, declared }: Incident['milestones'], now: Timestamp): Timestamp {
  return minus(reported ?? declared ?? now, 'PT8760H');
}
