// markdown-it's state of a block pass with tokens of a plain class: its own, compiled for old browsers, define each of their thirteen fields one by one, which
// was half of the time that a long text took.
import createMarkdownIt, { type Token } from 'markdown-it';

const md = createMarkdownIt();
const { State } = md.block;

/** The fields of a token, as markdown-it sets them. */
class Fields {
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

// So that each is a token with its methods.
Object.setPrototypeOf(Fields.prototype, new State('', md, {}, []).Token.prototype);

export class QuickState extends State {
  override push(type: string, tag: string, nesting: Token['nesting']): Token {
    const token = new Fields(type, tag, nesting) as Token;
    if (nesting < 0) this.level--;
    token.level = this.level;
    if (nesting > 0) this.level++;
    this.tokens.push(token);
    return token;
  }
}
