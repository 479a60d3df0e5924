/** Finds the lines of a comment that may be commands: lines of top-level paragraphs that begin in plain text. */
import { blocks, type ParagraphLine } from '../markdown/blocks.ts';
import { CANDIDATE } from './grammar/name.ts';

/** A paragraph of a comment; only its `plain` lines can be commands, the others can only be the text of one. */
export interface CommandParagraph {
  readonly lines: readonly ParagraphLine[];
}

/** The paragraphs that hold a candidate line, in order. Code, quotes, lists, tables, headings and HTML never do. Linear. */
export function scan(body: string): readonly CommandParagraph[] {
  if (!CANDIDATE.test(body)) return [];
  return blocks(body, isCandidate).flatMap((block) =>
    block.kind === 'paragraph' && !block.inside && block.lines.some(({ text }) => isCandidate(text)) ? [block] : [],
  );
}

function isCandidate(line: string): boolean {
  return CANDIDATE.test(line);
}
