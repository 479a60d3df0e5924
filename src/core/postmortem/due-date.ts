// By when an action item is due, as people write it: a day, a length of time, or the team's calendar (E09, C36).
import { type Calendar, reach } from '../clock/calendar.ts';
import { parseSpan } from '../span.ts';
import { isDay } from '../time/days.ts';
import { compare, instantIn, plus, type Timestamp } from '../time.ts';

/** Why there is no due date: it cannot be read, it is before the incident, it is past, or no deadline any more. */
export type DueFault = 'unknown' | 'before-incident' | 'past' | 'too-far';

/** The due date, or why there is none. */
export type Due = { readonly at: Timestamp } | { readonly fault: DueFault };

/** From which instants a due date is seen. */
export type DueFrom = { readonly incident: Timestamp; readonly now: Timestamp; readonly calendar: Calendar };

/** Later is no deadline. */
const LONGEST = 'PT8784H';

/**
 * The instant: the end of a day in UTC where a day is named (`2026-03-15`, and `3/15`: month and day, the next one that comes), so long from now (`7d`,
 * `2 business days`, `next sprint`), or an instant.
 */
export function dueIn(typed: string, { incident, now, calendar }: DueFrom): Due {
  const at = instantMeant(typed.trim(), now, calendar);
  if (at === null) return { fault: 'unknown' };
  if (compare(at, incident) < 0) return { fault: 'before-incident' };
  if (compare(at, now) <= 0) return { fault: 'past' };
  return compare(at, plus(now, LONGEST)) > 0 ? { fault: 'too-far' } : { at };
}

function instantMeant(text: string, now: Timestamp, calendar: Calendar): Timestamp | null {
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return endOf(text);
  const monthAndDay = /^(\d{1,2})\/(\d{1,2})$/.exec(text);
  if (monthAndDay !== null) return nextDay(Number(monthAndDay[1]), Number(monthAndDay[2]), now);
  const span = parseSpan(text);
  return span === null ? instantIn(text) : reach(now, span, calendar);
}

/** The day of a date that is written as month and day; a year further where this year's is past. */
function nextDay(month: number, day: number, now: Timestamp): Timestamp | null {
  const year = Number(now.slice(0, 4));
  const at = [year, year + 1]
    .map((each) => endOf(dateOf(each, month, day)))
    .find((one) => one !== null && compare(one, now) > 0);
  return at ?? null;
}

function dateOf(year: number, month: number, day: number): string {
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

function endOf(day: string): Timestamp | null {
  return isDay(day) ? `${day}T23:59:00Z` : null;
}

/** The end of a day as a document has it: `2026-03-15`, or month and day (`3/15`) of this year; null where it is neither. It may be past. */
export function dayMeant(text: string, year: number): Timestamp | null {
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return endOf(text);
  const parts = /^(\d{1,2})\/(\d{1,2})$/.exec(text);
  return parts === null ? null : endOf(dateOf(year, Number(parts[1]), Number(parts[2])));
}
