// What the clock says once: each with a key of what it is about and when, kept in `passed` when it was said.
import type { Incident } from '../incident/record.ts';
import type { Timestamp } from '../time.ts';

export const onceKinds = [
  /** Nobody acknowledged in time (`S001-01`). */
  'response',
  /** It is not resolved in time (`S001-09`). */
  'resolution',
  /** A phase takes longer than its budget (`S000-07`). */
  'phase-over',
  /** The monitoring window is at its longest (`S000-32`). */
  'monitoring-max',
  /** A time-box has run out (`S002-38`). */
  'timebox',
  /** The proper fix must have replaced the hotfix (`S000-45`). */
  'backfill',
  /** A temporary fix must have been removed (`S002-29`). */
  'temporary-fix',
  /** A follow-up must be done (`S000-39`). */
  'follow-up',
  /** The postmortem must have been scheduled, drafted, published (`S004-18`, `S003-24`). */
  'postmortem-schedule',
  'postmortem-draft',
  'postmortem-publish',
] as const;
export type OnceKind = (typeof onceKinds)[number];

/** `about` is the level, the phase's id or the item's id. */
export type Once = { readonly kind: OnceKind; readonly at: Timestamp; readonly about: string; readonly key: string };

/** The item, unless it was said already. Its key names the instant: a deadline that was moved is another one. */
export function once(incident: Incident, kind: OnceKind, about: string, at: Timestamp | null): readonly Once[] {
  if (at === null) return [];
  const key = `${kind}/${about}/${at}`;
  return incident.passed.includes(key) ? [] : [{ kind, at, about, key }];
}
