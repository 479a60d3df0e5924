// Passages: pieces of text with their places on the page, made from a block's inline Markdown.
import type { Env } from 'markdown-it';
import type { Field, Passage, PassageLine, Range } from '../as-read.ts';
import { coveredIn } from './covered.ts';
import { masked } from './masked.ts';

/** What passages of one document share: its lines, and its link references. */
export type Page = { readonly lines: readonly string[]; readonly env: Env };

/** A passage of the lines from index `from` on; `content` is their text as the block has it, without what its containers put before it. */
export function passageOf(page: Page, kind: Passage['kind'], content: string, from: number): Passage {
  let offset = 0;
  const lines = content.split('\n').map((text, at): PassageLine => {
    const source = page.lines[from + at] ?? '';
    const indent = text.length - text.trimStart().length;
    const column = Math.max(0, source.lastIndexOf(text.trim())) + 1 - indent;
    const line = { offset, line: from + at + 1, column };
    offset += text.length + 1;
    return line;
  });
  return { kind, text: content, prose: masked(content, coveredIn(content, page.env)), lines };
}

/** A cell: one line, from an offset on. Bars that a backslash keeps stay as they are written, so that places hold. */
export function cellPassage(page: Page, text: string, at: number, offset: number): Passage {
  const lines = [{ offset: 0, line: at + 1, column: offset + 1 }];
  return { kind: 'cell', text, prose: masked(text, coveredIn(text, page.env)), lines };
}

/** Where a stretch of a passage stands; one that goes over several lines is said of its first. */
export function rangeIn({ lines, text }: Passage, start: number, end: number): Range {
  const at = lines.findLastIndex((line) => line.offset <= start);
  const line = lines[at];
  if (line === undefined) return { line: 1, column: 1, endColumn: 2 };
  const lineEnd = (lines[at + 1]?.offset ?? text.length + 1) - 1;
  const column = Math.max(1, line.column + start - line.offset);
  return {
    line: line.line,
    column,
    endColumn: Math.max(column + 1, line.column + Math.min(end, lineEnd) - line.offset),
  };
}

/** The whole passage as a field: its first line. */
export function fieldOf(passage: Passage): Field {
  return { text: passage.text, ...rangeIn(passage, 0, passage.text.length) };
}
