// Instants and durations as text; no "now" in here: time is always a parameter.
import { compared, minutesFrom, moved, rounded, secondsOfAny, timeOfDayOf, withDays } from './time/any.ts';
import { epochOf, instantOfEpoch, secondsOf } from './time/plain.ts';

/** An instant in UTC as ISO-8601 with a `Z`, e.g. `2026-03-01T04:05:06Z`. */
export type Timestamp = string;

/** A length of time in ISO-8601 without calendar units above hours, e.g. `PT15M`. */
export type Duration = string;

/** The instant in its shortest form, to the millisecond. Throws a RangeError on text that is no instant. */
export function timestamp(text: string): Timestamp {
  return roundedTo('millisecond', 'trunc', text);
}

/** The instant to the second, as people and runbooks write it (`S003-09`). */
export function toSecond(at: Timestamp): string {
  return roundedTo('second', 'trunc', at);
}

/** `at` moved by a duration. */
export function plus(at: Timestamp, duration: Duration): Timestamp {
  return movedBy(1, at, duration);
}

/** `at` moved back by a duration. */
export function minus(at: Timestamp, duration: Duration): Timestamp {
  return movedBy(-1, at, duration);
}

function movedBy(direction: 1 | -1, at: Timestamp, duration: Duration): Timestamp {
  const [from, by] = [epochOf(at), secondsOf(duration)];
  const to = from === null || by === null ? null : instantOfEpoch(from + direction * by * 1000);
  return to ?? moved(at, duration, direction < 0);
}

const milliseconds = { millisecond: 1, second: 1000, minute: 60_000 } as const;

function roundedTo(unit: keyof typeof milliseconds, mode: 'trunc' | 'ceil', at: string): Timestamp {
  const epoch = epochOf(at);
  const count = (epoch ?? 0) / milliseconds[unit];
  const whole = (mode === 'ceil' ? Math.ceil(count) : Math.floor(count)) * milliseconds[unit];
  return (epoch === null ? null : instantOfEpoch(whole)) ?? rounded(at, unit, mode);
}

/** Negative when `a` is before `b`, 0 when they are the same instant. */
export function compare(a: Timestamp, b: Timestamp): number {
  const [first, second] = [epochOf(a), epochOf(b)];
  return first === null || second === null ? compared(a, b) : Math.sign(first - second);
}

/** Whether `a` is `b` or earlier. */
export function isDue(a: Timestamp, b: Timestamp): boolean {
  return compare(a, b) <= 0;
}

/** The later of two instants. */
export function later(a: Timestamp, b: Timestamp): Timestamp {
  return compare(a, b) >= 0 ? a : b;
}

/** The earlier of two instants. */
export function earlier(a: Timestamp, b: Timestamp): Timestamp {
  return compare(a, b) <= 0 ? a : b;
}

/** Whole minutes from `from` to `to`, never negative. */
export function minutesBetween(from: Timestamp, to: Timestamp): number {
  return Math.max(0, Math.floor(minutesApart(from, to)));
}

/** Minutes from `from` to `to` with their fraction, negative where `to` is before. */
export function minutesApart(from: Timestamp, to: Timestamp): number {
  const [start, end] = [epochOf(from), epochOf(to)];
  return start === null || end === null ? minutesFrom(from, to) : (end - start) / 60_000;
}

/** A duration in words: `15 minutes`, `2 hours`, `1 hour 30 minutes`. */
export function inWords(duration: Duration): string {
  const total = Math.round(lengthOf(duration) / 60);
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
  return `${epochOf(at) === null ? timeOfDayOf(at) : at.slice(11, 16)} UTC`;
}

/** `2026-03-01 04:05 UTC`: an instant as people read it (`S004-21`); seconds are cut off. */
export function minuteInUtc(at: Timestamp): string {
  return `${toSecond(at).slice(0, 10)} ${clockTime(at)}`;
}

/** The first whole minute that is not before the instant: what somebody waits for is never said to be over too early. */
export function wholeMinuteFrom(at: Timestamp): Timestamp {
  return roundedTo('minute', 'ceil', at);
}

/** The minute that an instant lies in, as it is shown. */
export function wholeMinuteOf(at: Timestamp): Timestamp {
  return roundedTo('minute', 'trunc', at);
}

/**
 * An instant as people write one: ISO-8601, or with a blank between date and time (UTC where no zone is named), a time of day (UTC, the most recent
 * one that is past), how long ago (`20m ago`, `-20m`, `20m`), or `now`; null when it is none of these.
 */
export function readInstant(text: string, now: Timestamp): Timestamp | null {
  const words = text.trim().replace(/\s+/g, ' ');
  if (words === '' || words.length > 60) return null;
  if (words.toLowerCase() === 'now') return now;
  const clock = /^(\d{1,2}):(\d{2})(?::(\d{2}))? ?(?:Z|UTC)?$/i.exec(words);
  if (clock !== null) return timeOfDay(clock, now);
  const ago = parseDuration(words.replace(/^-/, '').replace(/ ago$/i, ''));
  return ago === null ? instantIn(words) : minus(now, ago);
}

