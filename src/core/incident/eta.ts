// When it is expected to be over, as an instant: "in 30 minutes" is wrong a minute later.
import { clockTime, compare, instantIn, minus, parseDuration, plus, type Timestamp, toSecond } from '../time.ts';

const around = /^(?:~|≈|(?:in|about|around|approx\.?|ca\.?|another|within)(?=[\s\d~]))\s*/i;

/** Words that count from when they are said. */
const relative =
  /\b(?:in|within|another|soon|shortly|minutes?|mins?|hours?|hrs?|half|later|tonight|today|tomorrow)\b|\d\s*[mh]\b/i;

/** What was said at an instant: a length of time as the instant it ends at, other words that count from now with when they were said. */
export function absoluteEta(said: string, now: Timestamp): string {
  const duration = parseDuration(withoutAround(said));
  if (duration !== null) return toSecond(plus(now, duration));
  return relative.test(said) ? `${said} (said at ${clockTime(now)})` : said;
}

const unit = /^\d+(?:[.,]\d+)?\s*(?:s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?|w|weeks?)$/i;

/** Whether what was said can be no end of anything: a length of time below zero, or longer than any. */
export function isNoEta(said: string): boolean {
  const text = withoutAround(said);
  return /^[-\u2010-\u2015\u2212]\s*\d/.test(text) || (unit.test(text) && parseDuration(text) === null);
}

const CLOCK = /^(\d{1,2}):(\d{2})(?::\d{2})? ?(?:Z|UTC)?$/i;

/** Why a time cannot be when it is over, for the middle of a sentence; null when it can, or is no time. A time of day may be tomorrow's, within half a day. */
export function timeFault(said: string, now: Timestamp): string | null {
  const text = withoutAround(said);
  const clock = CLOCK.exec(text);
  const [, hour = '', minute = ''] = clock ?? [];
  const today = `${toSecond(now).slice(0, 10)}T${hour.padStart(2, '0')}:${minute}:00Z`;
  const dated = /^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T23:59:59Z` : text;
  const at = instantIn(clock === null ? dated : today);
  if (at === null) return clock === null ? null : 'is no time of a day';
  const isPast = compare(at, minus(now, 'PT1M')) < 0 && (clock === null || compare(at, minus(now, 'PT12H')) > 0);
  return isPast ? `is past: it is ${clockTime(now)}` : null;
}

function withoutAround(said: string): string {
  let text = said.trim();
  for (let match = around.exec(text); match !== null; match = around.exec(text)) text = text.slice(match[0].length);
  return text;
}

/** Whether it is a time and no other words: an instant of ours, or a time of day. */
export function isTime(eta: string): boolean {
  return isInstant(eta) || /^\d{1,2}:\d\d(?: UTC)?$/i.test(eta);
}

/** An instant as `absoluteEta` writes it. */
export function isInstant(eta: string): boolean {
  return /^\d{4}(-\d\d){2}T\d\d(:\d\d){2}Z$/.test(eta);
}
