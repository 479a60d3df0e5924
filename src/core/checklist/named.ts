// Items by what people type: the number on the card, or the item's name in the policy.
import type { Numbered } from './items.ts';

export type Named = { readonly found: readonly Numbered[]; readonly unknown: readonly string[] };

/** Each item once, in the order of the checklist; `1,3`, `1-3`, `#1` and `1.` mean what was meant. */
export function itemsNamed(typed: readonly string[], items: readonly Numbered[]): Named {
  const words = typed.flatMap((word) => word.split(',')).filter((word) => word !== '');
  const found = words.map((word) => [word, rangeNamed(word, items) ?? itemNamed(word, items)] as const);
  const ids = new Set(found.flatMap(([, named]) => (named === null ? [] : [named].flat().map(({ id }) => id))));
  return {
    found: items.filter(({ id }) => ids.has(id)),
    unknown: found.flatMap(([word, named]) => (named === null ? [word] : [])),
  };
}

/** All items from one number to another, both of the checklist; null for what is no such range. */
function rangeNamed(word: string, items: readonly Numbered[]): readonly Numbered[] | null {
  const [, first, last] = /^#?(\d{1,4})[-\u2010-\u2015]#?(\d{1,4})[.)]?$/.exec(word) ?? [];
  const [from, to] = [Number(first), Number(last)];
  const areItems = [from, to].every((end) => items.some(({ number }) => number === end));
  return areItems && from <= to ? items.filter(({ number }) => from <= number && number <= to) : null;
}

function itemNamed(word: string, items: readonly Numbered[]): Numbered | null {
  const digits = /^#?(\d{1,4})[.)]?$/.exec(word)?.[1];
  const numbered = digits === undefined ? undefined : items.find(({ number }) => number === Number(digits));
  return numbered ?? items.find(({ id }) => id === word.toLowerCase()) ?? null;
}
