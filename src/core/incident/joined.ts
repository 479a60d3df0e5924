// What an incident takes over from one that has joined it as its duplicate.
import { compare } from '../time.ts';
import type { Change } from './change.ts';
import type { Incident } from './record.ts';

/** So many of those that have joined it are remembered. */
const MOST_JOINED = 50;

/** The earliest start is when the impact of both began. */
export function joined(incident: Incident, { number, started }: Extract<Change, { kind: 'joined' }>): Incident {
  const before = incident.milestones.started;
  const earliest = started !== null && (before === null || compare(started, before) < 0) ? started : before;
  return {
    ...incident,
    joined: [...new Set([...incident.joined, number])].slice(-MOST_JOINED),
    milestones: { ...incident.milestones, started: earliest },
  };
}
