// Times that a team wrote into its descriptions by a pattern of its own, such as `Outage began: 2025-03-01T04:05Z`.
import { compare, readInstant, type Timestamp } from '../time.ts';

/** The words that stand before the time, at the beginning of a line; null: GitHub's own times count. */
export type TimePatterns = { readonly declared: string | null; readonly resolved: string | null };

/** What stands behind the words on the first line that begins with them; null where no line does, or what follows is no time. Seen from `openedAt`. */
export function timeBehind(words: string | null, body: string, openedAt: Timestamp): Timestamp | null {
  if (words === null || words.trim() === '') return null;
  const wanted = bare(words);
  const line = body.split('\n').find((one) => bare(one).startsWith(wanted));
  const rest = line === undefined ? '' : bare(line, false).slice(wanted.length);
  return readInstant(rest.replace(/^[\s:*_]+|[\s*_]+$/g, ''), openedAt);
}

/** A line without the marks of a list, a quotation or bold letters before it. */
function bare(line: string, lower = true): string {
  const text = line.replace(/^[\s>*_#-]+/, '').trimEnd();
  return lower ? text.toLowerCase() : text;
}

/** The later one cannot be before the earlier one, nor still to come: then what was said is not taken. */
export function isPossible(from: Timestamp, to: Timestamp, now: Timestamp): boolean {
  return compare(from, to) <= 0 && compare(to, now) <= 0;
}
