// What people do about the debrief of an incident.
import { minuteInUtc, type Timestamp } from '../time.ts';
import type { Cause, Change } from './change.ts';
import type { Incident, TimelineEntry } from './record.ts';

export type DebriefChange =
  | { readonly kind: 'meeting-set'; readonly on: Timestamp }
  | { readonly kind: 'debriefed'; readonly on: Timestamp }
  | { readonly kind: 'learning-shared' };

const kinds: readonly Change['kind'][] = [
  'meeting-set',
  'debriefed',
  'learning-shared',
] satisfies DebriefChange['kind'][];

/** Whether the change is one of these. */
export function isDebriefChange(change: Change): change is DebriefChange {
  return kinds.includes(change.kind);
}

/** The incident with it. */
export function withDebrief(incident: Incident, change: DebriefChange, { at, by }: Cause): Incident {
  const said = { by: by?.login ?? '', at };
  switch (change.kind) {
    case 'meeting-set':
      return { ...incident, debrief: { ...incident.debrief, meets: { ...said, on: change.on } } };
    case 'debriefed':
      return { ...incident, debrief: { ...incident.debrief, held: { ...said, on: change.on } } };
    case 'learning-shared':
      return { ...incident, debrief: { ...incident.debrief, shared: said } };
  }
}

/** The line of the timeline, in our words. */
export function debriefInWords(change: DebriefChange): {
  readonly kind: TimelineEntry['kind'];
  readonly text: string;
} {
  switch (change.kind) {
    case 'meeting-set':
      return { kind: 'postmortem', text: `Meeting about the postmortem: ${minuteInUtc(change.on)}` };
    case 'debriefed':
      return { kind: 'postmortem', text: 'The team was debriefed' };
    case 'learning-shared':
      return { kind: 'postmortem', text: 'What was learned is shared' };
  }
}
