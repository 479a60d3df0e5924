// A module in two halves: what stays, and functions that are loaded with a part.
import { expect, test } from 'vitest';
import { halvesOf } from '../../../scripts/later/split.ts';

const text = `// A module.
import { other } from './other.ts';

/** How many. */
export const MOST = 3;

const words = ['a', 'b'];

/** What is called first. */
export function usual(count: number): number {
  return count + shared();
}

export function rare(count: number): readonly string[] {
  return count > MOST ? words.slice(helper(count), ...own()) : other(shared());
}

function helper(count: number): number {
  return own().length + count;
}

function own(): readonly number[] {
  return [1];
}

function shared(): number {
  return 2;
}
`;

const halves = (wanted: readonly string[] | null) =>
  halvesOf(text, '/module.ts', wanted, 'const load = () => part;', (name) => `${name}$7`);

test('a function goes with what only it calls; what others call stays', () => {
  const { functions, kept, later } = halves(['rare']);
  expect(functions).toEqual(['rare', 'helper', 'own']);
  expect(kept).toContain('export function rare(...given) { return load().rare$7(...given); }');
  expect(kept).toMatch(/function shared\(\): number \{\n {2}return 2;/);
  expect(kept).not.toContain('own().length');
  expect(later).toContain("import { other } from './other.ts';");
  expect(later).toMatch(/function rare\(count: number\): readonly string\[\] \{\n {2}return count > MOST/);
  expect(later).toContain('export { rare, helper, own };');
});

test('what stays is there for what goes, exported or not, and is there once', () => {
  const { kept, later } = halves(['rare']);
  expect(kept).toContain('export { words, shared };');
  expect(later).toContain('import { MOST, words, usual, shared } from "/module.ts";');
  expect(later).not.toContain("['a', 'b']");
});

test('without names all functions go', () => {
  expect(halves(null).functions).toEqual(['usual', 'rare', 'helper', 'own', 'shared']);
});

test.each([
  ['a function that is not there', () => halves(['missing']), /has no function missing/],
  ['no function at all', () => halvesOf('export const a = 1;\n', '/a.ts', null, '', String), /has no function/],
  [
    'values that have no one name',
    () => halvesOf('const { a } = b;\n\nfunction c() {\n  return a;\n}\n', '/a.ts', null, '', String),
    /Not to be taken apart/,
  ],
])('%s is told', (_what, split, said) => {
  expect(split).toThrow(said);
});
