// Who wrote a change, as far as accounts are known: none of them vouches for it.
import type { HotfixFacts } from './facts.ts';

/** Account ids. Names and dates in commits are whatever their author typed, so they are not looked at. */
export function writersOf({ pull, writers }: HotfixFacts): ReadonlySet<number> {
  return new Set(pull.author === null ? writers.items : [pull.author, ...writers.items]);
}

/** Whoever pushed is a writer, whatever addresses the commits have: those are what somebody typed. */
export function writtenBy(facts: HotfixFacts, pushers: readonly number[]): HotfixFacts {
  const { items, lacks } = facts.writers;
  return { ...facts, writers: { items: [...items, ...pushers], lacks } };
}
