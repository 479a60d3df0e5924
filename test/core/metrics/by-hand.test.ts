// The metrics of twelve incidents, worked out by hand beside them (`twelve.ts`); the working of each number is in its row.
import { describe, expect, test } from 'vitest';
import { definitions, type MetricId } from '../../../src/core/metrics/definitions.ts';
import type { Reading } from '../../../src/core/metrics/reading.ts';
import { type Report, report } from '../../../src/core/metrics/report.ts';
import { policyOf } from './telling.ts';
import { asOf, sources } from './twelve.ts';

const all = { from: null, to: null };
const wanted = { window: all, asOf, environment: 'production', policyOf };
const made = report(sources, wanted);

function reading(id: MetricId, of: Report = made): Reading {
  const found = of.metrics.find(({ definition }) => definition.id === id)?.reading;
  if (found === undefined) throw new Error(`There is no ${id}.`);
  return found;
}

const minutes = (count: number) => count * 60;

describe('how long it takes, of the nine that count', () => {
  // In order: the values in minutes; median is the place (n − 1) / 2, p90 the place 0.9 (n − 1), counted from 0 and interpolated.
  test.each([
    { id: 'time-to-detect', values: '2 2 4 5 5 15 30 80', n: 8, median: 5, p90: 45 /* 30 + 0.3 × 50 */, mean: 17.875 /* 143 / 8 */, left: { 'start-unknown': 1 } },
    { id: 'time-to-acknowledge', values: '1 2 3 5 6 12 20 30', n: 8, median: 5.5, p90: 23 /* 20 + 0.3 × 10 */, mean: 9.875 /* 79 / 8 */, left: { 'not-acknowledged': 1 } },
    { id: 'time-to-mobilise', values: '4 5 8 10 15 25 30', n: 7, median: 10, p90: 27 /* 25 + 0.4 × 5 */, mean: 97 / 7, left: { 'role-unfilled': 2 } },
    { id: 'time-to-first-update', values: '10 20 25 30 40 50', n: 6, median: 27.5, p90: 45 /* 40 + 0.5 × 10 */, mean: 175 / 6, left: { 'no-update': 3 } },
    { id: 'time-to-mitigate', values: '11 38 80 100 145 155 180 240', n: 8, median: 122.5, p90: 198 /* 180 + 0.3 × 60 */, mean: 949 / 8, left: { 'not-reached': 1 } },
    { id: 'time-to-resolve', values: '11 68 175 200 200 210 220 1800', n: 8, median: 200, p90: 694 /* 220 + 0.3 × 1580 */, mean: 2884 / 8, left: { 'not-reached': 1 } },
    { id: 'active-time', values: '11 68 115 200 200 210 220 1800', n: 8, median: 200, p90: 694, mean: 2824 / 8, left: { 'not-reached': 1 } },
    { id: 'impact-duration', values: '38 75 80 100 145 180', n: 6, median: 90, p90: 162.5 /* 145 + 0.5 × 35 */, mean: 103 /* 618 / 6 */, left: { 'not-noticed': 1, 'not-reached': 1, 'start-unknown': 1 } },
    { id: 'failed-deployment-recovery-time', values: '45 90', n: 2, median: 67.5, p90: 85.5 /* 45 + 0.9 × 45 */, mean: 67.5, left: {} },
    { id: 'open-action-items', values: '29 days 10.5 hours', n: 1, median: 42_390, p90: 42_390, mean: 42_390, left: {} },
  ] as const)('$id: $values', ({ id, n, median, p90, mean, left }) => {
    const { left: reasons, ...numbers } = reading(id) as Extract<Reading, { shape: 'durations' }>;
    expect(numbers).toEqual({ shape: 'durations', n, median: minutes(median), p90: minutes(p90), mean: expect.closeTo(minutes(mean), 2), trend: null });
    expect(Object.fromEntries(reasons.map(({ reason, n: count }) => [reason, count]))).toEqual(left);
  }); // biome-ignore format: a table

  test('in each severity', () => {
    expect(reading('time-in-severity')).toMatchObject({
      n: 8,
      rows: [
        // 60 65 180 210
        { name: 'P0', n: 4, median: minutes(122.5), p90: minutes(201) },
        // 60 100 110 1800
        { name: 'P1', n: 4, median: minutes(105), p90: minutes(1293) },
        // 10 30
        { name: 'P2', n: 2, median: minutes(20), p90: minutes(28) },
      ],
      left: [{ reason: 'not-reached', n: 1 }],
    });
  });
});

