import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chooseOptions } from '../../../src/core/form/choose-options.ts';
import { fuzzRuns } from '../../support/fuzz.ts';

test.each([
  { name: 'one', text: 'A', options: ['A', 'B'], chosen: ['A'], unknown: null },
  { name: 'the longest first', text: 'A, B', options: ['A', 'B', 'A, B'], chosen: ['A, B'], unknown: null },
  {
    name: 'a shorter one, if only so the rest can be read',
    text: 'A, B, C',
    options: ['A', 'A, B', 'B, C'],
    chosen: ['A', 'B, C'],
    unknown: null,
  },
  {
    name: 'an option that begins another',
    text: 'EU West, EU',
    options: ['EU', 'EU West'],
    chosen: ['EU West', 'EU'],
    unknown: null,
  },
  { name: 'what is known beside what is not', text: 'A, X, B', options: ['A', 'B'], chosen: ['A', 'B'], unknown: 'X' },
  { name: 'twice the same', text: 'A, A', options: ['A', 'B'], chosen: ['A'], unknown: 'A' },
  { name: 'without the blank', text: 'A,B', options: ['A', 'B'], chosen: [], unknown: 'A,B' },
  {
    name: 'far longer than all options',
    text: `A, ${'x'.repeat(2_000)}`,
    options: ['A'],
    chosen: [],
    unknown: `A, ${'x'.repeat(2_000)}`,
  },
  { name: 'no options at all', text: 'A', options: [], chosen: [], unknown: 'A' },
])('$name', ({ text, options, chosen, unknown }) => {
  expect(chooseOptions(text, options)).toEqual({ options: chosen, unknown });
});

test('any choice without commas comes back', () => {
  const options = ['EU', 'EU West', 'US', 'US (East)', 'none of these'];
  fc.assert(
    fc.property(fc.shuffledSubarray(options), (chosen) => {
      expect(chooseOptions(chosen.join(', '), options)).toEqual({ options: chosen, unknown: null });
    }),
    { numRuns: fuzzRuns(200) },
  );
});

describe('any list of options', () => {
  /** Words with the separator in them, so that one option may be what two others make together. */
  const piece = fc.constantFrom('EU', 'West', 'US', 'a', ',', ', ', ' ', ',,', 'None', '__proto__');
  const option = fc
    .array(piece, { minLength: 1, maxLength: 4 })
    .map((parts) => parts.join('').trim())
    .filter((text) => text !== '');
  const options = fc.uniqueArray(option, { maxLength: 8 });
  const answer = fc.oneof(
    fc.array(fc.oneof(piece, option), { maxLength: 10 }).map((parts) => parts.join('')),
    fc.array(option, { maxLength: 6 }).map((parts) => parts.join(', ')),
  );

  test('and any answer: no option is made up or told twice, and what is none is a piece of the answer', () => {
    fc.assert(
      fc.property(options, answer, (offered, text) => {
        const { options: chosen, unknown } = chooseOptions(text, offered);
        if (new Set(chosen).size !== chosen.length) throw new Error('An option is there twice.');
        if (!chosen.every((one) => offered.includes(one) && text.includes(one))) throw new Error('One is made up.');
        if (unknown !== null && !text.includes(unknown)) throw new Error('What is none does not stand there.');
      }),
      { numRuns: fuzzRuns(500) },
    );
  });

  test('a choice of some is read as options that make the same answer, commas or not', () => {
    const some = options.chain((offered) => fc.tuple(fc.constant(offered), fc.shuffledSubarray(offered)));
    fc.assert(
      fc.property(some, ([offered, picked]) => {
        const text = picked.join(', ');
        const { options: chosen, unknown } = chooseOptions(text, offered);
        if (unknown === null && chosen.join(', ') !== text) throw new Error('Other options were read.');
        const commas = offered.some((one) => one.includes(','));
        if (!commas && (unknown !== null || chosen.join() !== picked.join())) throw new Error('The choice is lost.');
      }),
      { numRuns: fuzzRuns(500) },
    );
  });
});
