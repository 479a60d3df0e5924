// Which severities an incident had in the same comment: lowering it for one line loosens nothing that holds it.
import { compare, type Timestamp } from '../time.ts';
import type { Cause } from './change.ts';
import type { Incident } from './record.ts';

type Former = NonNullable<Incident['formerLevels']>;

/** The record's part about severities left, when the incident leaves the one it has. What the app puts right itself, and a report, is none. */
export function leaving(incident: Incident, { at, by }: Cause): { readonly formerLevels?: Former } {
  const { level, milestones } = incident;
  if (level === null || by === null || milestones.declared === null) return {};
  const others = formerLevels(incident, at).filter((one) => one.level !== level);
  return { formerLevels: [...others, { level, until: at }] };
}

/** The severities it had until this very instant, which is that of a comment: what they ask for holds to the end of the comment. */
export function formerLevels({ formerLevels: all = [] }: Incident, now: Timestamp): Former {
  return all.filter(({ until }) => compare(until, now) >= 0);
}
