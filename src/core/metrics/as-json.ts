// The report as data: each number with its definition beside it. Seconds, UTC; what is not known is null.
import type { Reading } from './reading.ts';
import type { Report } from './report.ts';

/** Raised when a reader of it would have to change. */
export const REPORT_FORMAT = 1;

/** A value for `JSON.stringify`. Means are in it only where they were asked for. */
export function asJson(
  { metrics, placed: _chart, levels: _order, ...report }: Report,
  of: string,
  mean: boolean,
  unread: readonly string[],
) {
  return {
    format: REPORT_FORMAT,
    of,
    ...report,
    percentiles: 'interpolated (percentile_cont)',
    metrics: metrics.map(({ definition: { id, name, unit, says, source }, reading }) => ({
      id,
      name,
      unit,
      ...(mean ? reading : withoutMean(reading)),
      definition: says,
      source,
    })),
    unread,
  };
}

function withoutMean(reading: Reading): object {
  if (reading.shape === 'durations') {
    const { mean: _mean, ...rest } = reading;
    return rest;
  }
  if (reading.shape !== 'durations-of') return reading;
  return { ...reading, rows: reading.rows.map(({ mean: _mean, ...row }) => row) };
}
