// The words that are seen of inline Markdown: what people write, and what `inert` makes of any text.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inert, oneVisibleLine } from '../../../src/core/markdown/inert.ts';
import { visibleWords } from '../../../src/core/markdown/visible-words.ts';

test.each([
  ['Add an **alert** for `db_primary`', 'Add an alert for db_primary'],
  ['[Add a test](https://x.example/a?b=(c)) now', '[Add a test](https://x.example/a?b=(c)) now'],
  ['[Add a test](https://x.example/a) now', 'Add a test now'],
  ['![chart](a.png) and [a **b**](c)', 'chart and a b'],
  ['A \\| B \\* C', 'A | B * C'],
  ['a &lt; b &amp;&#38; c', 'a < b && c'],
  ['before <!-- hidden --> after', 'before  after'],
  ['a_b *c*', 'a_b *c*'],
  ['&#99999999; &#1114112;', '&#99999999;'],
])('%s', (markdown, is) => {
  expect(visibleWords(markdown)).toBe(is);
});

test('of a text that was made inert are that text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
      expect(visibleWords(inert(text))).toBe(oneVisibleLine(text));
    }),
  );
});

test('of a hostile text cost no more than its length', () => {
  for (const piece of ['[', '[a](', '`', '<!--', '&#', '\\', '![['])
    expect(visibleWords(piece.repeat(100_000)).length).toBeLessThanOrEqual(2000);
});
