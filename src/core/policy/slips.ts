// What somebody meant who wrote a name that is not known.
import { distance, nearest } from '../commands/nearest.ts';

/** The key that was meant: the same words joined otherwise (`respondWithin`), else the nearest. */
export function meantKey(key: string, keys: readonly string[]): string | null {
  return keys.find((known) => bare(known) === bare(key)) ?? nearest(key.toLowerCase(), keys);
}

/** The word that was meant, whatever its case. */
export function meantWord(word: string, words: readonly string[]): string | null {
  const same = words.find((known) => bare(known) === bare(word));
  if (same !== undefined) return same;
  const near = nearest(
    word.toLowerCase(),
    words.map((known) => known.toLowerCase()),
  );
  return words.find((known) => known.toLowerCase() === near) ?? null;
}

function bare(text: string): string {
  return text.replace(/[\s_-]/g, '').toLowerCase();
}

/** Shorter names are too alike to tell a slip from another name: `ceo` and `cto`. */
const TOO_SHORT = 4;

/**
 * The declared role that was surely meant by one that is not declared. Roles are free names, so only what can hardly be one of its own counts: other
 * joints (`team_lead`), or one slip in one word of at least four letters that is none of its digits.
 */
export function slipOf(role: string, declared: readonly string[]): string | null {
  return declared.find((other) => other !== role && isSlip(role.toLowerCase(), other.toLowerCase())) ?? null;
}

function isSlip(a: string, b: string): boolean {
  if (bare(a) === bare(b)) return true;
  const [words, others] = [a.split(/[\s_-]/), b.split(/[\s_-]/)];
  if (words.length !== others.length) return false;
  const different = words
    .map((word, at) => [word, others[at] ?? ''] as const)
    .filter(([word, other]) => word !== other);
  const [only] = different;
  return different.length === 1 && only !== undefined && isOneSlip(only[0], only[1]);
}

function isOneSlip(word: string, other: string): boolean {
  if (word.length < TOO_SHORT || other.length < TOO_SHORT) return false;
  return distance(word, other) === 1 && word.replace(/\d/g, '') !== other.replace(/\d/g, '');
}
