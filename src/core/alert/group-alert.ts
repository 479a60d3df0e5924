// Whether an alert is of an incident that is there already: the same fingerprint, open, or ended so lately that it has come back.
import { compare, type Duration, plus, type Timestamp } from '../time.ts';

/** An issue that an alert opened, by this very account: anybody can write a marker, and must not swallow alerts by it. */
export type Alerted = {
  readonly number: number;
  readonly fingerprint: string;
  readonly openedAt: Timestamp;
  /** Null while it is open. */
  readonly closedAt: Timestamp | null;
  /** Said to be no incident, or another one: it does not come back. */
  readonly dropped: boolean;
};

/** `groupFor`: an open one takes alerts for so long after it was opened; `reopenFor`: one that ended is opened again within so long. Null: always, and never. */
export type Grouping = { readonly groupFor: Duration | null; readonly reopenFor: Duration | null };

export type Place =
  | { readonly is: 'new' }
  | { readonly is: 'joins'; readonly number: number }
  | { readonly is: 'reopens'; readonly number: number };

/** Where the alert belongs; of several that would take it the oldest open one, then the one that ended last. */
export function placeOf(
  fingerprint: string,
  alerted: readonly Alerted[],
  { groupFor, reopenFor }: Grouping,
  now: Timestamp,
): Place {
  const same = alerted.filter((one) => one.fingerprint === fingerprint);
  const open = same
    .filter(({ closedAt, openedAt }) => closedAt === null && isWithin(openedAt, groupFor, now))
    .toSorted((a, b) => a.number - b.number)[0];
  if (open !== undefined) return { is: 'joins', number: open.number };
  const ended = same
    .filter(
      ({ closedAt, dropped }) =>
        closedAt !== null && !dropped && reopenFor !== null && isWithin(closedAt, reopenFor, now),
    )
    .toSorted((a, b) => compare(b.closedAt ?? b.openedAt, a.closedAt ?? a.openedAt))[0];
  return ended === undefined ? { is: 'new' } : { is: 'reopens', number: ended.number };
}

function isWithin(at: Timestamp, span: Duration | null, now: Timestamp): boolean {
  return span === null || compare(now, plus(at, span)) <= 0;
}

/** Two runs may open one each in the same moment: the one that stays is the oldest of those opened within so long of ours. */
const SAME_MOMENT: Duration = 'PT10M';

/** The number of the issue that stays where another run opened one for the same alert; null where ours does. */
export function openedBefore(own: Alerted, alerted: readonly Alerted[]): number | null {
  const others = alerted.filter(
    ({ number, fingerprint, closedAt, openedAt }) =>
      fingerprint === own.fingerprint &&
      closedAt === null &&
      number < own.number &&
      compare(own.openedAt, plus(openedAt, SAME_MOMENT)) <= 0,
  );
  return others.length === 0 ? null : Math.min(...others.map(({ number }) => number));
}
