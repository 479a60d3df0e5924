import { describe, expect, test } from 'vitest';
import { distance, nearest } from '../../../src/core/commands/nearest.ts';

const NAMES = [
  'ack',
  'severity',
  'status',
  'resolve',
  'reopen',
  'role',
  'ic',
  'na',
  'note',
  'rollback',
  'decline',
  'decision',
];

describe('nearest', () => {
  test.each([
    { name: 'swapped letters', typed: 'akc', meant: 'ack' },
    { name: 'missing letter', typed: 'rolback', meant: 'rollback' },
    { name: 'two slips in a long name', typed: 'sevreitty', meant: 'severity' },
    { name: 'three slips in a long name', typed: 'xevrxtty', meant: null },
    { name: 'doubled letter', typed: 'notee', meant: 'note' },
    { name: 'past tense', typed: 'resolved', meant: 'resolve' },
    { name: 'cut short', typed: 'sev', meant: 'severity' },
    { name: 'cut short, two could be meant', typed: 'dec', meant: null },
    { name: 'two letters of three, the first one right', typed: 'ak', meant: 'ack' },
    { name: 'two other letters are never guessed', typed: 'ix', meant: null },
    { name: 'two slips in a short name', typed: 'rxxe', meant: null },
    { name: 'nothing alike', typed: 'lunch', meant: null },
    { name: 'far too long', typed: 'a'.repeat(1_000), meant: null },
    { name: 'empty', typed: '', meant: null },
  ])('$name', ({ typed, meant }) => {
    expect(nearest(typed, NAMES)).toBe(meant);
  });

  test('without candidates', () => {
    expect(nearest('ack', [])).toBeNull();
  });
});

test.each([
  ['', '', 0],
  ['', 'abc', 3],
  ['abc', 'abc', 0],
  ['abc', 'acb', 1],
  ['abc', 'axc', 1],
  ['abcd', 'abc', 1],
  ['ab', 'ba', 1],
  ['kitten', 'sitting', 3],
])('distance of %o and %o is %i', (a, b, slips) => {
  expect(distance(a, b)).toBe(slips);
  expect(distance(b, a)).toBe(slips);
});
