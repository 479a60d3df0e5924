// The library of word classes as the Actions have it, without what nothing of ours calls and with its words compressed (`scripts/word-classes.ts`), tells the same as the whole of it.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { wordClasses } from '../../scripts/word-classes.ts';
import { sentencesIn, type Term } from '../../src/core/postmortem/lint/prose/terms.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'firebreak-words-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Terms = { readonly sentencesIn: typeof sentencesIn };
let bundled: Terms;
let bytes = 0;

beforeAll(async () => {
  const outfile = join(folder, 'terms.mjs');
  const entry = join(root, 'src/core/postmortem/lint/prose/terms.ts');
  const options = { bundle: true, format: 'esm', platform: 'node', minify: true } as const;
  await build({ ...options, entryPoints: [entry], outfile, plugins: [wordClasses(root)] });
  bytes = readFileSync(outfile).length;
  bundled = (await import(outfile)) as Terms;
});

/** All that the terms are, tags in their order, as text: it is compared much faster. */
const told = (terms: readonly (readonly Term[])[]) =>
  JSON.stringify(terms.map((sentence) => sentence.map((term) => ({ ...term, tags: [...term.tags] }))));

/** Paragraphs of every page of prose that there is here. */
function paragraphs(): readonly string[] {
  const pages = ['', 'docs', 'test/golden/postmortem'].flatMap((at) =>
    readdirSync(join(root, at))
      .filter((name) => name.endsWith('.md'))
      .map((name) => join(root, at, name)),
  );
  return [...new Set(pages.flatMap((file) => readFileSync(file, 'utf8').split(/\n\s*\n/)))];
}

test('for every paragraph of the documentation and of three outages', { timeout: 600_000 }, () => {
  const all = paragraphs();
  expect(all.length).toBeGreaterThan(500);
  for (const text of all) expect(told(bundled.sentencesIn(text)), text).toBe(told(sentencesIn(text)));
});

const people = ['Dana', 'she', 'they', 'the on-call engineer', 'Jenkins', '@octo-cat', 'O’Brien', 'nobody', 'Dr. Kim'];
const verbs = ['broke', "didn't check", 'should’ve noticed', 'had been deploying', 'fat-fingered', "wasn't told of"];
const things = [
  'it',
  'the deploy',
  'node/3 at 10:45pm',
  '3,000 requests in 2026',
  'the Berlin cluster’s cache',
  ':( 5%',
];

test('for people, verbs and things in every order', () => {
  for (const one of people)
    for (const verb of verbs)
      for (const thing of things)
        for (const text of [`${one} ${verb} ${thing}.`, `${thing}, ${one} ${verb}!`, `Why ${verb} ${one} ${thing}?`])
          expect(told(bundled.sentencesIn(text)), text).toBe(told(sentencesIn(text)));
});

test('is two thirds of it', () => {
  expect(bytes).toBeLessThan(200_000);
});
