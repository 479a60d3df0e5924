/** Finds what was probably meant for `--dry-run`: misspelt, it must not become a real run. */
import { SUSPICIOUS } from '../../markdown/invisible.ts';
import { nearest } from '../nearest.ts';
import { looksLike } from './lookalikes.ts';

const HIDDEN = new RegExp(SUSPICIOUS.source, 'gu');

/** A word or two with a dry run are shorter; the bound keeps looking at them cheap. */
const LONGEST = 40;

/** More flags than these side by side are no command that a person wrote. */
const MOST_FLAGS = 8;

/** Dashes and a name, perhaps with a value, in marks that people put around a word. */
const DASHED = /^[`"'\u2018-\u201f([*]*[-\u2015]+([a-z][a-z_-]*)(?:[=: ].*|[^a-z0-9_-]*)$/;
const APART = /^[-\u2015]+(?:[ \t]+dry[-_]?run|dry[ \t]+run)(?![a-z0-9_-])/;
const WORD_OF_IT = /^(?:dry[-_]?)?run[^a-z0-9]*$/;
const ONLY_MARKS = /^[^\p{L}\p{N}]+$/u;

/** Where words stand in a line. */
interface Span {
  readonly start: number;
  readonly end: number;
}

/** Whether a word is `--dry-run` or nearly so, with at least one dash or what looks like one. */
export function isDryRun(word: string): boolean {
  const name = DASHED.exec(plain(word))?.[1];
  return name !== undefined && nearest(name.replaceAll('_', '-'), ['dry-run']) !== null;
}

/** The first of the flags at an edge of a text that is nearly `--dry-run`; `words` go from that edge inward. */
export function dryRunAtEdge<Word extends Span>(line: string, words: Iterable<Word>): Word | null {
  let left = MOST_FLAGS;
  for (const word of words) {
    const raw = line.slice(word.start, word.end);
    if (isDryRun(raw) || APART.test(plain(line.slice(word.start, word.start + LONGEST)))) return word;
    left--;
    if (left === 0 || !isMark(raw)) return null;
  }
  return null;
}

/** Whether a word is a flag of any kind, the end of a dry run in two words, or mere punctuation, so that the edge of a text goes on behind it. */
function isMark(word: string): boolean {
  const seen = plain(word);
  return DASHED.test(seen) || WORD_OF_IT.test(seen) || ONLY_MARKS.test(seen);
}

function plain(word: string): string {
  return looksLike(
    word
      .slice(0, LONGEST)
      .replace(/\p{Zs}/gu, ' ')
      .replace(HIDDEN, ''),
  );
}
