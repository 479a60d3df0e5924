/** Which HTML elements are open at a point of a Markdown text: what stands between `<details>` and `</details>` is not top level. */

/** Elements that hide, quote, link or restyle what is in them; `<p>`, `<br>` and made-up ones such as `<version>` do not. */
const CONTAINERS: ReadonlySet<string> = new Set(
  (
    'details blockquote pre code tt samp kbd var q table ul ol dl div section article aside figure picture video audio ' +
    'a b i em strong u mark small big font span center summary h1 h2 h3 h4 h5 h6 ins del s strike sub sup script style template textarea select noscript iframe svg math title xmp'
  ).split(' '),
);

const TAG_NAME = /^<\/?([A-Za-z][A-Za-z0-9-]*)/;
const MAX_TAG_NAME = 20;

/** The tag that starts at `at` of `html`, and where it ends; null when it is no tag or never closes. */
function tagAt(
  html: string,
  at: number,
): { readonly name: string; readonly closing: boolean; readonly end: number } | null {
  const name = TAG_NAME.exec(html.slice(at, at + MAX_TAG_NAME))?.[1];
  if (name === undefined) return null;
  const end = html.indexOf('>', at);
  return end < 0 ? null : { name: name.toLowerCase(), closing: html[at + 1] === '/', end };
}

/** Counts open containers; feed it the HTML of a text in order. Linear in what it is fed. */
export class HtmlNesting {
  readonly #open = new Map<string, number>();
  #depth = 0;

  /** How many containers are open now. */
  get depth(): number {
    return this.#depth;
  }

  /** Reads a piece of raw HTML: comments are skipped, tags opened and closed; a closing tag without its opening one is nothing. */
  feed(html: string): void {
    let at = html.indexOf('<');
    while (at >= 0) {
      const end = html.startsWith('<!--', at) ? html.indexOf('-->', at) : this.#feedTag(html, at);
      if (end < 0) return;
      at = html.indexOf('<', end + 1);
    }
  }

  #feedTag(html: string, at: number): number {
    const tag = tagAt(html, at);
    if (tag === null) return html.indexOf('>', at) < 0 ? -1 : at;
    if (CONTAINERS.has(tag.name)) this.#count(tag.name, tag.closing ? -1 : 1);
    return tag.end;
  }

  #count(name: string, step: 1 | -1): void {
    const open = (this.#open.get(name) ?? 0) + step;
    if (open < 0) return;
    this.#open.set(name, open);
    this.#depth += step;
  }
}
