// Time since the declaration, for programs (`PT1H30M`) and for people (`+1 h 30 min`).
import { Temporal } from 'temporal-polyfill';
import { amounts } from '../span-words.ts';
import type { Duration, Timestamp } from '../time.ts';

export type { Duration, Timestamp };

function between(from: Timestamp, to: Timestamp): Temporal.Duration {
  return Temporal.Instant.from(to).since(Temporal.Instant.from(from), { largestUnit: 'hours' });
}

/** The time from one instant to another as an ISO duration in hours, minutes and seconds; `PT0M` when there is none. */
export function sinceIn(from: Timestamp, to: Timestamp): Duration {
  const length = between(from, to);
  return length.blank ? 'PT0M' : length.toString();
}

/** The same in minutes, a fraction where it has seconds. */
export function minutesOf(from: Timestamp, to: Timestamp): number {
  return between(from, to).total('minutes');
}

/** `+15 min`, `+2 h`, `+1 d 8 h`. */
export function asOffset(minutes: number): string {
  const parts = amounts(minutes * 60).map(({ unit, count }) => `${count} ${unit.short}`);
  return `+${parts.length === 0 ? '0 min' : parts.join(' ')}`;
}
