// The error rate that a step of a verification printed: believed only where it can be nobody else's.
import { expect, test } from 'vitest';
import { measuredIn } from '../../../src/shell/github/run-measured.ts';

const step = { from: '2026-11-21T08:00:10Z', to: '2026-11-21T08:00:12Z' };
const log = (...lines: readonly (readonly [second: number, line: string])[]) =>
  `\uFEFF${lines.map(([second, line]) => `2026-11-21T08:00:${second}.1234567Z ${line}`).join('\r\n')}`;

test.each([
  ['a line of its own', [[11, 'measured: error-rate 0.12']], 0.12],
  ['in the last second of the step', [[12, 'measured: error-rate 1']], 1],
  ['not what another step prints', [[14, 'measured: error-rate 0.9']], null],
  ['neither of two', [[11, 'measured: error-rate 0.12'], [14, 'measured: error-rate 0.9']], null],
  ['not behind something else', [[11, 'echo measured: error-rate 0.9']], null],
  ['not before something else', [[11, 'measured: error-rate 0.9 || true']], null],
  ['no percentage', [[11, 'measured: error-rate 12']], null],
  ['no word', [[11, 'measured: error-rate nan']], null],
  ['no share over one', [[11, 'measured: error-rate 1.5']], null],
  ['no more digits than a number has', [[11, `measured: error-rate 0.${'1'.repeat(50)}`]], null],
] as const)('%s', (_what, lines, rate) => {
  expect(measuredIn(log(...lines), step)).toBe(rate);
}); // biome-ignore format: one row a line
