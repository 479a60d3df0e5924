// When a line of a schedule is due.
import { expect, test } from 'vitest';
import { lastDue } from '../../../src/sandbox/actions/cron.ts';

const at = (text: string) => Date.parse(text);

test.each([
  { cron: '3-58/5 * * * *', to: '2026-03-01T10:07:59Z', due: '2026-03-01T10:03:00.000Z' },
  { cron: '*/15 * * * *', to: '2026-03-01T10:45:00Z', due: '2026-03-01T10:45:00.000Z' },
  { cron: '0 9 * * 1-5', to: '2026-03-01T10:00:00Z', due: '2026-02-27T09:00:00.000Z' },
  { cron: '0 9 * * MON,wed', to: '2026-03-01T10:00:00Z', due: '2026-02-25T09:00:00.000Z' },
  { cron: '30 4 1 * *', to: '2026-03-01T10:00:00Z', due: '2026-03-01T04:30:00.000Z' },
  { cron: '0 0 13 * 5', to: '2026-03-01T10:00:00Z', due: '2026-02-27T00:00:00.000Z' },
  { cron: '0 0 1 jan *', to: '2026-03-01T10:00:00Z', due: null },
])('$cron up to $to: $due', ({ cron, to, due }) => {
  const found = lastDue(cron, at('2026-02-01T00:00:00Z'), at(to));
  expect(found === null ? null : new Date(found).toISOString()).toBe(due);
});

test.each(['* * * *', '61 * * * *', '* * * * noday', 'x-y * * * *'])('%s is no schedule', (cron) => {
  expect(() => lastDue(cron, 0, at('2026-02-01T00:00:00Z'))).toThrow(cron);
});
