// The sentences of a document, taken apart only where somebody looks for a word that is there, and only so many.
import type { Passage, Range } from '../../document.ts';
import { rangeIn } from '../../read/passage.ts';
import { sentencesIn, type Term } from './terms.ts';

/** A sentence: its words, with places in its passage; `before` is the one before it in the same passage. */
export type Sentence = {
  readonly passage: Passage;
  readonly terms: readonly Term[];
  readonly text: string;
  readonly before: Sentence | null;
};

/** Sentences by a word that is in them. `isWhole` is false when the document had more such text than is read. */
export type Prose = {
  readonly withWords: (pattern: RegExp) => Iterable<Sentence>;
  readonly isWhole: () => boolean;
};

/** A paragraph without a full stop is cut here: the library needs more than linear time for a sentence. */
const LONGEST_PIECE = 1000;

/** So much text is taken apart, one page after the other; a postmortem has a tenth of it. */
const MOST_TEXT = 100_000;

type Piece = { readonly passage: Passage; readonly start: number; readonly text: string };

/** The prose of these passages. */
export function proseOf(passages: readonly Passage[]): Prose {
  const pieces = passages.flatMap(piecesOf);
  const read = new Map<Piece, readonly Sentence[]>();
  let left = MOST_TEXT;
  const sentences = (piece: Piece): readonly Sentence[] => {
    const known = read.get(piece);
    if (known !== undefined) return known;
    left -= piece.text.length;
    const found = left < 0 ? [] : sentencesOf(piece);
    read.set(piece, found);
    return found;
  };
  return {
    withWords: function* (pattern) {
      for (const piece of pieces) {
        if (!pattern.test(piece.text)) continue;
        for (const sentence of sentences(piece)) if (pattern.test(sentence.text)) yield sentence;
      }
    },
    isWhole: () => left >= 0,
  };
}

function piecesOf(passage: Passage): readonly Piece[] {
  const pieces: Piece[] = [];
  for (let start = 0; start < passage.prose.length; ) {
    const end = endOfPiece(passage.prose, start);
    pieces.push({ passage, start, text: passage.prose.slice(start, end) });
    start = end;
  }
  return pieces;
}

/** Behind the last sentence that fits, else the last word. */
function endOfPiece(text: string, start: number): number {
  if (text.length - start <= LONGEST_PIECE) return text.length;
  const piece = text.slice(start, start + LONGEST_PIECE);
  const stop = Math.max(piece.lastIndexOf('. '), piece.lastIndexOf('? '), piece.lastIndexOf('.\n'));
  const blank = Math.max(piece.lastIndexOf(' '), piece.lastIndexOf('\n'));
  if (stop > 0) return start + stop + 2;
  return start + (blank > 0 ? blank + 1 : LONGEST_PIECE);
}

function sentencesOf({ passage, start, text }: Piece): readonly Sentence[] {
  const found: Sentence[] = [];
  for (const terms of sentencesIn(text)) {
    const [from, to] = [terms[0]?.start ?? 0, terms.at(-1)?.end ?? 0];
    const placed = terms.map((term) => ({ ...term, start: term.start + start, end: term.end + start }));
    const mark = terms.at(-1)?.mark ?? '';
    found.push({ passage, terms: placed, text: text.slice(from, to) + mark, before: found.at(-1) ?? null });
  }
  return found;
}

/** Where the words from one index to another stand, both included. */
export function rangeOf({ passage, terms }: Sentence, from: number, to: number): Range {
  const spoken = terms.slice(from, to + 1).filter(({ text }) => text !== '');
  return rangeIn(passage, spoken[0]?.start ?? 0, spoken.at(-1)?.end ?? 0);
}

/** The words from one index to another as they are written. */
export function wordsOf({ passage, terms }: Sentence, from: number, to: number): string {
  return passage.text.slice(terms[from]?.start ?? 0, terms[to]?.end ?? 0).replace(/[*~\s]+/g, ' ');
}
