// A length of time in a sentence, as runbooks speak: `15 minutes`, `3 days`, `by the end of the next sprint`.
import { onTheClock, type Span } from './span.ts';
import { type Duration, lengthOf } from './time.ts';

type Unit = { readonly seconds: number; readonly short: string; readonly one: string; readonly many: string };

const units: readonly Unit[] = [
  { seconds: 86_400, short: 'd', one: 'day', many: 'days' },
  { seconds: 3_600, short: 'h', one: 'hour', many: 'hours' },
  { seconds: 60, short: 'min', one: 'minute', many: 'minutes' },
  { seconds: 1, short: 's', one: 'second', many: 'seconds' },
];

type Amount = { readonly unit: Unit; readonly count: number };

/** How many of each unit so many seconds are, the largest first; those that are none are left out. */
export function amounts(seconds: number, from: readonly Unit[] = units): readonly Amount[] {
  let rest = Math.round(seconds);
  return from.flatMap((unit) => {
    const count = Math.floor(rest / unit.seconds);
    rest -= count * unit.seconds;
    return count === 0 ? [] : [{ unit, count }];
  });
}

/** `15 minutes`, `24 hours`, `3 days`: days only where they are two or more whole ones, as runbooks speak. */
export function lengthInWords(duration: Duration): string {
  const seconds = lengthOf(duration);
  const wholeDays = seconds >= 2 * 86_400 && seconds % 86_400 === 0;
  const parts = amounts(seconds, wholeDays ? units : units.slice(1));
  if (parts.length === 0) return '0 minutes';
  return parts.map(({ unit, count }) => `${count} ${count === 1 ? unit.one : unit.many}`).join(' ');
}

/** `immediately`, `within 15 minutes`, `by the end of the next business day`. */
export function spanInWords(span: Span): string {
  const duration = onTheClock(span);
  if (duration === null) return span.startsWith('next ') ? `by the end of the ${span}` : `within ${span}`;
  return lengthOf(duration) === 0 ? 'immediately' : `within ${lengthInWords(duration)}`;
}
