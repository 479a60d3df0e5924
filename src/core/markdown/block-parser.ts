/** The markdown-it that finds blocks: GitHub's blocks (CommonMark, tables, footnotes), bounded in depth so that it stays linear. */
import createMarkdownIt, { type MarkdownIt, type StateBlock } from 'markdown-it';
import { QuickState } from './quick-state.ts';
import { quote } from './quote-lines.ts';
import { table } from './table-lines.ts';

/** Containers deeper than this are skipped unread: no form or command lives there, and each level costs a pass over its lines. */
const MAX_DEPTH = 20;

/** A footnote definition as cmark-gfm scans it; without this rule markdown-it would read a link reference and end it after one line. */
const FOOTNOTE = /^\[\^[^\]\s]+\]:/;

function isFootnoteLine(state: StateBlock, line: number): boolean {
  const indent = (state.sCount[line] ?? 0) - state.blkIndent;
  if (indent < 0 || indent >= 4) return false;
  const start = (state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0);
  if (state.src.charCodeAt(start) !== 0x5b || state.src.charCodeAt(start + 1) !== 0x5e) return false;
  return FOOTNOTE.test(state.src.slice(start, state.eMarks[line] ?? start));
}

/** Takes a footnote with its lazy lines and its indented paragraphs as one block, so that nothing in it counts as top level. */
function footnote(state: StateBlock, startLine: number, endLine: number, silent: boolean): boolean {
  if (!isFootnoteLine(state, startLine)) return false;
  if (silent) return true;
  let next = startLine + 1;
  while (next < endLine && (!state.isEmpty(next) || (state.sCount[next + 1] ?? 0) - state.blkIndent >= 4)) next++;
  const token = state.push('footnote', '', 0);
  token.map = [startLine, next];
  state.line = next;
  return true;
}

/** What a block of the top level is asked for beside its place: HTML that goes on behind it. */
const OF_USE: ReadonlySet<string> = new Set(
  'blockquote_close html_block inline table_close table_open unread'.split(' '),
);

/** Forgets what else a quote of the top level holds: quotes in quotes are many tokens that nobody reads. */
function bareQuote(state: StateBlock, startLine: number, endLine: number, silent: boolean): boolean {
  const { level, tokens } = state;
  const first = tokens.length;
  const isQuote = quote(state, startLine, endLine, silent);
  if (silent || !isQuote || level > 0) return isQuote;
  let kept = first + 1;
  for (let at = kept; at < tokens.length; at++) {
    const token = tokens[at];
    if (token !== undefined && OF_USE.has(token.type) && (token.type !== 'blockquote_close' || token.level === 0)) {
      tokens[kept++] = token;
    }
  }
  tokens.length = kept;
  return true;
}

/** Leaves one token for a container that is too deep to read. It ends at the first line outside it that no paragraph in it could have swallowed. */
function skipDeep(state: StateBlock, startLine: number, endLine: number): void {
  let line = startLine;
  while (line < endLine) {
    const inside = state.isEmpty(line) || (state.sCount[line] ?? 0) >= state.blkIndent;
    const lazy = line > startLine && !state.isEmpty(line - 1);
    if (!inside && !lazy) break;
    line++;
  }
  const token = state.push('unread', '', 0);
  token.content = state.getLines(startLine, line, 0, false);
  state.line = line;
}

function create(): MarkdownIt {
  const md = createMarkdownIt({ html: true, maxNesting: MAX_DEPTH * 2 });
  md.validateLink = () => true;
  md.normalizeLink = (url) => url;
  md.block.ruler.at('table', table, { alt: ['paragraph', 'reference'] });
  md.block.ruler.at('blockquote', bareQuote, { alt: ['paragraph', 'reference', 'blockquote', 'list'] });
  md.block.ruler.before('reference', 'footnote', footnote, { alt: ['paragraph', 'reference', 'blockquote', 'list'] });
  md.block.State = QuickState;
  const tokenize = md.block.tokenize.bind(md.block);
  md.block.tokenize = (state, startLine, endLine) =>
    state.level >= MAX_DEPTH ? skipDeep(state, startLine, endLine) : tokenize(state, startLine, endLine);
  return md;
}

/** Only its block pass is used; it holds no state between texts. */
export const blockParser: MarkdownIt = create();
