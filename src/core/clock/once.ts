// What the clock says once: each with a key of what it is about and when, kept in `passed` when it was said.
import type { Incident } from '../incident/record.ts';
import { compare, minus, type Timestamp } from '../time.ts';

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
  /** A hotfix waits for a review that was asked for. */
  'review',
  /** Nobody leads, though somebody was told long enough ago. */
  'nobody-leads',
  /** Nobody has said how bad it is. */
  'no-severity',
  /** The proper fix must have replaced the hotfix (`S000-45`). */
  'backfill',
  /** A temporary fix must have been removed (`S002-29`). */
  'temporary-fix',
  /** A follow-up must be done (`S000-39`). */
  'follow-up',
  /** What was due is not done some time later either: the lead hears of it. */
  'backfill-late',
  'temporary-fix-late',
  'follow-up-late',
  /** The postmortem must have been scheduled, drafted, published (`S004-18`, `S003-24`). */
  'postmortem-schedule',
  'postmortem-draft',
  'postmortem-publish',
] as const;
export type OnceKind = (typeof onceKinds)[number];

/** `about` is the level, the phase's id, the hotfix's key or the item's id. */
export type Once = { readonly kind: OnceKind; readonly at: Timestamp; readonly about: string; readonly key: string };

/**
 * A thing that is due within this time of one that was said is that one: a record that is rebuilt from its thread has the times of comments, not
 * those at which they were worked.
 */
const SAME_WITHIN = 'PT5M';

/** The item, unless it was said already. Its key names the instant: a deadline that was put off is another one. */
export function once(incident: Incident, kind: OnceKind, about: string, at: Timestamp | null): readonly Once[] {
  if (at === null) return [];
  const key = onceKey(kind, about, at);
  const { passed } = incident;
  if (passed.includes(key)) return [];
  const latest = minus(at, SAME_WITHIN);
  const isSaid = passed.some((said) => {
    const saidAt = instantIn(said, kind, about);
    return saidAt !== null && compare(saidAt, latest) >= 0;
  });
  return isSaid ? [] : [{ kind, at, about, key }];
}

/** The key of what is due at an instant. */
export function onceKey(kind: OnceKind, about: string, at: Timestamp): string {
  return `${kind}/${about}/${at}`;
}

/** When it was due, of a key of the same kind and about the same. */
function instantIn(key: string, kind: OnceKind, about: string): Timestamp | null {
  const prefix = `${kind}/${about}/`;
  const rest = key.startsWith(prefix) ? key.slice(prefix.length) : '';
  return /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(rest) ? rest : null;
}
