/** The files in which steps leave values. */
import { expect, test } from 'vitest';
import { readFolders, readValues } from '../../../src/sandbox/actions/command-files.ts';

test.each([
  ['nothing', '', {}],
  ['values', 'a=1\nb=x=y\n', { a: '1', b: 'x=y' }],
  ['an empty value', 'a=\n', { a: '' }],
  ['a value of several lines', 'a<<END\none\n\ntwo=2\nEND\nb=3\n', { a: 'one\n\ntwo=2', b: '3' }],
  ['an empty value of several lines', 'a<<END\nEND\n', { a: '' }],
  ['a value that looks like one of several lines', 'a=b<<c\n', { a: 'b<<c' }],
  ['the last of two', 'a=1\na=2\n', { a: '2' }],
])('with %s', (_, text, values) => {
  expect(readValues(text)).toEqual(values);
});

test.each([
  ['a line without a value', 'a\n', "Invalid format 'a'"],
  ['a line without a name', '=a\n', "Invalid format '=a'"],
  ['a value that never ends', 'a<<END\none\n', "Matching delimiter not found 'END'"],
])('%s is refused as the runner refuses it', (_, text, words) => {
  expect(() => readValues(text)).toThrow(words);
});

test('of folders the last is the first to be looked into', () => {
  expect(readFolders('/a\n/b\n')).toEqual(['/b', '/a']);
});
