// Many samples as the few numbers that a row shows.

export type Summary = {
  readonly n: number;
  readonly median: number;
  readonly p99: number;
  readonly max: number;
  readonly min: number;
};

/** Nearest-rank percentiles, in the unit of the samples. With fewer than a hundred samples the 99th is the largest. Throws without samples. */
export function summarise(samples: readonly number[]): Summary {
  if (samples.length === 0) throw new Error('There is nothing to summarise: no sample was taken.');
  const sorted = [...samples].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
  return { n: sorted.length, median: at(0.5), p99: at(0.99), max: at(1), min: at(0) };
}
