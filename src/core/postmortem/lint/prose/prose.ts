// The sentences of a document, taken apart only where somebody looks for a word that is there, and only so many.
import type { Passage, Range } from '../../as-read.ts';
import { rangeIn } from '../../read/passage.ts';
import { sentencesIn, type Term } from './terms.ts';

/** A sentence: its words, with places in its passage; `before` is the one before it in the same passage. */
export type Sentence = {
  readonly passage: Passage;
  readonly terms: readonly Term[];
  readonly text: string;
  readonly before: Sentence | null;
};

/**
 * Sentences by a word that is in them, those of one passage, and the words of a short text. `isWhole` is false when there was more than is taken apart;
 * of what is over it there is nothing.
 */
export type Prose = {
  readonly withWords: (pattern: RegExp) => Iterable<Sentence>;
  readonly of: (passage: Passage) => Iterable<Sentence>;
  readonly wordsOf: (text: string) => readonly Term[];
  readonly isWhole: () => boolean;
};

/** A paragraph without a full stop is cut here: the library needs more than linear time for a sentence. */
const LONGEST_PIECE = 1000;

/** So many characters are taken apart, in about a second; a postmortem has a tenth of them. */
const MOST_TEXT = 60_000;

/** The library takes as long for a word as for so many characters. */
const LEAST = 100;

type Piece = { readonly passage: Passage; readonly start: number; readonly text: string };

/** The prose of these passages. */
export function proseOf(passages: readonly Passage[]): Prose {
  const pieces = new Map(passages.map((passage) => [passage, piecesOf(passage)]));
  const read = new Map<Piece, readonly Sentence[]>();
  let left = MOST_TEXT;
  const may = (text: string): boolean => {
    left -= Math.max(LEAST, text.length);
    return left >= 0;
  };
  const sentences = (piece: Piece): readonly Sentence[] => {
    const found = read.get(piece) ?? (may(piece.text) ? sentencesOf(piece) : []);
    read.set(piece, found);
    return found;
  };
  return {
    withWords: function* (pattern) {
      for (const piece of [...pieces.values()].flat())
        if (pattern.test(piece.text)) yield* sentences(piece).filter(({ text }) => pattern.test(text));
    },
    of: function* (passage) {
      for (const piece of pieces.get(passage) ?? []) yield* sentences(piece);
    },
    wordsOf: (text) => (may(text) ? sentencesIn(text).flat() : []),
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
