// Times and lengths as the runbooks print them (C37–C39); everything in UTC.
import type { Policy } from '../policy/policy.ts';
import { onTheClock, type Span } from '../span.ts';
import { clockTime, inWords, minuteInUtc, minutesBetween, type Timestamp, toSecond } from '../time.ts';

/** `04:05`, where the message says the zone elsewhere or the runbook has none. */
export function bareClock(at: Timestamp): string {
  return clockTime(at).slice(0, 5);
}

/** How long it took, as the policy has it: `75 minutes`, `1 hour 15 minutes`, or `10:00 - 11:15 UTC`. */
export function lengthAs(format: Policy['formats']['duration'], from: Timestamp, to: Timestamp): string {
  const minutes = minutesBetween(from, to);
  if (format === 'minutes') return `${minutes} minute${minutes === 1 ? '' : 's'}`;
  if (format === 'hours-minutes') return inWords(`PT${minutes}M`);
  const sameDay = toSecond(from).slice(0, 10) === toSecond(to).slice(0, 10);
  if (sameDay) return `${bareClock(from)} - ${clockTime(to)}`;
  return `${minuteInUtc(from).slice(0, 16)} - ${minuteInUtc(to)}`;
}

/** The same in a sentence, where two times of day would not fit: `75 minutes` or `1 hour 15 minutes`. */
export function lengthOnClock({ formats }: Policy, from: Timestamp, to: Timestamp): string {
  return lengthAs(formats.duration === 'minutes' ? 'minutes' : 'hours-minutes', from, to);
}

const HOURS_OF_A_DAY = 24;

/** A deadline after the resolution: `within 48 hours`, `within 3 days`, `within 1 week`, `by the end of the next sprint`. */
export function inTime(span: Span): string {
  if (span === 'next business day') return 'by the end of the next business day';
  if (span === 'next sprint') return 'by the end of the next sprint';
  const hours = /^PT(\d+)H$/.exec(onTheClock(span) ?? '');
  const days = hours === null ? 0 : Number(hours[1]) / HOURS_OF_A_DAY;
  if (Number.isInteger(days / 7) && days > 0) return `within ${counted(days / 7, 'week')}`;
  if (Number.isInteger(days) && days > 2) return `within ${counted(days, 'day')}`;
  return `within ${onTheClock(span) === null ? span : inWords(span)}`;
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}
