/** Letters that look like Latin ones: a command written with them never runs, but its author hears what it looks like. */

/** Cyrillic and Greek letters, and others without a compatibility mapping, that are drawn as an ASCII letter. */
const LOOKALIKES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    a: 'аαɑ',
    b: 'ЬвβƄ',
    c: 'сϲᴄ',
    d: 'ԁɗ',
    e: 'еєεҽ',
    f: 'ƒϝ',
    g: 'ɡԍ',
    h: 'һհ',
    i: 'іɩιı',
    j: 'јϳ',
    k: 'кκ',
    l: 'ӏǀ',
    m: 'мμ',
    n: 'пηո',
    o: 'оοσօ',
    p: 'рρ',
    q: 'ԛ',
    r: 'гᴦ',
    s: 'ѕꜱ',
    t: 'тτ',
    u: 'υս',
    v: 'νѵ',
    w: 'ԝω',
    x: 'хχ',
    y: 'уγү',
    z: 'ᴢζ',
    '/': '⁄∕╱⧸⟋',
    '-': '‐‑‒–—−',
  }).flatMap(([ascii, others]) => Array.from(others, (other) => [other, ascii] as const)),
);

/** Marks that sit on a letter (accents); removed after decomposition. */
const MARKS = /\p{M}/gu;

/** What a short text looks like in lower case ASCII; a character that looks like none stays, and counts as a slip for `nearest`. */
export function looksLike(text: string): string {
  const plain = text.normalize('NFKD').replace(MARKS, '').toLowerCase();
  return Array.from(plain, (char) => LOOKALIKES.get(char) ?? char).join('');
}
