// markdown-it's states of its two passes as plain classes: its own, compiled for old browsers, define each of their fields one by one, and a long text makes
// many. What they say is the same; the marks of lines are typed arrays, which a text of many short lines fills in half the time.
import createMarkdownIt, {
  type Env,
  type MarkdownIt,
  type StateBlock,
  type StateInline,
  type Token,
} from 'markdown-it';

const md = createMarkdownIt();
const { State: Block } = md.block;
const { State: Inline } = md.inline;
const { Token: MarkdownItToken } = new Block('', md, {}, []);

/** A token of a block. */
class TokenFields {
  type: string;
  tag: string;
  attrs: Token['attrs'] = null;
  map: Token['map'] = null;
  nesting: Token['nesting'];
  level = 0;
  children: Token['children'] = null;
  content = '';
  markup = '';
  info = '';
  meta: Token['meta'] = null;
  block = true;
  hidden = false;

  constructor(type: string, tag: string, nesting: Token['nesting']) {
    this.type = type;
    this.tag = tag;
    this.nesting = nesting;
  }
}

class BlockFields {
  readonly src: string;
  readonly md: MarkdownIt;
  readonly env: Env;
  readonly tokens: Token[];
  /** Of each line, and of one behind the last: where it begins, where it ends, its blanks, and its columns of indentation. */
  readonly bMarks: Int32Array;
  readonly eMarks: Int32Array;
  readonly tShift: Int32Array;
  readonly sCount: Int32Array;
  readonly bsCount: Int32Array;
  blkIndent = 0;
  line = 0;
  lineMax: number;
  tight = false;
  listIndent = -1;
  parentType = 'root';
  level = 0;
  readonly Token = MarkdownItToken;

  constructor(src: string, parser: MarkdownIt, env: Env, tokens: Token[]) {
    this.src = src;
    this.md = parser;
    this.env = env;
    this.tokens = tokens;
    const count = linesIn(src);
    const marks = () => new Int32Array(count + 1);
    [this.bMarks, this.eMarks, this.tShift, this.sCount, this.bsCount] = [marks(), marks(), marks(), marks(), marks()];
    this.lineMax = count;
    for (let line = 0, start = 0; line < count; line += 1) start = this.#mark(line, start) + 1;
    this.bMarks[count] = src.length;
    this.eMarks[count] = src.length;
  }

  /** Where the line ends that begins at `start`. */
  #mark(line: number, start: number): number {
    const found = this.src.indexOf('\n', start);
    const end = found < 0 ? this.src.length : found;
    let at = start;
    let columns = 0;
    for (; at < end; at += 1) {
      const code = this.src.charCodeAt(at);
      if (code !== 0x20 && code !== 0x09) break;
      columns += code === 0x09 ? 4 - (columns % 4) : 1;
    }
    this.bMarks[line] = start;
    this.eMarks[line] = end;
    this.tShift[line] = at - start;
    this.sCount[line] = columns;
    return end;
  }

  push(type: string, tag: string, nesting: Token['nesting']): Token {
    const token = new TokenFields(type, tag, nesting) as Token;
    if (nesting < 0) this.level--;
    token.level = this.level;
    if (nesting > 0) this.level++;
    this.tokens.push(token);
    return token;
  }
}

/** Nothing but blanks behind the last line end are no line. */
function linesIn(text: string): number {
  let count = 0;
  let start = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', start)) {
    count += 1;
    start = at + 1;
  }
  return /[^ \t]/.test(text.slice(start)) ? count + 1 : count;
}

class InlineFields {
  readonly src: string;
  readonly env: Env;
  readonly md: MarkdownIt;
  readonly tokens: Token[];
  readonly tokens_meta: unknown[];
  pos = 0;
  readonly posMax: number;
  level = 0;
  pending = '';
  pendingLevel = 0;
  cache = {};
  backticks = {};
  backticksScanned = false;
  skipHtmlSpecial = false;
  linkLevel = 0;
  delimiters: unknown[] = [];
  _prev_delimiters: unknown[] = [];
  readonly Token = MarkdownItToken;

  constructor(src: string, parser: MarkdownIt, env: Env, tokens: Token[]) {
    this.src = src;
    this.env = env;
    this.md = parser;
    this.tokens = tokens;
    this.tokens_meta = Array(tokens.length);
    this.posMax = src.length;
  }
}

// So that each has the methods of markdown-it's own.
Object.setPrototypeOf(TokenFields.prototype, MarkdownItToken.prototype);
Object.setPrototypeOf(BlockFields.prototype, Block.prototype);
Object.setPrototypeOf(InlineFields.prototype, Inline.prototype);

type Made<T> = new (src: string, md: MarkdownIt, env: Env, tokens: Token[]) => T;

export const QuickState = BlockFields as unknown as Made<StateBlock>;
export const QuickInlineState = InlineFields as unknown as Made<StateInline>;
