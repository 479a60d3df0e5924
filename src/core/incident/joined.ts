// What an incident takes over from one that has joined it as its duplicate.
import { compare, type Timestamp } from '../time.ts';
import type { Change } from './change.ts';
import { earliestOf } from './milestones.ts';
import type { Incident } from './record.ts';

/** So many of those that have joined it are remembered. */
const MOST_JOINED = 50;

/** The earliest start is when the impact of both began, unless somebody has set it by hand or it is out of all bounds. */
export function joined(incident: Incident, { number, started }: Extract<Change, { kind: 'joined' }>): Incident {
  const before = incident.milestones.started;
  const isEarlier = started !== null && (before === null || compare(started, before) < 0);
  const isFree = started !== null && !incident.timed.includes('started') && isWithin(incident.milestones, started);
  const earliest = isEarlier && isFree ? started : before;
  return {
    ...incident,
    joined: [...new Set([...incident.joined, number])].slice(-MOST_JOINED),
    milestones: { ...incident.milestones, started: earliest },
  };
}

function isWithin(milestones: Incident['milestones'], started: Timestamp): boolean {
  return compare(earliestOf(milestones, started), started) <= 0;
}
