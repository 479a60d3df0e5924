/** Which HTML elements are open at a point of a Markdown text: what stands between `<details>` and `</details>` is not top level. */

/** Elements that hide, quote, link or restyle what is in them; `<p>`, `<br>` and made-up ones such as `<version>` do not. */
const CONTAINERS: ReadonlySet<string> = new Set(
  (
    'details blockquote pre code tt samp kbd var q table ul ol dl div section article aside figure picture video audio ' +
    'a b i em strong u mark small big font span center summary h1 h2 h3 h4 h5 h6 ins del s strike sub sup script style template textarea select noscript iframe svg math title xmp ruby rp rt'
  ).split(' '),
);

/** An end tag in one of these closes nothing that stands around it. */
const SEALED: ReadonlySet<string> = new Set(['table', 'select', 'template', 'svg', 'math']);

const TAG_NAME = /^<\/?([A-Za-z][A-Za-z0-9-]*)/;
const MAX_TAG_NAME = 20;

/** What ends the part of a tag that a scan is in. */
const NAME_END = /[\s/>=]/g;
const UNQUOTED_END = /[\s>]/g;
const NO_BLANK = /\S/g;
const TAG_END = />/g;
const COMMENT_END = /--(!?)>/g;

/** A tag that `html` holds; `end` is the offset of its last character, or the length of `html` where it has no end. */
interface Tag {
  readonly name: string;
  readonly closing: boolean;
  readonly end: number;
}

/** The tag that starts at `at`, or null. */
function tagAt(html: string, at: number): Tag | null {
  const name = TAG_NAME.exec(html.slice(at, at + MAX_TAG_NAME))?.[1];
  if (name === undefined) return null;
  const closing = html[at + 1] === '/';
  return { name: name.toLowerCase(), closing, end: endOfTag(html, at + name.length + (closing ? 2 : 1)) };
}

/** As a browser reads attributes: a quote delimits only what stands right behind the equals sign of an attribute. */
function endOfTag(html: string, from: number): number {
  let at = find(NAME_END, html, from);
  let named = false;
  while (at < html.length && html[at] !== '>') {
    if (html[at] === '=' && named) {
      at = find(NO_BLANK, html, at + 1);
      const quote = html[at];
      if (quote === '"' || quote === "'") {
        at = html.indexOf(quote, at + 1);
        if (at < 0) return html.length;
        at++;
      } else at = find(UNQUOTED_END, html, at);
      named = false;
    } else if (/[\s/]/.test(html[at] ?? '')) {
      if (html[at] === '/') named = false;
      at++;
    } else {
      at = find(NAME_END, html, at + 1);
      named = true;
    }
  }
  return at;
}

/** The offset of the first match at or behind `from`, or the length of the text. */
function find(pattern: RegExp, text: string, from: number): number {
  pattern.lastIndex = from;
  return pattern.exec(text)?.index ?? text.length;
}

/** Where the comment that starts at `at` ends: the offset of its last character, or -1. `<!-->` is a whole comment, `<!--!>` is not. */
function endOfComment(html: string, at: number): number {
  const first = commentEnd(html, at + 2);
  return first.exclaimed && first.end < at + '<!----!>'.length - 1
    ? commentEnd(html, at + '<!--'.length).end
    : first.end;
}

function commentEnd(html: string, from: number): { readonly end: number; readonly exclaimed: boolean } {
  COMMENT_END.lastIndex = from;
  const found = COMMENT_END.exec(html);
  return { end: found === null ? -1 : COMMENT_END.lastIndex - 1, exclaimed: found?.[1] === '!' };
}

/** Elements that are open within one sealed element, or within none (`by` is null for a table of Markdown). */
interface Scope {
  readonly by: string | null;
  readonly open: Map<string, number>;
}

/** Counts open containers; feed it the HTML of a text in order. Where a page might show what follows or not, it counts as not shown. Linear in what it is fed. */
export class HtmlNesting {
  readonly #scopes: Scope[] = [{ by: null, open: new Map() }];
  #depth = 0;
  /** A comment goes on over the text until HTML ends it. What Markdown or another block puts behind a tag without its end is not known, so nothing ends that. */
  #within: 'comment' | 'tag' | null = null;

  /** How many containers are open now; a comment or a tag that goes on is one. */
  get depth(): number {
    return this.#depth + (this.#within === null ? 0 : 1);
  }

  /** Reads a piece of raw HTML: comments are skipped, tags opened and closed; a closing tag without its opening one is nothing. */
  feed(html: string): void {
    if (this.#within === 'tag') return;
    let at = 0;
    if (this.#within === 'comment') {
      const { end } = commentEnd(html, 0);
      if (end < 0) return;
      this.#within = null;
      at = end + 1;
    }
    for (at = html.indexOf('<', at); at >= 0; at = html.indexOf('<', at)) {
      at = html.startsWith('<!--', at) ? this.#afterComment(html, at) : this.#afterTag(html, at);
    }
  }

  /** A cell of a table of Markdown begins: what is closed in it was opened in it. */
  enterTable(): void {
    this.#scopes.push({ by: null, open: new Map() });
  }

  /** The table ends; what is still open in it stays open. */
  leaveTable(): void {
    while (this.#scopes.length > 1 && this.#scopes.at(-1)?.by !== null) this.#leave();
    this.#leave();
  }

  /** HTML stands where it is not read. */
  lose(): void {
    this.#within = 'tag';
  }

  #afterComment(html: string, at: number): number {
    const end = endOfComment(html, at);
    if (end < 0) this.#within = 'comment';
    return end < 0 ? html.length : end + 1;
  }

  #afterTag(html: string, at: number): number {
    const tag = tagAt(html, at);
    if (tag === null && !/^<[!?/]/.test(html.slice(at, at + 2))) return at + 1;
    const end = tag?.end ?? find(TAG_END, html, at);
    if (end >= html.length) this.#within = 'tag';
    else if (tag !== null && CONTAINERS.has(tag.name)) this.#count(tag.name, tag.closing);
    return end + 1;
  }

  #count(name: string, closing: boolean): void {
    const scope = this.#scopes.at(-1);
    if (scope === undefined) return;
    if (closing && scope.by === name) this.#leave();
    const { open } = this.#scopes.at(-1) ?? scope;
    const count = (open.get(name) ?? 0) + (closing ? -1 : 1);
    if (count < 0) return;
    open.set(name, count);
    this.#depth += closing ? -1 : 1;
    if (!closing && SEALED.has(name)) this.#scopes.push({ by: name, open: new Map() });
  }

  #leave(): void {
    const inner = this.#scopes.pop();
    const outer = this.#scopes.at(-1)?.open;
    for (const [name, count] of inner?.open ?? []) outer?.set(name, (outer.get(name) ?? 0) + count);
  }
}
