// Which severities an incident had in the same comment: lowering it for one line loosens nothing that holds it.
import type { Cause } from './change.ts';
import type { Incident } from './record.ts';

type Former = NonNullable<Incident['formerLevels']>;

/** The record's part about severities left, when the incident leaves the one it has. What the app puts right itself, and a report, is none. */
export function leaving(incident: Incident, { at, by }: Cause): { readonly formerLevels?: Former } {
  const { level, milestones } = incident;
  if (level === null || by === null || milestones.declared === null) return {};
  const others = formerLevels(incident).filter((one) => one.level !== level);
  return { formerLevels: [...others, { level, until: at }] };
}

/** The severities that it had before in the comment that is being read. */
export function formerLevels({ formerLevels: all = [] }: Incident): Former {
  return all;
}

/** The incident as a new comment finds it: what was lowered in another one was lowered in earnest. */
export function forNewComment(incident: Incident): Incident {
  const { formerLevels: _, ...others } = incident;
  return others;
}
