/** When a meeting is, as people write it: an instant, a time of day that is still to come, with `tomorrow` or a weekday in front, or how long from now. UTC where no zone is named. */
import { Temporal } from 'temporal-polyfill';
import { type Calendar, reach } from '../../clock/calendar.ts';
import { parseSpan } from '../../span.ts';
import { compare, instantIn, type Timestamp } from '../../time.ts';
import { clockMeant } from './time-meant.ts';

const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

/** Null where it is none of these; a day needs its time. */
export function meetingMeant(text: string, now: Timestamp, calendar: Calendar): Timestamp | null {
  const words = text
    .trim()
    .replace(/\s+/g, ' ')
    .replace(/^(?:is |on |at |for |in |to )+/i, '')
    .replace(/[.!]$/, '');
  if (words === '' || words.length > 60) return null;
  const [, day = '', said = words] =
    /^(\d{4}-\d{2}-\d{2}|today|tomorrow|(?:next )?[a-z]+day|[a-z]{3})(?:,? (?:at )?(.+))$/i.exec(words) ?? [];
  const clock = clockIn(said);
  if (clock !== null) return onDay(day, clock, now);
  const span = parseSpan(words);
  if (span !== null) return reach(now, span, calendar);
  return /\d{4}-\d{2}-\d{2}./.test(words) ? instantIn(words) : null;
}

/** `15:00`, `15:00 UTC`, `3pm` as hour and minute; null for what names another zone, too. */
function clockIn(said: string): string | null {
  const plain = said.replace(/ ?(?:Z|UTC)$/i, '');
  const clock = clockMeant(plain) ?? plain;
  return /^(?:[01]?\d|2[0-3]):[0-5]\d$/.test(clock) ? clock.padStart(5, '0') : null;
}

function onDay(said: string, clock: string, now: Timestamp): Timestamp | null {
  const today = Temporal.Instant.from(now).toZonedDateTimeISO('UTC').toPlainDate();
  const at = (date: Temporal.PlainDate): Timestamp | null => instantIn(`${date.toString()}T${clock}:00Z`);
  const day = said.toLowerCase().replace(/^next /, '');
  if (/^\d/.test(day)) return instantIn(`${day}T${clock}:00Z`);
  if (day === 'today') return at(today);
  if (day === 'tomorrow') return at(today.add({ days: 1 }));
  const weekday = WEEKDAYS.findIndex((name) => day.startsWith(name)) + 1;
  if (day !== '' && weekday === 0) return null;
  const first = day === '' ? today : today.add({ days: (weekday - today.dayOfWeek + 7) % 7 });
  const one = at(first);
  return one === null || compare(one, now) > 0 ? one : at(first.add({ days: day === '' ? 1 : 7 }));
}