describe('shares', () => {
  test.each([
    // 2/2 + 1/2 + 2/2 + 0/1 + 1/1 + 1/1
    { id: 'update-adherence', part: 7, n: 9, share: 0.7778 },
    // 1/1 + 2/2 + 1/1 + 1/1 + 1/1 + 0/1 + 1/1
    { id: 'escalation-adherence', part: 7, n: 8, share: 0.875 },
    // monitoring: 1, 6, 7, 12; customers: 2, 4; colleagues: 3; in own words: 5; nobody said: 10
    { id: 'self-detected', part: 4, n: 7, share: 0.5714 },
    // only 5
    { id: 'returns', part: 1, n: 9, share: 0.1111 },
    // in time: the proper fix of 1 and the first follow-up of 12; late: the second; never: the follow-up of 1, due on the 8th
    { id: 'action-items', part: 2, n: 4, share: 0.5 },
    // at P0 in the end: 1 in time, 2 late, 12 never
    { id: 'postmortem-timeliness', part: 1, n: 3, share: 0.3333 },
    // failed: A (hotfix of 1) and C (rollback of 12), of A H B C B
    { id: 'change-fail-rate', part: 2, n: 5, share: 0.4 },
    // made by an incident: H and the second B
    { id: 'deployment-rework-rate', part: 2, n: 5, share: 0.4 },
  ] as const)('$id is $part of $n', ({ id, part, n, share }) => {
    expect(reading(id)).toMatchObject({ shape: 'share', part, n, share });
  });

  test('of action items by their kind; of none there is no share', () => {
    expect(reading('action-items')).toMatchObject({
      by: [
        { name: 'follow-up', part: 1, n: 3, share: 0.3333 },
        { name: 'proper-fix', part: 1, n: 1, share: 1 },
        { name: 'temporary-fix', part: 0, n: 0, share: null },
      ],
    });
  });
});

describe('counts', () => {
  test.each([
    { id: 'incidents-by-peak', n: 9, rows: ['P0 5', 'P1 3', 'P2 1'] },
    { id: 'incidents-by-close', n: 8, rows: ['P1 4', 'P0 3', 'P2 1'] },
    { id: 'incidents-by-service', n: 6, rows: ['checkout 4', 'search 2', 'mail, incoming 1'] },
    { id: 'incidents-by-source', n: 8, rows: ['monitoring 4', 'customers 2', 'The night shift saw it 1', 'colleagues 1'] },
  ] as const)('$id', ({ id, n, rows }) => {
    const found = reading(id) as Extract<Reading, { shape: 'counts' }>;
    expect(found.rows.map(({ name, n: count }) => `${name} ${count}`)).toEqual(rows);
    expect(found.n).toBe(n);
  }); // biome-ignore format: a table

  test('of what is left out', () => {
    expect(made.incidents).toBe(9);
    expect(made.left).toEqual({ drills: 1, duplicates: 1, declined: 1, reported: 0, outside: 0 });
  });
});

test('every row of the table is read, once and in its order', () => {
  expect(made.metrics.map(({ definition }) => definition.id)).toEqual(definitions.map(({ id }) => id));
});

describe('open action items, as they were', () => {
  test.each([
    // f1 since the 1st, 13:30; g2, of which it is not known since when, was done on the 16th.
    { at: '2026-03-15T12:00:00Z', values: '13 days 22.5 hours', median: 13 * 1440 + 22.5 * 60, n: 1, left: [{ reason: 'not-recorded', n: 1 }] },
    { at: '2026-03-17T12:00:00Z', values: '15 days 22.5 hours', median: 15 * 1440 + 22.5 * 60, n: 1, left: [] },
    // f1 was not on record yet; of b1, g1 and g2 it is not known since when they are.
    { at: '2026-03-01T12:00:00Z', values: 'none', median: null, n: 0, left: [{ reason: 'not-recorded', n: 3 }] },
  ])('at $at: $values', ({ at, median, n, left }) => {
    const then = report(sources, { ...wanted, asOf: at });
    expect(reading('open-action-items', then)).toMatchObject({ n, median: median === null ? null : minutes(median), left });
  }); // biome-ignore format: a table
});

describe('the mistakes of others (Part D.3)', () => {
  const alone = (number: number) =>
    report({ ...sources, records: sources.records.filter(({ record }) => record.issue.number === number) }, wanted);

  test('a 30-hour incident reads 30 hours', () => {
    expect(reading('time-to-resolve', alone(3))).toMatchObject({ n: 1, median: 30 * 3600, p90: 30 * 3600 });
  });

  test('what happens to a closed incident changes nothing', () => {
    const [twelfth] = sources.records.filter(({ record }) => record.issue.number === 12);
    if (twelfth === undefined) throw new Error('There is no twelfth.');
    const { record, labels } = twelfth;
    // As it was when it was closed: without the entries that came later.
    const untouched = { ...record, summary: 'Production down', cause: null, timeline: record.timeline.filter(({ at }) => at <= '2026-03-12T11:35:00Z') };
    expect(untouched.timeline.length).toBeLessThan(record.timeline.length);
    const before = report({ ...sources, records: [{ record: untouched, labels }] }, wanted);
    expect(alone(12)).toEqual(before);
  }); // biome-ignore format: one thought a line
});
