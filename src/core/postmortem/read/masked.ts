// The prose of a passage: as long as its text, without what its authors did not say in words of their own. Every place in it is the place in the text.
import type { Covered } from './covered.ts';

/** Stands for code, a link or a quotation in a sentence: a noun that means nothing. */
const NOUN = 'x';

/** Quoted speech is no longer than this; an odd quotation mark must not swallow a page. */
const LONGEST_QUOTE = 400;

/** Straight, English, German and French quotation marks. Single ones are apostrophes too, so they quote nothing. */
const QUOTED = new RegExp(
  `"[^"]{1,${LONGEST_QUOTE}}"|[“„][^“”„]{1,${LONGEST_QUOTE}}[”“]|«[^«»]{1,${LONGEST_QUOTE}}»`,
  'g',
);

/** Addresses that no brackets mark. */
const ADDRESS = /\b(?:https?:\/\/|www\.)[^\s<>|]{1,2000}/g;

/** Boxes, and the marks of emphasis and of strikes. */
const MARKS = /^\s*\[[ xX]\](?=\s)|[*~]+|(?<![\p{L}\p{N}])_+|_+(?![\p{L}\p{N}])/gu;

/** Masks code, links and quotations by a noun, HTML and marks by blanks. Linear. */
export function masked(text: string, covered: readonly Covered[]): string {
  let [prose, at] = ['', 0];
  for (const { start, end, kind } of covered.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    if (start < at) continue;
    prose += text.slice(at, start) + (kind === 'html' ? inBlanks : inNoun)(text.slice(start, end));
    at = end;
  }
  return (prose + text.slice(at)).replace(ADDRESS, inNoun).replace(QUOTED, inNoun).replace(MARKS, inBlanks);
}

function inNoun(found: string): string {
  return found.replace(/[^\n]/g, NOUN);
}

function inBlanks(found: string): string {
  return found.replace(/[^\n]/g, ' ');
}
