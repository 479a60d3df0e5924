// What came of checks, as lines of the log, a table, and outputs.

import { inert } from '../../src/core/markdown/inert.ts';
import type { AskedCheck, CheckAnswer } from '../../src/core/mitigation/asked-check.ts';
import { command } from '../host/commands.ts';

/** What became of one. */
export type Made = { readonly check: AskedCheck; readonly answer: CheckAnswer };

export type Told = {
  readonly passed: boolean;
  readonly lines: readonly string[];
  readonly summary: string;
  readonly outputs: Readonly<Record<string, string>>;
};

/**
 * Whoever reads the step takes it for what came of its checks: one that could not be made has not passed. Those without an address are looked at by
 * people, and count neither way.
 */
export function told(made: readonly Made[]): Told {
  const asked = made.filter(({ check }) => check.url !== undefined);
  const failures = asked.filter(({ answer }) => answer.result !== 'passed').length;
  const passed = asked.length > 0 && failures === 0;
  const title = passed ? `${asked.length} passed` : `${failures} of ${asked.length} did not pass`;
  const rows = made.map(
    ({ check, answer }) => `| ${inert(check.id)} | ${inert(check.kind)} | ${answer.result} | ${answer.says} |`,
  );
  const report = made.map(({ check: { id, kind }, answer: { result, says } }) => ({ id, kind, result, says }));
  return {
    passed,
    lines: [...made.map(lineOf), ...measuredIn(made), `Firebreak: verification: ${title}`],
    summary: [
      `## Firebreak / verify: ${title}`,
      '',
      '| Check | Kind | Result | What |',
      '|---|---|---|---|',
      ...rows,
    ].join('\n'),
    outputs: { passed: String(passed), report: JSON.stringify(report) },
  };
}

/** An annotation, unless it passed. */
function lineOf({ check: { id, url }, answer: { result, says } }: Made): string {
  if (result === 'passed') return `${id}: ${says}`;
  if (result === 'failed') return command('error', { title: 'verify' }, `${id}: ${says}`);
  const text = `${id} was not checked: ${says}`;
  if (url === undefined) return command('warning', { title: 'verify' }, text);
  return command('error', { title: 'verify' }, `${text}. Where that is right, say its host in hosts, and use https`);
}

/** What a run of the app's is read for (`core/mitigation/measuring.ts`): the error rate as a share, once. */
function measuredIn(made: readonly Made[]): readonly string[] {
  const value = made.find(({ check, answer }) => check.kind === 'error-rate' && answer.value !== null)?.answer.value;
  return value == null || value < 0 || value > 1 ? [] : [`measured: error-rate ${value.toFixed(6)}`];
}
