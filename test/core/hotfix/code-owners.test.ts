// CODEOWNERS as GitHub reads it: the last pattern that fits a path counts.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ownersAmong } from '../../../src/core/hotfix/code-owners.ts';
import { ownersOf, readCodeOwners } from '../../../src/sandbox/pulls/code-owners-file.ts';

const owned = (pattern: string, path: string): boolean => ownersAmong(`${pattern} @owner`, [path]).length > 0;

describe('a pattern', () => {
  test.each([
    { pattern: '*', yes: ['a', 'src/a/b.ts'], no: [] },
    { pattern: '*.js', yes: ['a.js', 'src/a.js'], no: ['a.jsx', 'js'] },
    { pattern: '/build/logs/', yes: ['build/logs/a', 'build/logs/x/y'], no: ['build/logs', 'a/build/logs/b'] },
    { pattern: 'docs/*', yes: ['docs/a.md'], no: ['docs/build/a.md', 'x/docs/a.md'] },
    { pattern: 'apps/', yes: ['apps/a', 'x/apps/b/c'], no: ['apps'] },
    { pattern: '/docs', yes: ['docs', 'docs/a/b'], no: ['x/docs'] },
    { pattern: '**/logs', yes: ['logs', 'a/b/logs', 'a/logs/c'], no: ['blogs'] },
    { pattern: '/src/**', yes: ['src/a', 'src/a/b'], no: ['src', 'x/src/a'] },
    { pattern: 'a/**/b', yes: ['a/b', 'a/x/b', 'a/x/y/b/c'], no: ['a/x', 'b'] },
    { pattern: 'src/p?y.ts', yes: ['src/pay.ts'], no: ['src/play.ts'] },
    { pattern: String.raw`my\ file.txt`, yes: ['my file.txt'], no: ['my'] },
    { pattern: '!src', yes: [], no: ['src', '!src'] },
    { pattern: 'a[bc]', yes: [], no: ['ab', 'a[bc]'] },
  ])('$pattern', ({ pattern, yes, no }) => {
    expect(yes.filter((path) => !owned(pattern, path))).toEqual([]);
    expect(no.filter((path) => owned(pattern, path))).toEqual([]);
  });
});

describe('the owners', () => {
  test('are those of the last pattern that fits; none where it names none', () => {
    const text = '* @acme/all # everybody\n/src/ @acme/core @lead\n/src/free.ts\n# /docs @nobody\n';
    expect(ownersAmong(text, ['README.md'])).toEqual(['@acme/all']);
    expect(ownersAmong(text, ['src/pay.ts'])).toEqual(['@acme/core', '@lead']);
    expect(ownersAmong(text, ['src/free.ts'])).toEqual([]);
  });

  test('who own most of what is changed come first; an address is nobody', () => {
    const text = '/a @one\n/b @two mail@example.com\n';
    expect(ownersAmong(text, ['a', 'b/1', 'b/2'])).toEqual(['@two', '@one']);
  });

  test('are those that the sandbox has, whatever the file says', () => {
    const name = fc.constantFrom('a', 'b', 'ab', 'src', '*', '**', '?b', 'a*');
    const pattern = fc
      .tuple(fc.constantFrom('', '/'), fc.array(name, { minLength: 1, maxLength: 3 }), fc.constantFrom('', '/'))
      .map(([before, parts, after]) => `${before}${parts.join('/')}${after}`);
    const path = fc
      .array(fc.constantFrom('a', 'b', 'ab', 'src'), { minLength: 1, maxLength: 4 })
      .map((parts) => parts.join('/'));
    fc.assert(
      fc.property(fc.array(pattern, { maxLength: 4 }), path, (patterns, changed) => {
        const text = patterns.map((one, index) => `${one} @owner${index}`).join('\n');
        expect(ownersAmong(text, [changed])).toEqual(ownersOf(readCodeOwners(text), changed));
      }),
    );
  });

  test('of a hostile file are read in time that grows with its size alone', () => {
    const text = `${'**/'.repeat(90)}x @a\n`.repeat(200) + `${'*'.repeat(290)}b @a\n`.repeat(200);
    expect(ownersAmong(text, ['a/'.repeat(200) + 'a'.repeat(200)])).toEqual([]);
  });
});
