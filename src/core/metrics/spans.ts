// Stretches of time between two instants, in seconds.
import { Temporal } from 'temporal-polyfill';
import { compare, type Timestamp } from '../time.ts';
import { type Known, known, missing } from './known.ts';

/** From an instant to a later one, or the same. */
export type Stretch = { readonly from: Timestamp; readonly to: Timestamp };

/** Seconds from one instant to another, to the millisecond; negative when the second is earlier. */
export function secondsBetween(from: Timestamp, to: Timestamp): number {
  const { epochMilliseconds: start } = Temporal.Instant.from(from);
  return (Temporal.Instant.from(to).epochMilliseconds - start) / 1000;
}

/** The same, where both are known and in that order. */
export function lasted(from: Timestamp, to: Timestamp): Known<number> {
  return compare(from, to) > 0 ? missing('out-of-order') : known(secondsBetween(from, to));
}

/** Seconds that are in at least one of them: what overlaps counts once. */
export function secondsIn(stretches: readonly Stretch[]): number {
  const sorted = [...stretches].sort((a, b) => compare(a.from, b.from));
  let [total, end]: [number, Timestamp | null] = [0, null];
  for (const { from, to } of sorted) {
    const start: Timestamp = end !== null && compare(end, from) > 0 ? end : from;
    if (compare(to, start) <= 0) continue;
    total += secondsBetween(start, to);
    end = to;
  }
  return Math.round(total * 1000) / 1000;
}

/** What of a stretch is in none of the others, in order. */
export function without(whole: Stretch, others: readonly Stretch[]): readonly Stretch[] {
  return others.reduce<readonly Stretch[]>((left, other) => left.flatMap((one) => cut(one, other)), [whole]);
}

function cut(one: Stretch, { from, to }: Stretch): readonly Stretch[] {
  if (compare(to, one.from) <= 0 || compare(from, one.to) >= 0) return [one];
  const before = compare(one.from, from) < 0 ? [{ from: one.from, to: from }] : [];
  const after = compare(to, one.to) < 0 ? [{ from: to, to: one.to }] : [];
  return [...before, ...after];
}
