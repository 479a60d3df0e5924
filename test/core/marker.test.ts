// The marks by which the app's own comments are found again.
import { describe, expect, test } from 'vitest';
import { cardMarker, effectKeysIn, effectMarker, ownEffectKeys } from '../../src/core/marker.ts';

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

describe('marks by which the app knows what it said', () => {
  const page = 'due/2026-03-01T04:00:00Z/step-0-0';
  const ours = { id: 99, login: 'firebreak[bot]', nodeId: 'BOT_99', bot: true };
  const writer = { id: 14, login: 'reviewer', nodeId: 'U_14', bot: false };
  const comment = (keys: readonly string[]) => ({
    author: ours,
    editor: null,
    edited: false,
    createdAt: '2026-03-01T04:00:05Z',
    body: keys.map(effectMarker).join('\n'),
  });
  const all = [
    page,
    'reply/3',
    'report/7',
    'joined/9/unknown',
    'due/2026-03-01T04:15:00Z/step-0-1',
    'due/none/step-0-2',
  ];

  test('all of a comment of its own that nobody edited', () => {
    expect(ownEffectKeys(comment(all), [99])).toEqual(all);
  });

  test('of one that somebody edited, what was due when it was written: an edit takes no page back, and makes none', () => {
    expect(ownEffectKeys({ ...comment(all), edited: true, editor: writer }, [99])).toEqual([page]);
    expect(ownEffectKeys({ ...comment(all), edited: true }, [99])).toEqual([page]);
  });

  test('none of a comment by anybody else, or that the app only edited', () => {
    expect(ownEffectKeys({ ...comment(all), author: writer }, [99])).toEqual([]);
    expect(ownEffectKeys({ ...comment(all), author: null }, [99])).toEqual([]);
    expect(ownEffectKeys({ ...comment(all), author: writer, editor: ours, edited: true }, [99])).toEqual([]);
    expect(ownEffectKeys({ ...comment(all), author: { ...writer, login: 'firebreak[bot]', bot: true } }, [99])).toEqual(
      [],
    );
  });
});
