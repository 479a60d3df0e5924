// Patterns of a policy for values: what they mean, what is refused, and that none takes long.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isOfPattern, readPattern } from '../../../src/core/mitigation/safe-pattern.ts';

const holds = (pattern: string, value: string) => {
  const read = readPattern(pattern);
  return read === null ? null : isOfPattern(read, value);
};

test.each([
  ['[a-z][a-z0-9-]*', 'web-1', true],
  ['[a-z][a-z0-9-]*', '1-web', false],
  ['[a-z][a-z0-9-]*', 'web;rm', false],
  ['[a-z]+', '', false],
  ['[a-z]*', '', true],
  [String.raw`v\d+\.\d{1,3}`, 'v12.034', true],
  [String.raw`v\d+\.\d{1,3}`, 'v12.0345', false],
  [String.raw`\w{3}`, 'ab_', true],
  ['a?a?a', 'a', true],
  ['[a-z]{2,}', 'a', false],
  ['web', 'web', true],
  ['web', 'web2', false],
  ['[a-z]+', 'web\n', false],
  ['[a-z]+', 'a'.repeat(101), false],
])('%s and %j: %s', (pattern, value, is) => {
  expect(holds(pattern, value)).toBe(is);
});

test.each([
  '',
  '(a+)+',
  'a|b',
  '[^a]',
  '.*',
  '^a$',
  '\\1',
  '(?=a)',
  '[z-a]',
  '[a',
  'a**',
  'a{3,2}',
  '[]',
  'a{1000}',
  'é',
])('%j is none', (pattern) => {
  expect(readPattern(pattern)).toBeNull();
});

describe('what it takes', () => {
  test('nothing is tried twice, however many parts could take the same', () => {
    const read = readPattern(`${'[a-z]*'.repeat(30)}!`.replace('!', '\\d'));
    expect(read !== null && isOfPattern(read, 'a'.repeat(100))).toBe(false);
  });

  test('it means what the regular expression means', () => {
    const part = fc.tuple(
      fc.constantFrom('a', 'b', '[ab]', '\\d', '[a-c1]'),
      fc.constantFrom('', '?', '*', '+', '{2}', '{1,2}'),
    );
    fc.assert(
      fc.property(
        fc.array(part, { minLength: 1, maxLength: 4 }),
        fc.stringMatching(/^[abc12]{0,6}$/),
        (parts, value) => {
          const text = parts.map(([one, count]) => one + count).join('');
          expect(holds(text, value)).toBe(new RegExp(`^(?:${text})$`).test(value));
        },
      ),
    );
  });
});
