// Median and percentiles of seconds. Of nothing there is none: null, never 0 (Part D.3).

export type Summary = {
  readonly n: number;
  readonly median: number | null;
  readonly p90: number | null;
  readonly mean: number | null;
};

/** `n` is how many there are; numbers are rounded to the millisecond. */
export function summaryOf(values: readonly number[]): Summary {
  const n = values.length;
  const sum = [...values].sort((a, b) => a - b).reduce((total, value) => total + value, 0);
  return { n, median: percentile(values, 0.5), p90: percentile(values, 0.9), mean: n === 0 ? null : rounded(sum / n) };
}

/**
 * The percentile by linear interpolation between the two nearest values, as SQL's `percentile_cont` has it: the place is `share × (n − 1)` in order, counted
 * from 0. Null of nothing.
 */
export function percentile(values: readonly number[], share: number): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  const place = share * (sorted.length - 1);
  const [below, above] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]];
  if (below === undefined || above === undefined) return null;
  return rounded(below + (above - below) * (place - Math.floor(place)));
}

function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}

/** Fewer than these show no trend: chance moves their median more than any work does. */
export const FEWEST_FOR_A_TREND = 20;

/** Medians of the older and the newer half, of values in the order of time. */
export type Trend = { readonly older: number; readonly newer: number };

/** Null of fewer than twenty. An odd one in the middle belongs to the newer half. */
export function trendOf(inOrder: readonly number[]): Trend | null {
  if (inOrder.length < FEWEST_FOR_A_TREND) return null;
  const half = Math.floor(inOrder.length / 2);
  const older = percentile(inOrder.slice(0, half), 0.5);
  const newer = percentile(inOrder.slice(half), 0.5);
  return older === null || newer === null ? null : { older, newer };
}

/** A part of a whole to four decimals; null of nothing. */
export function shareOf(part: number, whole: number): number | null {
  return whole === 0 ? null : Math.round((part / whole) * 10_000) / 10_000;
}
