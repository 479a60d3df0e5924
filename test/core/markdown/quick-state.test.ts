import fc from 'fast-check';
import createMarkdownIt from 'markdown-it';
import { expect, test } from 'vitest';
import { QuickInlineState, QuickState } from '../../../src/core/markdown/quick-state.ts';
import { fuzzRuns } from '../../support/fuzz.ts';

const md = createMarkdownIt();

/** The fields of a state, arrays of any kind as plain ones. */
function fieldsOf(state: object): Readonly<Record<string, unknown>> {
  const plain = (value: unknown) => (ArrayBuffer.isView(value) ? Array.from(value as Int32Array) : value);
  return Object.fromEntries(Object.entries(state).map(([name, value]) => [name, plain(value)]));
}

const text = fc
  .array(fc.constantFrom(' ', '\t', '\n', 'a', '>', '- ', '\u00a0', '`'), { maxLength: 30 })
  .map((parts) => parts.join(''));

test('a text has the same lines, blanks and columns as with markdown-it’s own state', () => {
  fc.assert(
    fc.property(text, (src) => {
      expect(fieldsOf(new QuickState(src, md, {}, []))).toEqual(fieldsOf(new md.block.State(src, md, {}, [])));
    }),
    { numRuns: fuzzRuns(2000, 0.1) },
  );
});

test('so it is within a line', () => {
  fc.assert(
    fc.property(text, (src) => {
      expect(fieldsOf(new QuickInlineState(src, md, {}, []))).toEqual(fieldsOf(new md.inline.State(src, md, {}, [])));
    }),
    { numRuns: fuzzRuns(500, 0.1) },
  );
});

test('each has the methods of markdown-it’s own', () => {
  const state = new QuickState('a', md, {}, []);
  expect(state.push('paragraph_open', 'p', 1)).toMatchObject({ level: 0, nesting: 1, block: true });
  expect([state.level, state.isEmpty(0), state.getLines(0, 1, 0, false)]).toEqual([1, false, 'a']);
  expect(new QuickInlineState('*a*', md, {}, []).scanDelims(0, true)).toMatchObject({ length: 1, can_open: true });
});
