// The entries of a timeline, written as a table (`Time (UTC) | Event | Data`) or as a list (`- 14:03 UTC: event`).
import type { Block, Field, Passage, Row, TimelineEntry } from '../as-read.ts';
import { rangeIn } from './passage.ts';

/** A date, a time of day, or both, with what may stand for a zone; in front of what happened. */
const TIME =
  /^\s*(?<time>(?:\d{4}-\d{2}-\d{2}[T ]{1,3})?\d{1,2}:\d{2}(?::\d{2})?(?:\.\d{1,9})?(?:\s?[AaPp]\.?[Mm]\b\.?)?(?:\s?(?:Z\b|[A-Z]{2,5}\b|[+-]\d{2}:?\d{2}))?)(?<rest>[\s\S]*)$/;

/** A link, an address, an issue or pull request, a commit. */
const LINKED = /\]\(|\]\[|https?:\/\/|<https?:|(?<![\w&])#\d+\b|\bGH-\d+\b|\b[0-9a-f]{7,40}\b(?<=[0-9][a-f0-9]*)/;

/** The entries in the order of the page; rows and points without a time are none. */
export function timelineIn(blocks: readonly Block[]): readonly TimelineEntry[] {
  return blocks.flatMap((block): readonly TimelineEntry[] => {
    if (block.kind === 'table') return block.rows.flatMap(ofRow);
    return block.kind === 'point' || block.kind === 'paragraph' ? ofPassage(block.passage, block.line) : [];
  });
}

function ofRow({ line, cells: [time, ...others] }: Row): readonly TimelineEntry[] {
  const rest = others.flatMap((cell) => (cell === null ? [] : [cell.text])).join(' ');
  return time === null || time === undefined ? [] : entry(time, line, rest);
}

function ofPassage(passage: Passage, line: number): readonly TimelineEntry[] {
  return entry(passage, line, '');
}

function entry(passage: Passage, line: number, more: string): readonly TimelineEntry[] {
  const text = passage.text.replace(/^(?:[*_`]|\[(?=\d))+/, (marks) => ' '.repeat(marks.length));
  const { time, rest = '' } = TIME.exec(text)?.groups ?? {};
  if (time === undefined) return [];
  const start = text.indexOf(time);
  const event = `${rest.replace(/^[*_`\]\s]*[:–—-]?[*_`]*\s*/, '')} ${more}`.trim();
  const field: Field = { text: time.trim(), ...rangeIn(passage, start, start + time.trimEnd().length) };
  return [{ line, time: field, event, linked: LINKED.test(`${passage.text} ${more}`) }];
}
