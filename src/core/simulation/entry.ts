// What a simulation prints: one line for everything the clock would do, in the words of the command line (DESIGN section 9).
import type { OnceKind } from '../clock/once.ts';
import { type Duration, minutesOf, sinceIn, type Timestamp } from './elapsed.ts';

export const entryKinds = [
  'response-due',
  'escalation',
  'update-due',
  'resolution-due',
  'phase-over',
  'timebox-over',
  'review-due',
  'monitoring-over',
  'monitoring-max',
  'nobody-leads',
  'no-severity',
  'backfill-due',
  'follow-up-due',
  'postmortem-schedule-due',
  'postmortem-draft-due',
  'postmortem-publish-due',
] as const;
export type EntryKind = (typeof entryKinds)[number];

/** What the declaration brings with it at its own instant; the rest of the clock speaks after the people. */
export const atDeclaration: readonly EntryKind[] = ['escalation', 'update-due', 'monitoring-over'];

/** `at` counts from the declaration, `minutes` is the same as a number; `targets` are roles, `text` is one line. */
export type Entry = {
  readonly at: Duration;
  readonly minutes: number;
  readonly kind: EntryKind;
  readonly targets: readonly string[];
  readonly text: string;
};

/** An entry that still has its instant. */
export type Timed = Omit<Entry, 'at' | 'minutes'> & { readonly instant: Timestamp };

/** The entry as it is printed, counted from the declaration. */
export function entryOf({ instant, ...said }: Timed, start: Timestamp): Entry {
  return { at: sinceIn(start, instant), minutes: minutesOf(start, instant), ...said };
}

/** How what is said once is called here. */
export const onceAs = {
  response: 'response-due',
  resolution: 'resolution-due',
  'phase-over': 'phase-over',
  'monitoring-max': 'monitoring-max',
  'nobody-leads': 'nobody-leads',
  'no-severity': 'no-severity',
  timebox: 'timebox-over',
  review: 'review-due',
  backfill: 'backfill-due',
  'temporary-fix': 'backfill-due',
  'follow-up': 'follow-up-due',
  'backfill-late': 'backfill-due',
  'temporary-fix-late': 'backfill-due',
  'follow-up-late': 'follow-up-due',
  'postmortem-schedule': 'postmortem-schedule-due',
  'postmortem-draft': 'postmortem-draft-due',
  'postmortem-publish': 'postmortem-publish-due',
} as const satisfies Readonly<Record<OnceKind, EntryKind>>;
