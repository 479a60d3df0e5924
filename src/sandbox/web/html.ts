// HTML as values: whatever is put into a template is escaped, unless it is HTML already.

/** A piece of HTML that may stand in a page. */
export type Html = { readonly kind: 'html'; readonly text: string };

/** What a template takes; null, undefined and false leave nothing. */
export type Part = Html | string | number | false | null | undefined | readonly Part[];

/** A template: `` html`<b>${text}</b>` ``. Attributes must be quoted in the template. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  const text = strings.map((piece, index) => `${piece}${textOf(parts[index])}`).join('');
  return { kind: 'html', text };
}

/** HTML that somebody else has made safe: the sanitised Markdown of the API. */
export function sanitised(text: string): Html {
  return { kind: 'html', text };
}

/** An attribute without a value, there or not: `<option ${flag('selected', isChosen)}>`. */
export function flag(name: 'checked' | 'selected' | 'required' | 'open' | 'disabled', there: boolean): Html {
  return { kind: 'html', text: there ? name : '' };
}

function textOf(part: Part): string {
  if (part === null || part === undefined || part === false) return '';
  if (typeof part === 'string') return escaped(part);
  if (typeof part === 'number') return String(part);
  return 'kind' in part ? part.text : part.map(textOf).join('');
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => entities[character] ?? '');
}
