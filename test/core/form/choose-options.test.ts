import fc from 'fast-check';
import { expect, test } from 'vitest';
import { chooseOptions } from '../../../src/core/form/choose-options.ts';

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
    { numRuns: 200 },
  );
});
