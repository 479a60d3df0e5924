/** Reads a search text into terms, as "Searching issues and pull requests" describes them. */

/** One word, phrase or `qualifier:value` of a search; `not` for those with a minus or NOT before them. */
export type Term =
  | { readonly kind: 'text'; readonly text: string; readonly not: boolean }
  | { readonly kind: 'qualifier'; readonly name: string; readonly values: readonly string[]; readonly not: boolean };

const pattern = /(-)?(?:([a-z-]+):("[^"]*"(?:,"[^"]*")*|[^\s"]+(?:"[^"]*")?)|"([^"]*)"|(\S+))/gi;

/** The terms of a search, in order. `NOT` makes the next one negative. */
export function readTerms(search: string): readonly Term[] {
  const terms: Term[] = [];
  let negated = false;
  for (const [whole, minus, name, value, phrase, word] of search.matchAll(pattern)) {
    if (whole === 'NOT') {
      negated = true;
      continue;
    }
    const not = minus !== undefined || negated;
    negated = false;
    if (name !== undefined && value !== undefined)
      terms.push({ kind: 'qualifier', name: name.toLowerCase(), values: valuesIn(value), not });
    else terms.push({ kind: 'text', text: (phrase ?? word ?? '').toLowerCase(), not });
  }
  return terms.filter((term) => term.kind === 'qualifier' || term.text !== '');
}

/** `"status: open",bug` → both; a comma means "either". */
function valuesIn(value: string): readonly string[] {
  return [...value.matchAll(/"([^"]*)"|([^,"]+)/g)].map(([, quoted, bare]) => quoted ?? bare ?? '');
}
