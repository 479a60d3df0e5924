// Hidden marks in the app's own comments: which effect a comment is, and which comment is the status card.

import type { LiveComment } from './facts.ts';
import type { Timestamp } from './time.ts';

/** How a status card's hidden part begins; the card's block goes on from here. */
export const cardMarker = '<!-- firebreak:card';

const key = /^[A-Za-z0-9:_./#-]+$/;
const mark = /^<!-- firebreak:effect ([A-Za-z0-9:_./#-]+) -->[ \t]*\r?$/gm;

/**
 * The mark by which the comment of an effect is found again (INV-3): put it on a line of its own. Throws a RangeError on a key with other
 * characters than `A-Z a-z 0-9 : _ . / # -`, which is a bug of ours.
 */
export function effectMarker(effectKey: string): string {
  if (!key.test(effectKey)) throw new RangeError(`${effectKey} cannot be an effect's key.`);
  return `<!-- firebreak:effect ${effectKey} -->`;
}

/** The keys of all marks in a text, in order. A mark inside a line is somebody's quotation and does not count. */
export function effectKeysIn(text: string): readonly string[] {
  return [...text.matchAll(mark)].flatMap((match) => match[1] ?? []);
}

/**
 * The keys of the marks in a comment that one of `ownIds` wrote: what such marks say was done. Whoever can write can edit our comments and add
 * a mark, so of one that somebody edited only what the clock owed when it was written counts: an edit takes no page back, and makes none.
 */
export function ownEffectKeys(
  { author, editor, edited, body, createdAt }: Pick<LiveComment, 'author' | 'editor' | 'edited' | 'body' | 'createdAt'>,
  ownIds: readonly number[],
): readonly string[] {
  if (author === null || !ownIds.includes(author.id)) return [];
  const isUntouched = editor === null ? !edited : ownIds.includes(editor.id);
  const keys = effectKeysIn(body);
  return isUntouched ? keys : keys.filter((one) => wasOwed(one, createdAt));
}

const owed = /^due\/([\d-]{10}T[\d:]{8}Z)\//;

/** Whether the key is of something that the clock owed by then. */
function wasOwed(effectKey: string, at: Timestamp): boolean {
  const due = owed.exec(effectKey)?.[1];
  return due !== undefined && Date.parse(due) <= Date.parse(at);
}
