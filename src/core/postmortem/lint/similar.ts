// How alike two short texts are, by the words that say something.

const SMALL = new Set(
  'a an and are as at be by for from in into is it its of on or that the this to with when where'.split(' '),
);

/** The words of a text without small ones, endings of number and tense taken off. */
function wordsOfText(text: string): ReadonlySet<string> {
  const words =
    text
      .slice(0, 2000)
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? [];
  return new Set(words.filter((word) => !SMALL.has(word)).map((word) => word.replace(/(?<=.{3})(?:ing|ed|es|s)$/, '')));
}

/** From 0, no word in common, to 1, the same words (Jaccard). */
export function likeness(a: string, b: string): number {
  const [first, second] = [wordsOfText(a), wordsOfText(b)];
  const common = first.intersection(second).size;
  return common === 0 ? 0 : common / (first.size + second.size - common);
}

/** How much of what the first says is in the second, from 0 to 1. */
export function shareIn(a: string, b: string): number {
  const [first, second] = [wordsOfText(a), wordsOfText(b)];
  return first.size === 0 ? 0 : first.intersection(second).size / first.size;
}
