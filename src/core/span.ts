// A length of time as a policy says it: on the clock (`PT15M`) or by the team's calendar (`next business day`, `2 business days`, `next sprint`).
import { type Duration, parseDuration } from './time.ts';

/**
 * An ISO duration, or one of `next business day` (until its close), `<n> business days` (the same time so many working days later) and
 * `next sprint` (until the end of the sprint after this one). What instant it means says `core/clock/calendar.ts`.
 */
export type Span = string;

const businessDays = /^(\d{1,3}) business days?$/;

/** The canonical form of what was written, or null when it is no length of time. `immediate` is no time at all. */
export function parseSpan(text: string): Span | null {
  const words = text.trim().toLowerCase().replace(/\s+/g, ' ');
  if (words === 'immediate' || words === 'immediately') return 'PT0M';
  if (words === 'next business day' || words === 'next sprint') return words;
  const days = businessDays.exec(words);
  if (days !== null) return `${Number(days[1])} business day${Number(days[1]) === 1 ? '' : 's'}`;
  return parseDuration(text);
}

/** The duration on the clock, or null when the calendar decides. */
export function onTheClock(span: Span): Duration | null {
  return span.startsWith('P') ? span : null;
}

/** How many business days the span is; null for every other kind. */
export function businessDaysOf(span: Span): number | null {
  const days = businessDays.exec(span);
  return days === null ? null : Number(days[1]);
}
