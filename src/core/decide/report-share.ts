// How often reports by people who may not declare have somebody told: so many an hour, few of them of one author; the others wait for their turn (AC-17).
import { type MadeIssue, MOST_COUNTED } from '../facts.ts';
import { compare, later, minus, plus, type Timestamp } from '../time.ts';

/** Of the reports of one author, those within an hour that somebody is told of. */
export const REPORTS_PER_AUTHOR = 2;

/** A report that would have to wait for longer is told to nobody: it is among too many. Half of what is counted, so that those who wait are known. */
export const HELD_AT_MOST = 'PT12H';

/** When somebody is told of a report, or why never. */
export type Turn = { readonly at: Timestamp } | { readonly never: 'author' | 'flood' };

type Told = { readonly author: number | null; readonly at: Timestamp };

/** The turn of a report that is made now, behind the others in the order in which they were made. */
export function turnOf(others: readonly MadeIssue[], author: number | null, now: Timestamp, perHour: number): Turn {
  const told: Told[] = [];
  for (const other of others) {
    const turn = turnBehind(told, other.author, other.createdAt, perHour);
    if ('at' in turn) told.push({ author: other.author, at: turn.at });
  }
  const turn = turnBehind(told, author, now, perHour);
  // Of more than are counted it is not known how many wait.
  const isKnown = others.length < MOST_COUNTED - 1;
  return isKnown || !('at' in turn) || turn.at === now ? turn : { never: 'flood' };
}

function turnBehind(told: readonly Told[], author: number | null, made: Timestamp, perHour: number): Turn {
  const hourAgo = minus(made, 'PT1H');
  const ofAuthor = told.filter((one) => one.author === author && compare(one.at, hourAgo) > 0);
  if (ofAuthor.length >= REPORTS_PER_AUTHOR) return { never: 'author' };
  if (perHour === 0) return { never: 'flood' };
  const before = told.at(-perHour);
  const at = before === undefined ? made : later(made, plus(before.at, 'PT1H'));
  return compare(at, plus(made, HELD_AT_MOST)) > 0 ? { never: 'flood' } : { at };
}
