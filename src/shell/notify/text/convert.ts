// Markdown of a notice into a channel's own form: read as CommonMark, written by a dialect that escapes every text, so that nothing passes through unread.
import createMarkdownIt, { type Token } from 'markdown-it';

/** How a channel writes things. `text` gets what is to be read, unescaped; the others what the dialect has already written. */
export type Dialect = {
  text(raw: string): string;
  strong(inner: string): string;
  emphasis(inner: string): string;
  struck(inner: string): string;
  code(raw: string): string;
  codeBlock(raw: string): string;
  link(href: string, label: string): string;
};

type Node = { readonly token: Token; readonly inner: readonly Node[] };

const markdown = createMarkdownIt({ html: true, maxNesting: 20 });

/** Only these open anything at the reader's; all else (`javascript:`, `data:`, relative) is shown as its label. */
export function isLinkable(href: string): boolean {
  return /^(https?:\/\/|mailto:)/i.test(href);
}

/** The text in a dialect, blocks set apart by an empty line. HTML is dropped, comments included; what stands between tags stays. */
export function convert(text: string, dialect: Dialect): string {
  return blocks(tree(markdown.parse(text, {})), dialect, '\n\n').trim();
}

/** markdown-it's flat list as a tree: an opening token holds what comes before its closing one. */
function tree(tokens: readonly Token[]): readonly Node[] {
  const root: Node[] = [];
  const open: Node[][] = [root];
  for (const token of tokens) {
    const here = open.at(-1) ?? root;
    if (token.nesting === -1) {
      if (open.length > 1) open.pop();
      continue;
    }
    const inner: Node[] = [];
    here.push({ token, inner });
    if (token.nesting === 1) open.push(inner);
  }
  return root;
}

function blocks(nodes: readonly Node[], dialect: Dialect, between: string): string {
  return nodes
    .map((node) => block(node, dialect))
    .filter((written) => written.trim() !== '')
    .join(between);
}

function block({ token, inner }: Node, dialect: Dialect): string {
  switch (token.type) {
    case 'inline':
      return inlines(tree(token.children ?? []), dialect);
    case 'heading_open':
    case 'th_open':
      return marked(dialect.strong, blocks(inner, dialect, ' '));
    case 'bullet_list_open':
      return items(inner, dialect, () => '• ');
    case 'ordered_list_open':
      return items(inner, dialect, (at) => `${Number(token.attrGet('start') ?? 1) + at}. `);
    case 'blockquote_open':
      return indented(blocks(inner, dialect, '\n'), '> ', '> ');
    case 'fence':
    case 'code_block':
      return dialect.codeBlock(token.content.replace(/\n$/, ''));
    case 'html_block':
      return dialect.text(withoutTags(token.content));
    case 'hr':
      return '———';
    case 'tr_open':
      return blocks(inner, dialect, ' | ');
    default:
      return blocks(inner, dialect, token.type.startsWith('t') ? '\n' : '\n\n');
  }
}

function items(nodes: readonly Node[], dialect: Dialect, bullet: (at: number) => string): string {
  return nodes
    .map((item, at) => {
      const mark = bullet(at);
      return indented(blocks(item.inner, dialect, '\n'), mark, ' '.repeat(mark.length));
    })
    .join('\n');
}

function indented(text: string, first: string, rest: string): string {
  return text
    .split('\n')
    .map((line, at) => (at === 0 ? first : rest) + line)
    .join('\n');
}

function inlines(nodes: readonly Node[], dialect: Dialect): string {
  return nodes.map((node) => inline(node, dialect)).join('');
}

function inline({ token, inner }: Node, dialect: Dialect): string {
  switch (token.type) {
    case 'text':
      return dialect.text(token.content);
    case 'code_inline':
      return dialect.code(token.content);
    case 'softbreak':
    case 'hardbreak':
      return '\n';
    case 'strong_open':
      return marked(dialect.strong, inlines(inner, dialect));
    case 'em_open':
      return marked(dialect.emphasis, inlines(inner, dialect));
    case 's_open':
      return marked(dialect.struck, inlines(inner, dialect));
    case 'link_open':
      return linked(String(token.attrGet('href') ?? ''), inlines(inner, dialect), dialect);
    case 'image':
      return dialect.text(token.content);
    default:
      return inlines(inner, dialect);
  }
}

function linked(href: string, label: string, dialect: Dialect): string {
  return isLinkable(href) ? dialect.link(href, label === '' ? dialect.text(href) : label) : label;
}

/** Marks around nothing would be read as text. */
function marked(mark: (inner: string) => string, inner: string): string {
  return inner.trim() === '' ? inner : mark(inner);
}

/** What stands between tags; comments go whole. */
export function withoutTags(html: string): string {
  return html
    .replace(/<!--[\s\S]*?(?:-->|$)/g, '')
    .replace(/<[^>]*>/g, '')
    .trim();
}
