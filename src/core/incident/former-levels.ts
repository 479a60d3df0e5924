// Which severities an incident had a moment ago: lowering it for one comment loosens nothing that holds it.
import { compare, minus, type Timestamp } from '../time.ts';
import type { Cause } from './change.ts';
import type { Incident } from './record.ts';

type Former = NonNullable<Incident['formerLevels']>;

/** For so long what a severity asks for goes on holding after it was lowered. */
const HOLDS_FOR = 'PT15M';

/** The record's part about severities left, when the incident leaves the one it has. What the app puts right itself, and a report, is none. */
export function leaving(incident: Incident, { at, by }: Cause): { readonly formerLevels?: Former } {
  const { level, milestones } = incident;
  if (level === null || by === null || milestones.declared === null) return {};
  const others = formerLevels(incident, at).filter((one) => one.level !== level);
  return { formerLevels: [...others, { level, until: at }] };
}

/** The severities it had within the last minutes, with until when. */
export function formerLevels({ formerLevels: all = [] }: Incident, now: Timestamp): Former {
  return all.filter(({ until }) => compare(until, minus(now, HOLDS_FOR)) > 0);
}