function timeOfDay([, hour = '', minute = '', second = '00']: RegExpExecArray, now: Timestamp): Timestamp | null {
  const today = instantIn(`${toSecond(now).slice(0, 10)}T${hour.padStart(2, '0')}:${minute}:${second}Z`);
  if (today === null) return null;
  return compare(today, now) <= 0 ? today : minus(today, 'PT24H');
}

/** An instant that is written with its date; UTC where no zone is named. */
export function instantIn(words: string): Timestamp | null {
  const candidates = [
    words,
    `${words}Z`,
    words.replace(' ', 'T'),
    `${words.replace(/\s+(UTC)?$/i, '').replace(' ', 'T')}Z`,
  ];
  const plain = candidates.find((candidate) => epochOf(candidate) !== null);
  if (plain !== undefined) return timestamp(plain);
  // No year begins otherwise, and Temporal need not be loaded to say so.
  if (!/^[+\u2212-]?\d/.test(words)) return null;
  for (const candidate of candidates) {
    try {
      return timestamp(candidate);
    } catch {
      // Not written this way.
    }
  }
  return null;
}

const part = /(\d{1,5})\s*(minutes?|mins?|m|hours?|hrs?|h|seconds?|secs?|s|days?|d|weeks?|w)/gy;

/** Nobody waits longer: ten years. An instant so far away can still be reckoned with. */
const LONGEST = 10 * 365 * 86_400;

/** A length of time takes no more characters. */
const LONGEST_TEXT = 60;

/** Why a text is no duration: its length, the length of time it means, or everything about it. */
export type DurationFault = 'too-long-a-text' | 'too-long-a-time' | 'no-duration';

/** `15m`, `2h`, `1h 30m`, `1 day`, `1 week` or ISO `PT15M`, `P1D` as a duration (a day is 24 hours), up to ten years; null when it is none. */
export function parseDuration(text: string): Duration | null {
  const duration = text.length > LONGEST_TEXT ? null : readDuration(text);
  return duration === null || lengthOf(duration) > LONGEST ? null : duration;
}

/** What keeps a text that `parseDuration` does not take from being a duration. */
export function durationFault(text: string): DurationFault {
  if (text.length > LONGEST_TEXT) return 'too-long-a-text';
  return readDuration(text) === null ? 'no-duration' : 'too-long-a-time';
}

/** Whether a duration is shorter than a minute. */
export function isUnderAMinute(duration: Duration): boolean {
  return lengthOf(duration) < 60;
}

/** Whether a duration is shorter than an hour. */
export function isUnderAnHour(duration: Duration): boolean {
  return lengthOf(duration) < 3600;
}

/** Whether a duration is longer than another. */
export function isLonger(duration: Duration, than: Duration): boolean {
  return lengthOf(duration) > lengthOf(than);
}

/** How many seconds a duration has. Throws a RangeError on text that is no duration. */
export function lengthOf(duration: Duration): number {
  return secondsOf(duration) ?? secondsOfAny(duration);
}

function readDuration(text: string): Duration | null {
  const words = text.trim().toLowerCase();
  const iso = isoDuration(words.toUpperCase());
  if (iso !== null) return iso;
  let minutes = 0;
  let seconds = 0;
  let at = 0;
  while (at < words.length) {
    part.lastIndex = at;
    const match = part.exec(words);
    if (match === null) return null;
    const amount = Number(match[1]);
    const unit = (match[2] ?? '')[0] ?? '';
    if (unit === 's') seconds += amount;
    else minutes += amount * (minutesIn[unit] ?? 0);
    at = part.lastIndex;
    while (words[at] === ' ') at += 1;
  }
  return words === '' ? null : written(minutes, seconds);
}

const minutesIn: Readonly<Record<string, number>> = { m: 1, h: 60, d: 1440, w: 10_080 };

/** In whole hours where it is some, as people write it. */
function written(minutes: number, seconds: number): Duration {
  if (seconds > 0) return minutes === 0 ? `PT${seconds}S` : `PT${minutes}M${seconds}S`;
  return minutes >= 60 && minutes % 60 === 0 ? `PT${minutes / 60}H` : `PT${minutes}M`;
}

function isoDuration(text: string): Duration | null {
  if (/^PT(\d{1,5}H)?(\d{1,5}M)?(\d{1,5}S)?$/.test(text)) return text === 'PT' ? null : text;
  const days = /^P(?:(\d{1,4})W)?(?:(\d{1,4})D)?(T(?:\d{1,5}H)?(?:\d{1,5}M)?(?:\d{1,5}S)?)?$/.exec(text);
  if (days === null || text === 'P' || text.endsWith('T')) return null;
  return withDays(Number(days[1] ?? 0) * 7 + Number(days[2] ?? 0), `P0D${days[3] ?? ''}`);
}
