/** The inline pass over one paragraph: which of its lines begin in plain text, and what raw HTML it holds. */
import createMarkdownIt, { type Env, type MarkdownIt, type StateInline, type Token } from 'markdown-it';
import { HtmlNesting } from './html-nesting.ts';
import { QuickInlineState } from './quick-state.ts';
import { struckRanges, type Tildes } from './struck.ts';

/** Where the inline parser stood, outside links, at the start of something: the offset and how many tokens came before it. */
interface Stop {
  readonly offset: number;
  readonly tokens: number;
}

/** What the pass leaves behind in the environment; keyed by a symbol so that no text can name it. */
interface Trace {
  readonly content: string;
  readonly lineStarts: ReadonlySet<number>;
  readonly stops: Stop[];
  readonly tildes: Tildes[];
}

const TRACE = Symbol('trace of line starts');

function traceOf(env: Env): Trace | null {
  const trace = env[TRACE];
  return isTrace(trace) ? trace : null;
}

function isTrace(value: unknown): value is Trace {
  return typeof value === 'object' && value !== null && 'lineStarts' in value;
}

/** Never consumes: it only notes each line start and each run of tildes that the parser reaches as plain text (code spans, tags and link targets are jumped over). */
function note(state: StateInline, silent: boolean): boolean {
  if (silent || state.linkLevel > 0) return false;
  const trace = traceOf(state.env);
  if (trace === null || trace.content.length !== state.src.length) return false;
  if (trace.lineStarts.has(state.pos)) trace.stops.push({ offset: state.pos, tokens: state.tokens.length });
  if (state.src[state.pos] === '~') noteTildes(state, trace);
  return false;
}

function noteTildes(state: StateInline, { tildes }: Trace): void {
  const last = tildes.at(-1);
  if (last !== undefined && state.pos < last.offset + last.length) return;
  const { length, can_open: opens, can_close: closes } = state.scanDelims(state.pos, true);
  tildes.push({ offset: state.pos, length, opens, closes });
}

/** Brackets nested deeper are not looked into; the innermost link is still found, and it is what covers a line start. */
const MAX_BRACKETS = 6;

/** CommonMark's autolink. */
const AUTOLINK =
  /<(?:[a-z][a-z0-9+.-]{1,31}:[^<>\s]*|[a-z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*)>/iy;

/** Jumps over an address between angle brackets: it covers no line start and is no HTML, so nothing is made of it. */
function skipAutolink(state: StateInline): boolean {
  if (state.src[state.pos] !== '<') return false;
  AUTOLINK.lastIndex = state.pos;
  const length = AUTOLINK.exec(state.src)?.[0].length ?? 0;
  state.pos += length;
  return length > 0;
}

function create(): MarkdownIt {
  const md = createMarkdownIt({ html: true, maxNesting: MAX_BRACKETS });
  md.validateLink = () => true;
  md.normalizeLink = (url) => url;
  md.inline.ruler.disable(['emphasis', 'strikethrough', 'entity', 'linkify']);
  md.inline.ruler2.disable(['emphasis', 'strikethrough']);
  md.inline.ruler.at('autolink', skipAutolink);
  md.inline.ruler.before('text', 'note', note);
  md.inline.State = QuickInlineState;
  return md;
}

const inlineParser = create();

/** Offsets of the first character that is no blank of each line of a paragraph's content. */
function lineStarts(content: string): readonly number[] {
  const starts: number[] = [];
  for (const line of content.matchAll(/^[ \t]*/gm)) starts.push(line.index + line[0].length);
  return starts;
}

/** Display mathematics (`$$ … $$`) is not text either: the offsets between an opening and its closing mark. */
function mathRanges(content: string): readonly (readonly [number, number])[] {
  const ranges: (readonly [number, number])[] = [];
  let open = content.indexOf('$$');
  while (open >= 0) {
    const close = content.indexOf('$$', open + 2);
    if (close < 0) break;
    ranges.push([open, close]);
    open = content.indexOf('$$', close + 2);
  }
  return ranges;
}

/** Tells of rising offsets whether they lie in one of the ranges. */
function within(ranges: readonly (readonly [number, number])[]): (offset: number) => boolean {
  let next = 0;
  return (offset) => {
    while ((ranges[next]?.[1] ?? Number.POSITIVE_INFINITY) < offset) next++;
    return (ranges[next]?.[0] ?? Number.POSITIVE_INFINITY) < offset;
  };
}

/** What the inline pass found: for each line of the paragraph whether it begins as plain text, and the raw HTML pieces in order. */
export interface InlineFindings {
  readonly free: readonly boolean[];
  readonly html: readonly string[];
}

/** Feeds the raw HTML among the tokens from one index to another to a count of open elements. */
function feedHtml(tokens: readonly Token[], from: number, to: number, nesting: HtmlNesting): void {
  for (const token of tokens.slice(from, to)) if (token.type === 'html_inline') nesting.feed(token.content);
}

/** The offsets at which the parser stood in plain text with no element open. */
function plainStops(stops: readonly Stop[], tokens: readonly Token[]): ReadonlySet<number> {
  const nesting = new HtmlNesting();
  const plain = new Set<number>();
  let seen = 0;
  for (const stop of stops) {
    feedHtml(tokens, seen, stop.tokens, nesting);
    seen = stop.tokens;
    if (nesting.depth === 0) plain.add(stop.offset);
  }
  return plain;
}

/** Only these characters can begin something that covers a line start; a paragraph without any needs no parsing. */
const MAY_COVER = /[`<[$~]/;

/** Runs the inline rules that can cover a line start (code, links, images, HTML, escapes, what is struck out) over a paragraph's content; null when no line is covered. Linear. */
export function inlinePass(content: string, env: Env): InlineFindings | null {
  if (!MAY_COVER.test(content)) return null;
  const starts = lineStarts(content);
  const trace: Trace = { content, lineStarts: new Set(starts), stops: [], tildes: [] };
  const tokens: Token[] = [];
  inlineParser.inline.parse(content, inlineParser, { ...env, [TRACE]: trace }, tokens);
  const plain = plainStops(trace.stops, tokens);
  const inMath = within(mathRanges(content));
  const isStruck = within(struckRanges(trace.tildes));
  return {
    free: starts.map((offset) => plain.has(offset) && !inMath(offset) && !isStruck(offset)),
    html: htmlOf(tokens),
  };
}

/** The raw HTML of a heading, a cell or a paragraph in a list or a quote, in order. Linear. */
export function inlineHtml(content: string, env: Env): readonly string[] {
  const tokens: Token[] = [];
  inlineParser.inline.parse(content, inlineParser, env, tokens);
  return htmlOf(tokens);
}

function htmlOf(tokens: readonly Token[]): readonly string[] {
  return tokens.flatMap((token) => (token.type === 'html_inline' ? [token.content] : []));
}
