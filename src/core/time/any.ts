// Instants and durations however they are written, computed with Temporal.
import { Temporal } from 'temporal-polyfill';

type Unit = 'millisecond' | 'second' | 'minute';
type Rounding = 'trunc' | 'ceil';

/** The instant in its shortest form, rounded to whole units. Throws a RangeError on text that is no instant. */
export function rounded(text: string, smallestUnit: Unit, roundingMode: Rounding): string {
  return Temporal.Instant.from(text).round({ smallestUnit, roundingMode }).toString();
}

/** The instant moved by a duration, back where it is negative. */
export function moved(at: string, duration: string, back: boolean): string {
  const by = Temporal.Duration.from(duration);
  const from = Temporal.Instant.from(at);
  return (back ? from.subtract(by) : from.add(by)).toString();
}

/** Negative when `a` is before `b`, 0 when they are the same instant. */
export function compared(a: string, b: string): number {
  return Temporal.Instant.compare(Temporal.Instant.from(a), Temporal.Instant.from(b));
}

/** Minutes from one instant to another, with their fraction. */
export function minutesFrom(from: string, to: string): number {
  return Temporal.Instant.from(to).since(Temporal.Instant.from(from)).total('minutes');
}

/** The time of day in UTC, to the minute. */
export function timeOfDayOf(at: string): string {
  return Temporal.Instant.from(at).toString({ smallestUnit: 'minute' }).slice(11, 16);
}

/** How many seconds a duration has. Throws a RangeError on text that is none. */
export function secondsOfAny(duration: string): number {
  return Temporal.Duration.from(duration).total('seconds');
}

/** Milliseconds since 1970. */
export function epochOfAny(at: string): number {
  return Temporal.Instant.from(at).epochMilliseconds;
}

/** The day on which an instant lies by the clocks of a time zone. Throws a RangeError on a zone that there is not. */
export function dayInZone(at: string, zone: string): string {
  return Temporal.Instant.from(at).toZonedDateTimeISO(zone).toPlainDate().toString();
}

/** Whether there is a time zone of that name. */
export function hasZone(name: string): boolean {
  try {
    Temporal.Instant.from('2026-01-01T00:00Z').toZonedDateTimeISO(name);
    return true;
  } catch {
    return false;
  }
}

/** So many days of 24 hours, and a duration, in one. */
export function withDays(days: number, duration: string): string {
  const total = Temporal.Duration.from({ hours: days * 24 });
  return total.add(Temporal.Duration.from(duration)).toString();
}
