// People's text where one plain line is wanted: a subject, a title.
import { INVISIBLE } from '../../../core/markdown/invisible.ts';

/** The text on one line without control, invisible and bidi characters, cut at `max` characters: nothing in it can end a header. */
export function oneLine(text: string, max: number): string {
  const line = text
    .toWellFormed()
    .replace(/[\r\n\t\v\f\u0085\u2028\u2029]+/g, ' ')
    .replace(INVISIBLE, '')
    .replace(/ {2,}/g, ' ')
    .trim();
  const characters = Array.from(line);
  return characters.length <= max
    ? line
    : `${characters
        .slice(0, max - 1)
        .join('')
        .trimEnd()}…`;
}

/** A text of several lines that is at most `max` long, cut at the end of a line where there is one. */
export function capped(text: string, max: number): string {
  if (text.length <= max) return text;
  const head = text.slice(0, max - 2);
  const end = head.lastIndexOf('\n');
  return `${(end > max / 2 ? head.slice(0, end) : head).toWellFormed().trimEnd()}\n…`;
}
