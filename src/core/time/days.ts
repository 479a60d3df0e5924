// Days of the calendar, as `2026-03-15`, and minutes since 1970. Temporal is asked only for time zones and for what is written otherwise (`any.ts`).
import type { Timestamp } from '../time.ts';
import { dayInZone, epochOfAny } from './any.ts';
import { epochOf } from './plain.ts';

/** A calendar day, `2026-03-15`. */
export type Day = string;

/** The day on which an instant lies by the clocks of a time zone. Throws a RangeError on a zone that there is not. */
export function dayAt(at: Timestamp, zone: string): Day {
  return zone === 'UTC' && epochOf(at) !== null ? at.slice(0, 10) : dayInZone(at, zone);
}

/** Whether a text is a day that there is: four, two and two digits. */
export function isDay(text: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(text) && epochOf(`${text}T00:00Z`) !== null;
}

/** Whole minutes since 1970 began, negative before it. */
export function minutesSince1970(at: Timestamp): number {
  return Math.floor((epochOf(at) ?? epochOfAny(at)) / 60_000);
}
