// Days that documents name: the incident's own, and due dates as people write them (C36).
import { type Day, dayAt, isDay } from '../../time/days.ts';
import { instantIn } from '../../time.ts';
import type { PostmortemDocument } from '../as-read.ts';
import { textOf } from './places.ts';

/** The day on which the incident began, in a zone; the header's date where there is no front matter; null when neither says. */
export function dayOfIncident({ front, header }: PostmortemDocument, zone: string): Day | null {
  const started = textOf(front.values.get('started')) ?? textOf(front.values.get('detected'));
  const instant = started === null ? null : instantIn(started);
  if (instant !== null) return dayAt(instant, zone);
  return dayFrom(header.get('date')?.text ?? '');
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** How a due date is written: `iso`, `month-day` (3/15), or otherwise, such as `15 March 2026`; `day` null: it names no day that there is. */
export type DueDate = { readonly form: 'iso' | 'month-day' | 'other'; readonly day: Day | null };

/** Reads a due date. One without a year is the first such day on or after `since`; without that its year is not known, and `day` is null. */
export function readDue(text: string, since: Day | null): DueDate {
  const words = text.replace(/[*_`]/g, '').trim();
  const monthDay = /^(\d{1,2})\/(\d{1,2})$/.exec(words);
  if (monthDay !== null) return { form: 'month-day', day: firstSince(Number(monthDay[1]), Number(monthDay[2]), since) };
  const iso = /^(\d{4})-(\d{2})-(\d{2})$/.exec(words);
  if (iso !== null) return { form: 'iso', day: dayFrom(words) };
  return { form: 'other', day: dayInWords(words, since) };
}

/** Whether a text is month and day of some year. */
export function isMonthDay(text: string): boolean {
  const [month = 0, day = 0] = text.trim().split('/').map(Number);
  return madeOf(2024, month, day) !== null;
}

/** `15 March 2026`, `March 15, 2026`, `2026/03/15`, `15 Mar`. Not `15.03.2026` or `3/15/2026`: it is not known which is the month. */
function dayInWords(words: string, since: Day | null): Day | null {
  const slashed = /^(\d{4})[/.](\d{1,2})[/.](\d{1,2})$/.exec(words);
  if (slashed !== null) return madeOf(Number(slashed[1]), Number(slashed[2]), Number(slashed[3]));
  const named =
    /^(?:(\d{1,2})(?:st|nd|rd|th)? )?([A-Za-z]{3,9})\.?(?: (\d{1,2})(?:st|nd|rd|th)?)?,?(?: (\d{4}))?$/.exec(words);
  const month = months.indexOf((named?.[2] ?? '').slice(0, 3).toLowerCase()) + 1;
  const day = Number(named?.[1] ?? named?.[3] ?? 0);
  if (named === null || month === 0 || day === 0) return null;
  return named[4] === undefined ? firstSince(month, day, since) : madeOf(Number(named[4]), month, day);
}

function firstSince(month: number, day: number, since: Day | null): Day | null {
  if (since === null) return null;
  const year = Number(since.slice(0, 4));
  const candidates = [madeOf(year, month, day), madeOf(year + 1, month, day)];
  return candidates.find((one) => one !== null && one >= since) ?? null;
}

function madeOf(year: number, month: number, day: number): Day | null {
  return dayFrom(
    [String(year).padStart(4, '0'), String(month).padStart(2, '0'), String(day).padStart(2, '0')].join('-'),
  );
}

function dayFrom(text: string): Day | null {
  const found = /\d{4}-\d{2}-\d{2}/.exec(text)?.[0];
  return found !== undefined && isDay(found) ? found : null;
}
