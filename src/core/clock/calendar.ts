// From a length of time as a policy says it to an instant: on the clock, or by the team's business days and sprints in its time zone.
import { Temporal } from 'temporal-polyfill';
import type { Policy } from '../policy/policy.ts';
import { businessDaysOf, onTheClock, type Span } from '../span.ts';
import { plus, type Timestamp } from '../time.ts';

/** What of a policy decides when its spans end. */
export type Calendar = Pick<Policy, 'timezone' | 'businessHours' | 'sprint'>;

/**
 * The instant a span after another one (`S000-05`, `S001-12`). Durations run on the clock; `next business day` ends with the business hours of the
 * first business day after the local day of `from`; `<n> business days` end at the same time so many business days later, counted from the next opening
 * when `from` is outside business hours; `next sprint` ends at the local midnight after the sprint that follows the one of `from`.
 */
export function reach(from: Timestamp, span: Span, calendar: Calendar): Timestamp {
  const duration = onTheClock(span);
  if (duration !== null) return plus(from, duration);
  const local = Temporal.Instant.from(from).toZonedDateTimeISO(zoneOf(calendar.timezone)).toPlainDateTime();
  if (span === 'next sprint') return instant(endOfNextSprint(local, calendar.sprint), calendar);
  const days = businessDaysOf(span);
  return instant(
    days === null ? closeOfNextDay(local, calendar.businessHours) : daysLater(local, days, calendar.businessHours),
    calendar,
  );
}

/** A time that a clock change skips or repeats is the one Temporal calls compatible: later in a gap, the first of two. */
function instant(local: Temporal.PlainDateTime, { timezone }: Calendar): Timestamp {
  return local.toZonedDateTime(zoneOf(timezone)).toInstant().toString();
}

const zones = new Map<string, string>();

/** The time zone of that name; UTC where nobody knows it, since a clock that throws would page nobody. */
export function zoneOf(name: string): string {
  const known = zones.get(name);
  if (known !== undefined) return known;
  const zone = isZone(name) ? name : 'UTC';
  if (zones.size < 1000) zones.set(name, zone);
  return zone;
}

/** Whether there is a time zone of that name, such as `Europe/Berlin`. */
export function isZone(name: string): boolean {
  try {
    Temporal.Instant.from('2026-01-01T00:00Z').toZonedDateTimeISO(name);
    return true;
  } catch {
    return false;
  }
}

function closeOfNextDay(local: Temporal.PlainDateTime, hours: Policy['businessHours']): Temporal.PlainDateTime {
  return dayOf(nextBusinessDay(numberOf(local.toPlainDate()) + 1, hours), hours.to);
}

function daysLater(
  local: Temporal.PlainDateTime,
  days: number,
  hours: Policy['businessHours'],
): Temporal.PlainDateTime {
  const today = numberOf(local.toPlainDate());
  const time = local.toPlainTime();
  const opens = Temporal.PlainTime.from(hours.from);
  const open =
    isBusinessDay(today, hours) && !isBefore(time, opens) && isBefore(time, Temporal.PlainTime.from(hours.to));
  const first = open ? today : nextBusinessDay(isBefore(time, opens) ? today : today + 1, hours);
  let day = first;
  for (let counted = 0; counted < days; counted += 1) day = nextBusinessDay(day + 1, hours);
  return dayOf(day, open ? time : opens);
}

function endOfNextSprint(
  { year, month, day }: Temporal.PlainDateTime,
  sprint: Policy['sprint'],
): Temporal.PlainDateTime {
  const first = numberOf(Temporal.PlainDate.from(sprint.begins));
  const passed = Math.floor((numberOf(new Temporal.PlainDate(year, month, day)) - first) / sprint.days);
  return dayOf(first + (passed + 2) * sprint.days, '00:00');
}

const epoch = Temporal.PlainDate.from('1970-01-01');

/** Days since 1970-01-01, a Thursday: business days are counted on whole numbers, whatever a policy's holidays. */
function numberOf(date: Temporal.PlainDate): number {
  return epoch.until(date, { largestUnit: 'days' }).days;
}

function dayOf(number: number, time: Temporal.PlainTime | string): Temporal.PlainDateTime {
  return epoch.add({ days: number }).toPlainDateTime(Temporal.PlainTime.from(time));
}

const weekdays = ['thu', 'fri', 'sat', 'sun', 'mon', 'tue', 'wed'] as const;

const holidays = new WeakMap<Policy['businessHours'], ReadonlySet<number>>();

function isBusinessDay(number: number, hours: Policy['businessHours']): boolean {
  const weekday = weekdays[((number % 7) + 7) % 7];
  return weekday !== undefined && hours.days.includes(weekday) && !holidaysOf(hours).has(number);
}

function holidaysOf(hours: Policy['businessHours']): ReadonlySet<number> {
  const known = holidays.get(hours);
  if (known !== undefined) return known;
  const days = new Set(hours.holidays.map((date) => numberOf(Temporal.PlainDate.from(date))));
  holidays.set(hours, days);
  return days;
}

/** A policy has at most 400 holidays and at least one working weekday, so a business day comes within so many days. */
const FURTHEST = 7 * 401;

function nextBusinessDay(from: number, hours: Policy['businessHours']): number {
  for (let day = from; day < from + FURTHEST; day += 1) if (isBusinessDay(day, hours)) return day;
  return from;
}

function isBefore(a: Temporal.PlainTime, b: Temporal.PlainTime): boolean {
  return Temporal.PlainTime.compare(a, b) < 0;
}
