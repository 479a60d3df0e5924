/** The top-level blocks of a Markdown text, as GitHub would see them, with their places; block pass only, linear in the text. */
import type { Env, Token } from 'markdown-it';
import { blockParser } from './block-parser.ts';
import { HtmlNesting } from './html-nesting.ts';
import { inlineHtml, inlinePass } from './inline-pass.ts';
import { listLines } from './list-lines.ts';
import { type SourceLine, sourceLines } from './source-lines.ts';
import { type Task, tasksIn } from './tasks.ts';

/** Where a block stands: 1-based lines, both included, and UTF-16 offsets into the text as it came, end excluded. */
export interface Place {
  readonly line: number;
  readonly endLine: number;
  readonly start: number;
  readonly end: number;
}

/** A line of a paragraph; `plain` is false when its first character is in a code span, a link, HTML or mathematics, or struck out. */
export interface ParagraphLine {
  readonly line: number;
  readonly text: string;
  readonly plain: boolean;
}

/** What a block is. `inside` tells of what stands between an opening and a closing HTML element, such as in `<details>`. A list has its paragraphs' lines only where one is of interest. */
export type BlockContent =
  | {
      readonly kind: 'heading';
      readonly level: number;
      readonly text: string;
      readonly atx: boolean;
      readonly inside: boolean;
    }
  | { readonly kind: 'paragraph'; readonly lines: readonly ParagraphLine[]; readonly inside: boolean }
  | { readonly kind: 'fence'; readonly info: string; readonly content: string; readonly closed: boolean }
  | { readonly kind: 'list'; readonly tasks: readonly Task[]; readonly lines: readonly ParagraphLine[] }
  | { readonly kind: 'html'; readonly inside: boolean }
  | { readonly kind: 'quote' | 'table' | 'code' | 'other' };

export type Block = Place & BlockContent;

/** What a caller wants to know about lines: only lines for which this holds are worth the inline pass. */
export type LineOfInterest = (line: string) => boolean;

const TOP_LEVEL: Readonly<Record<string, 'quote' | 'table' | 'code' | undefined>> = {
  blockquote_open: 'quote',
  table_open: 'table',
  code_block: 'code',
};

/** A text with one of these may open an element that later paragraphs are in, or close it. */
const MAY_BE_HTML = /<[a-z/!?]/i;

function mayBeHtml(text: string): boolean {
  return text.includes('>') && MAY_BE_HTML.test(text);
}

const NO_LINE: LineOfInterest = () => false;

/** The blocks of a text in order. `ofInterest` limits the inline pass to paragraphs with such a line; by default no line gets it, and `inside` tells of HTML of the top level only. */
export function blocks(text: string, ofInterest: LineOfInterest = NO_LINE): readonly Block[] {
  const lines = sourceLines(text);
  const env: Env = {};
  const tokens: Token[] = [];
  blockParser.block.parse(normalise(text), blockParser, env, tokens);
  const reader: Reader = { lines, tokens, env, nesting: new HtmlNesting(), ofInterest };
  const found: Block[] = [];
  for (const [index, token] of tokens.entries()) {
    if (token.level === 0 && token.nesting >= 0 && token.map) found.push(block(reader, token, index));
    if (ofInterest !== NO_LINE) feedNested(reader, token, index);
  }
  return found;
}

/** What HTML in lists, quotes, tables and headings leaves open goes on behind them. Paragraphs and HTML of the top level feed theirs themselves. */
function feedNested(reader: Reader, token: Token, index: number): void {
  const { nesting } = reader;
  if (token.type === 'table_open') nesting.enterTable();
  else if (token.type === 'table_close') nesting.leaveTable();
  else if (token.type === 'html_block' && token.level > 0) nesting.feed(token.content);
  else if (token.type === 'unread' && mayBeHtml(token.content)) nesting.lose();
  else if (token.type === 'inline') feedInline(reader, token, index);
}

function feedInline({ tokens, env, nesting }: Reader, { content, level }: Token, index: number): void {
  const isOwn = level === 1 && tokens[index - 1]?.type === 'paragraph_open';
  if (isOwn || !mayBeHtml(content)) return;
  for (const html of inlineHtml(content, env)) nesting.feed(html);
}

interface Reader {
  readonly lines: readonly SourceLine[];
  readonly tokens: readonly Token[];
  readonly env: Env;
  readonly nesting: HtmlNesting;
  readonly ofInterest: LineOfInterest;
}

function normalise(text: string): string {
  return text.replace(/\r\n?/g, '\n').replaceAll('\0', '\uFFFD');
}

function block(reader: Reader, token: Token, index: number): Block {
  const place = placeOf(reader.lines, token.map ?? [0, 1]);
  return { ...place, ...contentOf(reader, token, index, place) };
}

function placeOf(lines: readonly SourceLine[], [from, to]: readonly [number, number]): Place {
  const start = lines[from]?.start ?? 0;
  const end = lines[Math.max(from, to - 1)]?.end ?? lines.at(-1)?.end ?? start;
  return { line: from + 1, endLine: Math.max(from + 1, Math.min(to, lines.length)), start, end };
}

function contentOf(reader: Reader, token: Token, index: number, place: Place): BlockContent {
  switch (token.type) {
    case 'heading_open':
      return heading(token, reader.tokens[index + 1], reader.nesting.depth > 0);
    case 'paragraph_open':
      return paragraph(reader, reader.tokens[index + 1]?.content ?? '', place);
    case 'fence':
      return { kind: 'fence', info: token.info.trim(), content: token.content, closed: isClosed(reader.lines, token) };
    case 'bullet_list_open':
    case 'ordered_list_open':
      return { kind: 'list', tasks: tasksIn(reader.tokens, index), lines: linesOfList(reader, index, place) };
    case 'html_block': {
      const inside = reader.nesting.depth > 0;
      reader.nesting.feed(token.content);
      return { kind: 'html', inside };
    }
    default:
      return { kind: TOP_LEVEL[token.type] ?? 'other' };
  }
}

function heading(open: Token, inline: Token | undefined, inside: boolean): BlockContent {
  const level = Number(open.tag.slice(1));
  return { kind: 'heading', level, text: inline?.content ?? '', atx: open.markup.startsWith('#'), inside };
}

function linesOfList({ lines, tokens, env, nesting, ofInterest }: Reader, index: number, place: Place) {
  const wanted = lines.slice(place.line - 1, place.endLine).some((line) => ofInterest(line.text));
  return wanted && nesting.depth === 0 ? listLines(tokens, index, lines, env) : [];
}

function isClosed(lines: readonly SourceLine[], token: Token): boolean {
  const [from, to] = token.map ?? [0, 0];
  return to - from > 1 && (lines[to - 1]?.text.trim().startsWith(token.markup) ?? false);
}

function paragraph(reader: Reader, content: string, place: Place): BlockContent {
  const texts = reader.lines.slice(place.line - 1, place.endLine);
  const inside = reader.nesting.depth > 0;
  const wanted = texts.some((line) => reader.ofInterest(line.text));
  const findings = wanted || mayBeHtml(content) ? inlinePass(content, reader.env) : null;
  for (const html of findings?.html ?? []) reader.nesting.feed(html);
  const lines = texts.map(({ text }, at) => ({ line: place.line + at, text, plain: findings?.free[at] ?? wanted }));
  return { kind: 'paragraph', lines, inside };
}
