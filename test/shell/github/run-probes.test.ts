// What the probes of a run printed, as GitHub keeps it in the logs of its jobs.
import { expect, test } from 'vitest';
import { probesIn } from '../../../src/shell/github/run-probes.ts';

const stamped = (...lines: readonly string[]) =>
  lines.map((line) => `2026-11-21T08:00:00.1234567Z ${line}`).join('\r\n');

test('each has the lines behind its head; nothing that a probe prints is taken for another', () => {
  const log = `\uFEFF${stamped(
    '##[group]Run while read',
    'echo "probe: $id $outcome"',
    '##[endgroup]',
    'probe: logs ok',
    '| first',
    '| probe: database ok',
    '|',
    '',
    'probe: database failed',
    '| could not connect',
  )}`;
  expect(probesIn(log)).toEqual([
    { id: 'logs', ok: true, lines: ['first', 'probe: database ok', ''] },
    { id: 'database', ok: false, lines: ['could not connect'] },
  ]);
});
