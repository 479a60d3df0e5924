/** The page about the sandbox tells the truth: every behaviour it lists has a documentation page and a test that exists. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const page = readFileSync(new URL('../../docs/sandbox.md', import.meta.url), 'utf8');

type Row = { readonly behaviour: string; readonly docs: string; readonly file: string; readonly name: string };

const rows: readonly Row[] = page.split('\n').flatMap((line) => {
  const found = /^\| (.+?) \| \[[^\]]+\]\(([^)]+)\) \| \[[^\]]+\]\(([^)]+)\) (`{1,2}) ?(.+?) ?\4 \|$/.exec(line);
  if (found === null) return [];
  const [, behaviour = '', docs = '', file = '', , name = ''] = found;
  return [{ behaviour, docs, file, name: name.replaceAll('\\|', '|') }];
});

test('the page lists at least 30 behaviours, each once, and no line of its tables is left out', () => {
  const lines = page.split('\n').filter((line) => line.includes('](../test/sandbox/'));
  expect(rows.length).toBe(lines.length);
  expect(rows.length).toBeGreaterThanOrEqual(30);
  expect(new Set(rows.map(({ behaviour }) => behaviour)).size).toBe(rows.length);
});

test.each(rows.map((row) => [row.behaviour, row] as const))('%s', (_, { docs, file, name }) => {
  expect(docs).toMatch(/^https:\/\/docs\.github\.com\/en\/[\w/#.-]+$/);
  const source = readFileSync(new URL(`../../docs/${file}`, import.meta.url), 'utf8');
  const quoted = ["'", '"', '`'].map((quote) => `${quote}${name}${quote}`);
  expect(quoted.some((text) => source.includes(text))).toBe(true);
});
