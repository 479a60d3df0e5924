// The blocks of a document in order, taken out of lists; what stands in quotations is nobody's language here and is not read.
import type { Env, Token } from 'markdown-it';
import { blockParser } from '../../markdown/block-parser.ts';
import type { Block, Row } from '../as-read.ts';
import { cellsOf } from './cells.ts';
import { cellPassage, type Page, passageOf } from './passage.ts';

/** Where the walk stands in containers: in how many lists, and in a quotation. */
type Walk = { readonly page: Page; readonly tokens: readonly Token[]; lists: number; quotes: number };

/** Block pass only; linear. `env` gets the link references. */
export function blocksOf(lines: readonly string[], env: Env): readonly Block[] {
  const tokens: Token[] = [];
  blockParser.block.parse(lines.join('\n').replaceAll('\0', '\uFFFD'), blockParser, env, tokens);
  const walk: Walk = { page: { lines, env }, tokens, lists: 0, quotes: 0 };
  const found: Block[] = [];
  for (const [index, token] of tokens.entries()) {
    const block = blockAt(walk, token, index);
    if (block !== null) found.push(block);
  }
  return found;
}

function blockAt(walk: Walk, token: Token, index: number): Block | null {
  const outside = walk.quotes === 0;
  enter(walk, token);
  const [from, to] = token.map ?? [0, 0];
  switch (outside ? token.type : 'skipped') {
    case 'heading_open':
      return {
        kind: 'heading',
        line: from + 1,
        level: Number(token.tag.slice(1)),
        passage: inline(walk, index, 'heading', from),
      };
    case 'paragraph_open':
      return paragraph(walk, index, from);
    case 'table_open':
      return table(walk.page, from, to);
    case 'fence':
    case 'code_block':
      return { kind: 'code', line: from + 1, endLine: to };
    case 'html_block':
      return { kind: 'html', line: from + 1, endLine: to };
    case 'blockquote_open':
      return { kind: 'quote', line: from + 1, endLine: to };
    default:
      return null;
  }
}

function enter(walk: Walk, { type }: Token): void {
  if (type === 'bullet_list_open' || type === 'ordered_list_open') walk.lists += 1;
  else if (type === 'bullet_list_close' || type === 'ordered_list_close') walk.lists -= 1;
  else if (type === 'blockquote_open') walk.quotes += 1;
  else if (type === 'blockquote_close') walk.quotes -= 1;
}

function paragraph(walk: Walk, index: number, from: number): Block {
  const isPoint = walk.tokens[index - 1]?.type === 'list_item_open';
  const passage = inline(walk, index, isPoint ? 'point' : 'paragraph', from);
  if (isPoint) return { kind: 'point', line: from + 1, passage, nested: walk.lists > 1 };
  return { kind: 'paragraph', line: from + 1, passage };
}

function inline({ page, tokens }: Walk, index: number, kind: 'heading' | 'paragraph' | 'point', from: number) {
  return passageOf(page, kind, tokens[index + 1]?.content ?? '', from);
}

function table(page: Page, from: number, to: number): Block {
  const header = row(page, from, Number.POSITIVE_INFINITY);
  const rows = Array.from({ length: Math.max(0, to - from - 2) }, (_, at) =>
    row(page, from + 2 + at, header.cells.length),
  );
  return { kind: 'table', line: from + 1, header, rows };
}

/** Cells beyond the width of the header are shown nowhere. */
function row(page: Page, at: number, width: number): Row {
  const cells = cellsOf(page.lines[at] ?? '').slice(0, width);
  return {
    line: at + 1,
    cells: cells.map(({ text, offset }) => (text === '' ? null : cellPassage(page, text, at, offset))),
  };
}
