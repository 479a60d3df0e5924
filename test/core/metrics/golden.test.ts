// The files that the twelve incidents make, whole: whoever changes a word, a number or a chart sees it here. `npx vitest run test/core/metrics/golden.test.ts -u` writes them anew.
import { describe, expect, test } from 'vitest';
import { asJson } from '../../../src/core/metrics/as-json.ts';
import { asSvg } from '../../../src/core/metrics/chart/page.ts';
import { asMarkdown } from '../../../src/core/metrics/markdown.ts';
import { report, reportOf } from '../../../src/core/metrics/report.ts';
import { duration, percent } from '../../../src/core/metrics/words.ts';
import { handPolicy, policyOf, told } from './telling.ts';
import { asOf, sources } from './twelve.ts';

const wanted = { window: { from: null, to: null }, asOf, environment: 'production', policyOf };
const made = report(sources, wanted);
const page = {
  of: 'acme/shop',
  mean: false,
  charts: 'metrics.svg',
  unread: ['#13 is left out: it has no status card.'],
};
const golden = (name: string) => new URL(`../../golden/metrics/${name}`, import.meta.url).pathname;

describe('the twelve', () => {
  test('as JSON', async () => {
    await expect(`${JSON.stringify(asJson(made, 'acme/shop', true, page.unread), null, 2)}\n`).toMatchFileSnapshot(
      golden('twelve.json.txt'),
    );
  });

  test('as Markdown', async () => {
    await expect(`${asMarkdown(made, page)}\n`).toMatchFileSnapshot(golden('twelve.md'));
  });

  test('as a chart', async () => {
    await expect(asSvg(made, 'acme/shop')).toMatchFileSnapshot(golden('twelve.svg'));
  });
});

describe('nothing at all', () => {
  const nothing = reportOf([], [], wanted);

  test('has no number that is 0 for want of an incident', () => {
    for (const { reading } of nothing.metrics) {
      if (reading.shape === 'durations') expect(reading).toMatchObject({ n: 0, median: null, p90: null, mean: null, trend: null });
      if (reading.shape === 'share') expect(reading).toMatchObject({ n: 0, share: null });
      if (reading.shape === 'counts' || reading.shape === 'durations-of') expect(reading.rows).toEqual([]);
    }
  });

  test('is told as such on the page and in the charts', () => {
    expect(asMarkdown(nothing, { ...page, unread: [] })).toContain('0 incidents declared');
    expect(asSvg(nothing, 'acme/shop')).toContain('no incident');
  });
}); // biome-ignore format: one thought a line

describe('means', () => {
  test('are told only to whoever asks', () => {
    expect(JSON.stringify(asJson(made, 'acme/shop', false, []))).not.toContain('"mean"');
    expect(JSON.stringify(asJson(made, 'acme/shop', true, []))).toContain('"mean"');
    expect(asMarkdown(made, page)).not.toContain('| Mean |');
    expect(asMarkdown(made, { ...page, mean: true })).toContain('| Mean |');
  });
});

describe('what people wrote', () => {
  const wicked = 'x | @acme/all <script>alert(1)</script> #1 ![](https://evil.example/p.png)';
  const record = told({ number: 1, level: 'P0', at: '2026-03-01T10:00:00Z', detection: wicked, services: wicked, happened: [] });
  const found = report({ records: [{ record, labels: [] }], deployments: [], published: [] }, wanted);

  test('does nothing on the page', () => {
    const text = asMarkdown(found, { ...page, of: wicked, unread: [wicked] });
    expect(text).not.toMatch(/@acme|<script|!\[\]\(https|(?<!&)#1\b/);
    expect(text.split('\n').find((line) => line.includes('alert'))).not.toMatch(/^\| x \| @/);
  });

  test('does nothing in the chart', () => {
    expect(asSvg(found, wicked)).not.toContain('<script');
    expect(asSvg({ ...found, placed: [{ month: '2026-03', peak: '"><script>' }] }, 'x')).not.toContain('<script');
  });
}); // biome-ignore format: one thought a line

test.each([
  { seconds: null, words: '–' },
  { seconds: 0, words: '0 s' },
  { seconds: 59.4, words: '59 s' },
  { seconds: 60, words: '1 min' },
  { seconds: 3599, words: '1 h' },
  { seconds: 3900, words: '1 h 05 min' },
  { seconds: 108_000, words: '30 h' },
  { seconds: 172_799, words: '48 h' },
  { seconds: 172_800, words: '2 d' },
  { seconds: 273_600, words: '3 d 4 h' },
])('$seconds seconds read $words', ({ seconds, words }) => {
  expect(duration(seconds)).toBe(words);
}); // biome-ignore format: a table

test.each([
  { share: null, words: '–' },
  { share: 0, words: '0 %' },
  { share: 0.7778, words: '77.8 %' },
  { share: 1, words: '100 %' },
])('a share of $share reads $words', ({ share, words }) => {
  expect(percent(share)).toBe(words);
}); // biome-ignore format: a table

test('the policy of these tests has the severities in their order', () => {
  expect(made.levels).toEqual(handPolicy.levels.map(({ name }) => name));
});
