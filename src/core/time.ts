// Instants and durations as text, computed with Temporal; no "now" in here: time is always a parameter.
import { Temporal } from 'temporal-polyfill';

/** An instant in UTC as ISO-8601 with a `Z`, e.g. `2026-03-01T04:05:06Z`. */
export type Timestamp = string;

/** A length of time in ISO-8601 without calendar units above hours, e.g. `PT15M`. */
export type Duration = string;

/** The instant in its shortest form, to the millisecond. Throws a RangeError on text that is no instant. */
export function timestamp(text: string): Timestamp {
  return Temporal.Instant.from(text).round({ smallestUnit: 'millisecond', roundingMode: 'trunc' }).toString();
}

/** The instant to the second, as people and runbooks write it (`S003-09`). */
export function toSecond(at: Timestamp): string {
  return Temporal.Instant.from(at).round({ smallestUnit: 'second', roundingMode: 'trunc' }).toString();
}

/** `at` moved by a duration. */
export function plus(at: Timestamp, duration: Duration): Timestamp {
  return Temporal.Instant.from(at).add(Temporal.Duration.from(duration)).toString();
}

/** `at` moved back by a duration. */
export function minus(at: Timestamp, duration: Duration): Timestamp {
  return Temporal.Instant.from(at).subtract(Temporal.Duration.from(duration)).toString();
}

/** Negative when `a` is before `b`, 0 when they are the same instant. */
export function compare(a: Timestamp, b: Timestamp): number {
  return Temporal.Instant.compare(Temporal.Instant.from(a), Temporal.Instant.from(b));
}

/** Whether `a` is `b` or earlier. */
export function isDue(a: Timestamp, b: Timestamp): boolean {
  return compare(a, b) <= 0;
}

/** The later of two instants. */
export function later(a: Timestamp, b: Timestamp): Timestamp {
  return compare(a, b) >= 0 ? a : b;
}

/** Whole minutes from `from` to `to`, never negative. */
export function minutesBetween(from: Timestamp, to: Timestamp): number {
  const minutes = Temporal.Instant.from(to).since(Temporal.Instant.from(from)).total('minutes');
  return Math.max(0, Math.floor(minutes));
}

/** A duration in words: `15 minutes`, `2 hours`, `1 hour 30 minutes`. */
export function inWords(duration: Duration): string {
  const total = Math.round(Temporal.Duration.from(duration).total('minutes'));
  const hours = Math.floor(total / 60);
  const minutes = total % 60;
  const parts = [
    hours > 0 ? `${hours} hour${hours === 1 ? '' : 's'}` : '',
    minutes > 0 || hours === 0 ? `${minutes} minute${minutes === 1 ? '' : 's'}` : '',
  ];
  return parts.filter((part) => part !== '').join(' ');
}

/** `14:45 UTC`: the time of day as the runbooks print it. */
export function clockTime(at: Timestamp): string {
  return `${Temporal.Instant.from(at).toString({ smallestUnit: 'minute' }).slice(11, 16)} UTC`;
}

const short = /^(\d{1,5})\s*(s|m|min|mins|minute|minutes|h|hr|hrs|hour|hours|d|day|days)$/i;

/** `15m`, `2h`, `1 day` or ISO `PT15M` as a duration; null when it is none. */
export function parseDuration(text: string): Duration | null {
  const match = short.exec(text.trim());
  if (match === null) return isoDuration(text.trim());
  const amount = Number(match[1]);
  const unit = (match[2] ?? '').toLowerCase();
  if (unit.startsWith('s')) return `PT${amount}S`;
  if (unit.startsWith('m')) return `PT${amount}M`;
  return unit.startsWith('h') ? `PT${amount}H` : `PT${amount * 24}H`;
}

function isoDuration(text: string): Duration | null {
  if (!/^PT(\d{1,5}H)?(\d{1,5}M)?(\d{1,5}S)?$/i.test(text) || /^PT$/i.test(text)) return null;
  return text.toUpperCase();
}
