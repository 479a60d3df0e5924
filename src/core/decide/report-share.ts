// How often reports by people who may not declare have somebody told: so many an hour, few of them of one author; the others wait for their turn, or are told together (AC-17).
import { type MadeIssue, MOST_COUNTED } from '../facts.ts';
import { compare, later, minus, plus, type Timestamp } from '../time.ts';

/** Of the reports of one author, those within an hour that somebody is told of. */
export const REPORTS_PER_AUTHOR = 2;

/** A report that would have to wait for longer is told with others: it is among too many. Half of what is counted, so that those who wait are known. */
export const HELD_AT_MOST = 'PT12H';

/** What is beyond the share is told together with the others of that hour, in the thread of the first of them. */
export const DIGEST_AFTER = 'PT1H';

/**
 * When somebody is told of a report, or that it is never: `digest` is the report in whose thread it is told with others, null for its own. `together`:
 * it waits for the end of the quiet hours, when all that do are told in the thread of `number`, the first of them, null for its own.
 */
export type Turn =
  | { readonly at: Timestamp; readonly digest?: number | null; readonly together?: Together }
  | { readonly never: true };

type Together = { readonly at: Timestamp; readonly number: number | null };

/** When somebody may be told of a report (null: the one in hand) that is due at an instant. */
export type From = (report: MadeIssue | null, at: Timestamp) => Timestamp;

type Told = { readonly author: number | null; readonly at: Timestamp };
type Digest = { readonly number: number; readonly at: Timestamp };

/** The turn of a report that is made now, behind the others in the order in which they were made. */
export function turnOf(
  others: readonly MadeIssue[],
  author: number | null,
  now: Timestamp,
  perHour: number,
  from: From = (_report, at) => at,
): Turn {
  if (perHour === 0) return { never: true };
  const told: Told[] = [];
  let digest: Digest | null = null;
  let night: Digest | null = null;
  for (const other of others) {
    const turn = turnBehind(told, digest, other.author, other.createdAt, perHour);
    const until = from(other, turn.at);
    // What waits for the morning takes nobody's turn in the night.
    if (until !== turn.at) {
      night = firstOf(night, { number: other.number, at: until });
      continue;
    }
    if (turn.digest === undefined) told.push({ author: other.author, at: turn.at });
    if (turn.digest === null) digest = { number: other.number, at: turn.at };
  }
  const turn = turnBehind(told, digest, author, now, perHour);
  // Of more than are counted it is not known how many wait.
  const isKnown = others.length < MOST_COUNTED - 1;
  if (!isKnown && turn.at !== now) return { never: true };
  const until = from(null, turn.at);
  if (until === turn.at) return turn;
  const first = firstOf(night, { number: null, at: until });
  return { at: turn.at, together: { at: until, number: first.number } };
}

/** The first of those that wait for the same instant. */
function firstOf<T extends Together>(first: Digest | null, one: T): Digest | T {
  return first?.at === one.at ? first : one;
}

function turnBehind(
  told: readonly Told[],
  digest: Digest | null,
  author: number | null,
  made: Timestamp,
  perHour: number,
): Exclude<Turn, { readonly never: true }> {
  const hourAgo = minus(made, 'PT1H');
  const ofAuthor = told.filter((one) => one.author === author && compare(one.at, hourAgo) > 0);
  const before = told.at(-perHour);
  const at = before === undefined ? made : later(made, plus(before.at, 'PT1H'));
  if (ofAuthor.length < REPORTS_PER_AUTHOR && compare(at, plus(made, HELD_AT_MOST)) <= 0) return { at };
  if (digest !== null && compare(digest.at, made) > 0) return { at: digest.at, digest: digest.number };
  return { at: plus(made, DIGEST_AFTER), digest: null };
}
