/** What was probably meant by a time that is written as people say it: `15 min`, `20 minutes ago`, `3am`. */
import { parseDuration } from '../../time.ts';

const UNIT = /^(s|sec|second|m|min|minute|h|hr|hour|d|day|w|week)s?[.,:;]?$/i;

/** A number and its unit in words of their own, as one word, with the text behind them; null where they are none. */
export function lengthOfWords(number: string, text: string): { readonly said: string; readonly behind: string } | null {
  const [word = ''] = /^\S{0,10}/.exec(text) ?? [];
  const unit = UNIT.exec(word)?.[1]?.[0]?.toLowerCase();
  const said = `${number}${unit}`;
  if (unit === undefined || !/^\d{1,5}$/.test(number) || parseDuration(said) === null) return null;
  return { said, behind: text.slice(word.length).trim() };
}

/** `3am` and `3:30 pm` as times of a day; null for anything else. */
export function clockMeant(said: string): string | null {
  const [, hour = '', minute = '00', half = ''] = /^(\d{1,2})(?:[:.]?(\d{2}))?\s?([ap])\.?m\.?$/i.exec(said) ?? [];
  if (half === '' || Number(hour) < 1 || Number(hour) > 12 || Number(minute) > 59) return null;
  const hours = (Number(hour) % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
  return `${String(hours).padStart(2, '0')}:${minute}`;
}
