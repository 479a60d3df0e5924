// A datum of an incident that is known, or missing for a reason that is told: a metric counts what is missing apart and never guesses.

/** Why a datum is missing, as the reader is told. */
export const reasons = {
  'not-reached': 'it has not come to that',
  'not-acknowledged': 'nobody acknowledged it',
  'start-unknown': 'nobody said when the impact began',
  'detection-unknown': 'nobody said when it was detected, and no alert is on record',
  'out-of-order': 'its times contradict each other',
  'role-unfilled': 'a required role was never filled',
  'no-update': 'it had no update',
  'not-asked': 'its policy asks for none',
  'nothing-due': 'nothing came due',
  'no-deadline': 'its policy names no deadline',
  'no-policy': 'its record does not carry the policy that it went by',
  'not-noticed': 'customers did not notice it',
  'not-said': 'nobody said so',
  'own-words': 'it is said in words of the team’s own, which nobody has classed',
  folded: 'a part of its timeline was dropped for size',
  'history-broken': 'its timeline does not tell the whole of it',
  'not-recorded': 'what was read does not tell it',
  'never-live': 'no deployment of that version is known',
} as const;
export type Reason = keyof typeof reasons;

export type Known<T> = { readonly value: T } | { readonly missing: Reason };

/** A datum that is there. */
export function known<T>(value: T): Known<T> {
  return { value };
}

/** A datum that is not, and why. */
export function missing(reason: Reason): { readonly missing: Reason } {
  return { missing: reason };
}

/** The datum, or missing for the reason where it is null. */
export function knownOr<T>(value: T | null | undefined, reason: Reason): Known<T> {
  return value == null ? missing(reason) : known(value);
}

/** The datum; null where it is missing. */
export function given<T>(datum: Known<T>): T | null {
  return 'value' in datum ? datum.value : null;
}

/** What follows from a datum; what is missing stays missing, for the same reason. */
export function from<T, R>(datum: Known<T>, next: (value: T) => Known<R>): Known<R> {
  return 'value' in datum ? next(datum.value) : datum;
}
