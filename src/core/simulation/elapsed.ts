// Time since the declaration, for programs (`PT1H30M`), for people (`+1 h 30 min`) and in sentences (`1 hour 30 minutes`).
import { Temporal } from 'temporal-polyfill';
import { onTheClock, type Span } from '../span.ts';
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

type Unit = { readonly seconds: number; readonly short: string; readonly one: string; readonly many: string };

const units: readonly Unit[] = [
  { seconds: 86_400, short: 'd', one: 'day', many: 'days' },
  { seconds: 3_600, short: 'h', one: 'hour', many: 'hours' },
  { seconds: 60, short: 'min', one: 'minute', many: 'minutes' },
  { seconds: 1, short: 's', one: 'second', many: 'seconds' },
];

type Amount = { readonly unit: Unit; readonly count: number };

/** How many of each unit so many seconds are, the largest first; those that are none are left out. */
function amounts(seconds: number, from: readonly Unit[] = units): readonly Amount[] {
  let rest = Math.round(seconds);
  return from.flatMap((unit) => {
    const count = Math.floor(rest / unit.seconds);
    rest -= count * unit.seconds;
    return count === 0 ? [] : [{ unit, count }];
  });
}

/** `+15 min`, `+2 h`, `+1 d 8 h`. */
export function asOffset(minutes: number): string {
  const parts = amounts(minutes * 60).map(({ unit, count }) => `${count} ${unit.short}`);
  return `+${parts.length === 0 ? '0 min' : parts.join(' ')}`;
}

/** `15 minutes`, `24 hours`, `3 days`: days only where they are two or more whole ones, as runbooks speak. */
export function lengthInWords(duration: Duration): string {
  const seconds = Temporal.Duration.from(duration).total('seconds');
  const wholeDays = seconds >= 2 * 86_400 && seconds % 86_400 === 0;
  const parts = amounts(seconds, wholeDays ? units : units.slice(1));
  if (parts.length === 0) return '0 minutes';
  return parts.map(({ unit, count }) => `${count} ${count === 1 ? unit.one : unit.many}`).join(' ');
}

/** `immediately`, `within 15 minutes`, `by the end of the next business day`. */
export function spanInWords(span: Span): string {
  const duration = onTheClock(span);
  if (duration === null) return span.startsWith('next ') ? `by the end of the ${span}` : `within ${span}`;
  return Temporal.Duration.from(duration).blank ? 'immediately' : `within ${lengthInWords(duration)}`;
}
