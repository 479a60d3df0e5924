// The charts as a browser draws them, in light and dark: every text can be read, nothing lies over anything, nothing hangs out.
import { describe, expect, test } from 'vitest';
import { asSvg } from '../../src/core/metrics/chart/page.ts';
import { report } from '../../src/core/metrics/report.ts';
import { policyOf } from '../core/metrics/telling.ts';
import { asOf, sources } from '../core/metrics/twelve.ts';
import { withBrowser } from './support.ts';

const open = withBrowser();

const made = report(sources, { window: { from: null, to: null }, asOf, environment: 'production', policyOf });
/** Two years, severities with the longest names, and times of a month. */
const crowded = {
  ...made,
  levels: ['Severity 1 all hands now', 'Severity 2 wake somebody', 'Severity 3 in the morning', 'P4', 'P5', 'P6'],
  placed: Array.from({ length: 240 }, (_, index) => ({
    month: `${2024 + Math.floor(index / 120)}-${String((Math.floor(index / 10) % 12) + 1).padStart(2, '0')}`,
    peak: ['Severity 1 all hands now', 'Severity 2 wake somebody', 'Severity 3 in the morning', 'P4', 'P5', 'P6', null][index % 7] ?? null,
  })),
  metrics: made.metrics.map(({ definition, reading }) => ({
    definition,
    reading: reading.shape === 'durations' ? { ...reading, n: 12_345, median: 1_234_567, p90: 2_591_000 } : reading,
  })),
}; // biome-ignore format: a value

/** Every text with its box and colour, the page's box and colour, as the browser computes them. */
const look = `(() => {
  const box = (element) => { const { left, top, right, bottom } = element.getBoundingClientRect(); return { left, top, right, bottom }; };
  const texts = [...document.querySelectorAll('svg text')].map((element) => ({ words: element.textContent, fill: getComputedStyle(element).fill, ...box(element) }));
  const page = document.querySelector('rect.page');
  return { texts, page: { fill: getComputedStyle(page).fill, ...box(page) } };
})()`;

type Box = { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number };
type Looked = {
  readonly texts: readonly (Box & { readonly words: string; readonly fill: string })[];
  readonly page: Box & { readonly fill: string };
};

/** WCAG's contrast of two colours as the browser writes them. */
function contrast(a: string, b: string): number {
  const luminance = (colour: string) => {
    const [red = 0, green = 0, blue = 0] = (colour.match(/\d+/g) ?? []).map((part) => {
      const value = Number(part) / 255;
      return value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].toSorted((one, other) => one - other);
  return (light + 0.05) / (dark + 0.05);
}

const overlap = (a: Box, b: Box) =>
  a.left < b.right && b.left < a.right && a.top < b.bottom - 1 && b.top < a.bottom - 1;

describe.each(['light', 'dark'] as const)('in %s', (colorScheme) => {
  test.each([
    { name: 'the twelve incidents', of: made },
    { name: 'two crowded years', of: crowded },
  ])('$name can be read', async ({ of }) => {
    const svg = asSvg(of, 'acme/shop');
    const page = await open(`data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`, { colorScheme });
    const { texts, page: whole } = (await page.evaluate(look)) as Looked;
    expect(texts.length).toBeGreaterThan(40);
    expect(texts.filter(({ fill }) => contrast(fill, whole.fill) < 4.5).map(({ words }) => words)).toEqual([]);
    expect(texts.filter((one) => one.left < whole.left + 8 || one.right > whole.right - 8 || one.bottom > whole.bottom).map(({ words }) => words)).toEqual([]);
    const pairs = texts.flatMap((one, index) => texts.slice(index + 1).filter((other) => overlap(one, other)).map((other) => `${one.words} / ${other.words}`));
    expect(pairs).toEqual([]);
  });
}); // biome-ignore format: one thought a line
