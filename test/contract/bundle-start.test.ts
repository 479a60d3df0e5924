// What each Action loads before it does anything, and all it may load: a change that makes either much larger is seen here. Wanted are 600 kB; decision 0045 says what is between, `test/acceptance/bundle-loaded.test.ts` and `lint-loaded.test.ts` what runs load with the parts that they come to.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { bundleSizeOf } from '../../scripts/later/sizes.ts';

const dist = fileURLToPath(new URL('../../action/dist/', import.meta.url));

/** Bytes: at the start, for an event of ours, and with every part that a run may come to. */
type Limits = { readonly start: number; readonly ours: number; readonly all: number };

const loop = { ours: 410_000, all: 1_400_000 };
const known: Readonly<Record<string, Limits>> = {
  declare: { ...loop, start: 20_000 },
  respond: { ...loop, start: 20_000 },
  tick: { ...loop, start: 10_000 },
  'policy-check': { start: 12_000, ours: 265_000, all: 460_000 },
  'postmortem-lint': { start: 10_000, ours: 435_000, all: 785_000 },
  'hotfix-gate': { start: 12_000, ours: 190_000, all: 495_000 },
  publish: { start: 10_000, ours: 280_000, all: 505_000 },
  rollback: { start: 12_000, ours: 150_000, all: 460_000 },
  verify: { start: 10_000, ours: 130_000, all: 440_000 },
};

const names = readdirSync(dist)
  .filter((file) => file.endsWith('.js') && !file.startsWith('part-'))
  .map((file) => file.replace(/\.js$/, ''));

test.each(names)('%s loads no more than it did', (name) => {
  const { start, ours, all } = bundleSizeOf(dist, name);
  const limits = known[name];
  if (limits === undefined) throw new Error('Its limits are not said here.');
  expect(start).toBeLessThanOrEqual(limits.start);
  expect(ours).toBeGreaterThan(100_000);
  expect(ours).toBeLessThanOrEqual(limits.ours);
  expect(all).toBeLessThanOrEqual(limits.all);
});

test.each(['respond', 'tick', 'policy-check', 'postmortem-lint', 'rollback', 'verify'])(
  '%s begins with one file',
  (name) => {
    const text = readFileSync(join(dist, `${name}.js`), 'utf8');
    expect(text).not.toMatch(/(?:from|import) ?"\.\/part-/);
    expect(text).toMatch(/import\("\.\/part-/);
  },
);

test('an event that is not ours costs no loop', () => {
  const { start, ours } = bundleSizeOf(dist, 'respond');
  expect(start).toBeLessThan(20_000);
  expect(ours - start).toBeGreaterThan(300_000);
});

test('the linter with its library of word classes comes only with a postmortem', () => {
  const { start, ours } = bundleSizeOf(dist, 'postmortem-lint');
  expect(ours - start).toBeGreaterThan(300_000);
});
