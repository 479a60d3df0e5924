// When a simulated incident is declared: what was asked for, or a Monday morning, so that the same policy always prints the same.
import { Temporal } from 'temporal-polyfill';
import { isZone } from '../clock/zone.ts';
import type { Policy } from '../policy/policy.ts';
import { type Timestamp, timestamp } from '../time.ts';

/** A Monday, nine o'clock in the policy's time zone. */
const FIRST_MORNING = '2026-01-05T09:00';

/** The years in which an incident may begin; outside of them business days and sprints mean nothing. */
const YEARS = { from: 1970, to: 2199 } as const;

/** The instant of a text such as `2026-01-09T18:00Z`, or without an offset in the policy's time zone; null when it is none. */
export function startAt(text: string | null, { timezone }: Pick<Policy, 'timezone'>): Timestamp | null {
  const at = instantOf(text ?? FIRST_MORNING, isZone(timezone) ? timezone : 'UTC');
  if (at === null) return null;
  const { year } = Temporal.Instant.from(at).toZonedDateTimeISO('UTC');
  return year >= YEARS.from && year <= YEARS.to ? at : null;
}

function instantOf(text: string, zone: string): Timestamp | null {
  return attempt(() => timestamp(text)) ?? attempt(() => localTime(text, zone));
}

function localTime(text: string, zone: string): Timestamp {
  return Temporal.PlainDateTime.from(text).toZonedDateTime(zone).toInstant().toString();
}

function attempt(read: () => Timestamp): Timestamp | null {
  try {
    return read();
  } catch {
    return null;
  }
}

/** `Monday 2026-01-05 09:00`, with the time zone behind it. */
export function startInWords(at: Timestamp, { timezone }: Pick<Policy, 'timezone'>): string {
  const zone = isZone(timezone) ? timezone : 'UTC';
  const local = Temporal.Instant.from(at).toZonedDateTimeISO(zone);
  const weekday = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'][local.dayOfWeek - 1];
  const time = local.toPlainTime().toString({ smallestUnit: 'minute' });
  return `${weekday} ${local.toPlainDate().toString()} ${time} ${zone}`;
}
