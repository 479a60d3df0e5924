// Spans that do not run on the clock: by business days and sprints, in a team's time zone.
import { Temporal } from 'temporal-polyfill';
import type { Policy } from '../policy/policy.ts';
import { businessDaysOf, type Span } from '../span.ts';
import type { Timestamp } from '../time.ts';
import type { Calendar } from './calendar.ts';
import { zoneOf } from './zone.ts';

/** As `reach`, for a span of days or a sprint. */
export function reachByDays(from: Timestamp, span: Span, calendar: Calendar): Timestamp {
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
