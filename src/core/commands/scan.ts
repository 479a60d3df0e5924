/** Finds the lines of a comment that may be commands: lines of top-level paragraphs that begin in plain text, and lines where none is carried out. */
import { type Block, blocks, type ParagraphLine } from '../markdown/blocks.ts';
import { sourceLines } from '../markdown/source-lines.ts';
import { CANDIDATE, hasCandidate } from './grammar/candidate.ts';
import { beginsEmail } from './grammar/email.ts';

/** A paragraph of a comment; only its `plain` lines can be commands, the others can only be the text of one. */
export interface CommandParagraph {
  readonly lines: readonly ParagraphLine[];
  /** Only what stands in a paragraph of the top level is carried out. */
  readonly place: 'paragraph' | 'list' | 'heading' | 'block of HTML';
  /** Lists, code and tables right below it, up to a blank line: the text of its last command goes on there, up to another one in a list. */
  readonly below: readonly LineBelow[];
}

/** A line as it stands there; `item` is what of it a list holds and may be a command, null for others. */
export interface LineBelow extends ParagraphLine {
  readonly item: string | null;
}

/**
 * The paragraphs, lists and headings that hold a candidate line, in order. Code, quotes, tables and HTML never do, but below a picture, nor what a
 * comment that came by e-mail holds of the message it answers. Linear.
 */
export function scan(body: string, byEmail = false): readonly CommandParagraph[] {
  if (!hasCandidate(body)) return [];
  const all = blocks(body, hasCandidate);
  const source = sourceLines(body).map(({ text }) => text);
  const paragraphs = () =>
    all.flatMap((block, index) => paragraphOf(block, source, () => linesBelow(all, index, source)));
  const email = byEmail ? firstLineOfEmail(all, source) : Number.POSITIVE_INFINITY;
  if (email === Number.POSITIVE_INFINITY) return paragraphs();
  const own = <T extends ParagraphLine>(lines: readonly T[]) => lines.filter(({ line }) => line < email);
  return paragraphs()
    .filter(({ lines: [first] }) => first !== undefined && first.line < email)
    .map(({ lines, place, below }) => ({ lines: own(lines), place, below: own(below) }));
}

/** The line from which on a comment is the e-mail that it answers; behind the last one when there is none. */
function firstLineOfEmail(all: readonly Block[], source: readonly string[]): number {
  for (const block of all) {
    for (let at = block.line - 1; at < block.endLine; at++) {
      if (mayBeginEmail(block, source[at] ?? '') && beginsEmail(source, at)) return at + 1;
    }
  }
  return Number.POSITIVE_INFINITY;
}

/** Prose of the top level, or a line that only its being right below makes part of a list or a quote. */
function mayBeginEmail(block: Block, text: string): boolean {
  if (block.kind === 'paragraph' || block.kind === 'heading') return !block.inside;
  return (block.kind === 'list' || block.kind === 'quote') && !/^[ \t]/.test(text);
}

function isCandidate({ text }: ParagraphLine): boolean {
  return CANDIDATE.test(text);
}

function paragraphOf(
  block: Block,
  source: readonly string[],
  below: () => readonly LineBelow[],
): readonly CommandParagraph[] {
  switch (block.kind) {
    case 'paragraph':
      return !block.inside && block.lines.some(isCandidate)
        ? [{ lines: block.lines, place: 'paragraph', below: below() }]
        : [];
    case 'list':
      return block.lines.some(isCandidate) ? [{ lines: block.lines, place: 'list', below: [] }] : [];
    case 'heading': {
      const lines = [{ line: block.line, text: withoutMarks(source[block.line - 1] ?? ''), plain: true }];
      return !block.inside && lines.some(isCandidate) ? [{ lines, place: 'heading', below: [] }] : [];
    }
    case 'html': {
      const lines = block.inside ? [] : linesBelowPicture(block, source);
      return lines.some(isCandidate) ? [{ lines, place: 'block of HTML', below: [] }] : [];
    }
    default:
      return [];
  }
}

/** A picture as it is pasted into a comment, alone on its line: Markdown takes what follows up to a blank line for HTML too. */
const PICTURE = /^ {0,3}(?:<(?:img|video|br)\b[^<>]*>[ \t]*)+$/i;

/** The lines of a block that is HTML only for the picture above them. */
function linesBelowPicture({ line, endLine }: Block, source: readonly string[]): readonly ParagraphLine[] {
  let first = line - 1;
  while (first < endLine && PICTURE.test(source[first] ?? '')) first++;
  if (first < line) return [];
  const after = source.slice(first, endLine);
  const html = after.findIndex((text) => text.includes('<'));
  return (html < 0 ? after : after.slice(0, html)).map((text, at) => ({ line: first + 1 + at, text, plain: true }));
}

function withoutMarks(line: string): string {
  return line.replace(/^[ \t]*#{1,6}/, (marks) => ' '.repeat(marks.length));
}

/** The lines of the blocks that follow without a blank line, up to a quote, HTML or the next command. */
function linesBelow(all: readonly Block[], index: number, source: readonly string[]): readonly LineBelow[] {
  const lines: LineBelow[] = [];
  let next = (all[index]?.endLine ?? 0) + 1;
  for (const block of all.slice(index + 1, index + 1 + MOST_BELOW)) {
    if (block.line !== next || !continues(block)) break;
    const end = block.kind === 'fence' ? block.endLine : endOf(block, source);
    const items = itemsOf(block);
    for (; next <= end; next++) {
      lines.push({ line: next, text: source[next - 1] ?? '', plain: false, item: items.get(next) ?? null });
    }
    if (end < block.endLine) break;
  }
  return lines;
}

function itemsOf(block: Block): ReadonlyMap<number, string> {
  const lines = block.kind === 'list' ? block.lines.filter(({ plain }) => plain) : [];
  return new Map(lines.map(({ line, text }) => [line, text]));
}

/** More blocks than these without a blank line between them are no message that a person wrote. */
const MOST_BELOW = 20;

function continues(block: Block): boolean {
  if (block.kind === 'paragraph') return !block.inside && !block.lines.some(isCandidate);
  return block.kind === 'list' || block.kind === 'fence' || block.kind === 'table';
}

/** The last line of the block before a blank one. */
function endOf({ line, endLine }: Block, source: readonly string[]): number {
  const blank = source.slice(line - 1, endLine).findIndex((text) => text.trim() === '');
  return blank < 0 ? endLine : line - 1 + blank;
}
