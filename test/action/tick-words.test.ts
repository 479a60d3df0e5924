// What `action/tick` tells of a look at more incidents than the jobs of one matrix may be: https://docs.github.com/en/actions/reference/limits
import { expect, test } from 'vitest';
import { tickInWords } from '../../action/tick/inputs.ts';

/** The later its number, the later it is; the first ones hold something unread. */
const rows = Array.from({ length: 300 }, (_, index) => ({
  number: index + 1,
  lateSeconds: index < 3 ? null : index * 60,
}));

test('256 go to the jobs of this run, what people wrote first and then what is latest; how many wait for the next is said', () => {
  const { outputs, log, summary } = tickInWords({ looked: 400, rows, unread: 0, outcome: null });
  const given: readonly number[] = JSON.parse(outputs['incidents'] ?? '');
  expect(given).toHaveLength(256);
  expect(given.slice(0, 5)).toEqual([1, 2, 3, 300, 299]);
  expect(given.at(-1)).toBe(48);
  expect(log).toContain('300 of 400 incidents have something due or unread; late by 299 min');
  for (const said of [log, summary]) expect(said).toContain('44 more are left for the next run');
  expect(summary.match(/^\| #\d+ \|/gm)).toHaveLength(256);
  expect(outputs['late-seconds']).toBe(String(299 * 60));
});

test('as many as there may be wait for nothing', () => {
  const { outputs, log, summary } = tickInWords({ looked: 300, rows: rows.slice(0, 256), unread: 0, outcome: null });
  expect(JSON.parse(outputs['incidents'] ?? '')).toHaveLength(256);
  for (const said of [log, summary]) expect(said).not.toContain('left for the next run');
});
