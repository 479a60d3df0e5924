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

/** With more names than these to compare each with each, nothing is guessed: it would take seconds, and no runbook has them. */
const MOST_PAIRS = 20_000;

/**
 * For each role that is not declared, the declared one that was surely meant, where there is one. Roles are free names, so only what can hardly be one
 * of its own counts: other joints (`team_lead`), or one slip in one word of at least four letters that is none of its digits.
 */
export function slipsOf(roles: Iterable<string>, declared: Iterable<string>): ReadonlyMap<string, string> {
  const known = [...new Set(declared)].map(comparable);
  const isKnown = new Set(known.map(({ name }) => name));
  const asked = [...new Set(roles)].filter((role) => !isKnown.has(role)).map(comparable);
  if (asked.length * known.length > MOST_PAIRS) return new Map();
  return new Map(
    asked.flatMap((role) => {
      const meant = known.find((other) => isSlip(role, other));
      return meant === undefined ? [] : [[role.name, meant.name] as const];
    }),
  );
}

type Comparable = { readonly name: string; readonly bare: string; readonly words: readonly string[] };

function comparable(name: string): Comparable {
  return { name, bare: bare(name), words: name.toLowerCase().split(/[\s_-]/) };
}

function isSlip(a: Comparable, b: Comparable): boolean {
  if (Math.abs(a.bare.length - b.bare.length) > 1) return false;
  if (a.bare === b.bare) return true;
  if (a.words.length !== b.words.length) return false;
  const different = a.words
    .map((word, at) => [word, b.words[at] ?? ''] as const)
    .filter(([word, other]) => word !== other);
  const [only] = different;
  return different.length === 1 && only !== undefined && isOneSlip(only[0], only[1]);
}

function isOneSlip(word: string, other: string): boolean {
  if (word.length < TOO_SHORT || other.length < TOO_SHORT || Math.abs(word.length - other.length) > 1) return false;
  return distance(word, other) === 1 && word.replace(/\d/g, '') !== other.replace(/\d/g, '');
}
