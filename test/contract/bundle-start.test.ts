// What each Action loads before it does anything, and all it may load: a change that makes either much larger is seen here. Wanted are 600 kB; decision 0045 says what is between.
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { bundleSizeOf } from '../../scripts/later/sizes.ts';

const dist = fileURLToPath(new URL('../../action/dist/', import.meta.url));

const WANTED = 600_000;

/** Those that need the whole loop for whatever they are started: bytes at their start. */
const largerAtStart: Readonly<Record<string, number>> = { declare: 940_000, tick: 940_000 };

/** Bytes with all parts that a run may come to. */
const mostOfAll: Readonly<Record<string, number>> = { 'policy-check': WANTED, 'postmortem-lint': 900_000 };
const LOOP_WITH_ALL = 1_230_000;

const names = readdirSync(dist)
  .filter((file) => file.endsWith('.js') && !file.startsWith('part-'))
  .map((file) => file.replace(/\.js$/, ''));

test.each(names)('%s is not larger than it was', (name) => {
  const { start, all } = bundleSizeOf(dist, name);
  expect(start).toBeGreaterThan(100_000);
  expect(start).toBeLessThanOrEqual(largerAtStart[name] ?? WANTED);
  expect(all).toBeLessThanOrEqual(mostOfAll[name] ?? LOOP_WITH_ALL);
});

test('an event that is not ours costs no loop', () => {
  const { start, all } = bundleSizeOf(dist, 'respond');
  expect(start).toBeLessThanOrEqual(260_000);
  expect(all - start).toBeGreaterThan(600_000);
});

test('the linter with its library of word classes comes only with a postmortem', () => {
  const { start, all } = bundleSizeOf(dist, 'postmortem-lint');
  expect(all - start).toBeGreaterThan(300_000);
});
