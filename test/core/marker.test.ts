// The marks by which the app's own comments are found again.
import { expect, test } from 'vitest';
import { cardMarker, effectKeysIn, effectMarker } from '../../src/core/marker.ts';

test.each(['reply/3000000001', 'due/15m.update:1', 'card/7#2', 'a_b-c--d'])(
  '%s survives the way through a comment',
  (key) => {
    expect(effectKeysIn(`Hello\n\n${effectMarker(key)}\n`)).toEqual([key]);
  },
);

test.each(['', 'two words', 'x-->', 'é', 'a\nb'])('%j is no key', (key) => {
  expect(() => effectMarker(key)).toThrow(RangeError);
});

const texts: readonly (readonly [string, string, readonly string[]])[] = [
  ['several, with Windows line ends', `${effectMarker('a')}\r\nx\r\n${effectMarker('b')}\r\n`, ['a', 'b']],
  ['quoted', `> ${effectMarker('a')}`, []],
  ['inside a line', `he wrote ${effectMarker('a')} there`, []],
  ['indented as code', `    ${effectMarker('a')}`, []],
  ['spelled otherwise', '<!--firebreak:effect a-->', []],
  ['a card only', `${cardMarker} v1 -->`, []],
];
test.each(texts)('marks in a text: %s', (_, text, keys) => {
  expect(effectKeysIn(text)).toEqual(keys);
});
