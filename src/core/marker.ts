// Hidden marks in the app's own comments: which effect a comment is, and which comment is the status card.

import type { LiveComment } from './facts.ts';

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
 * The keys of the marks in a comment that one of `ownIds` wrote and nobody else has edited since: what such marks say was done. Whoever can
 * write can edit our comments and add a mark, so those of any other comment prove nothing.
 */
export function ownEffectKeys(
  { author, editor, edited, body }: Pick<LiveComment, 'author' | 'editor' | 'edited' | 'body'>,
  ownIds: readonly number[],
): readonly string[] {
  const isOwn = author !== null && ownIds.includes(author.id);
  const isUntouched = editor === null ? !edited : ownIds.includes(editor.id);
  return isOwn && isUntouched ? effectKeysIn(body) : [];
}
