// The process is killed at every named point, and started again: what people see is as if it had not been (F-01 to F-10).
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { type CrashPoint, crashPoints } from '../../../src/shell/engine/crash-points.ts';
import { FakeGitHub } from '../../support/fake-thread.ts';

const child = fileURLToPath(new URL('../../support/crash-child.ts', import.meta.url));

async function run(folder: string, crashAt: string | null): Promise<NodeJS.Signals | number | null> {
  const environment = crashAt === null ? {} : { FIREBREAK_CRASH_AT: crashAt };
  const prebuilt = process.env['FIREBREAK_TEST_PREBUILT'] ?? '';
  // Without the optimising compiler of WebAssembly a process this short-lived needs half the time.
  const started = spawn(
    process.execPath,
    ['--liftoff-only', child, join(folder, 'data'), join(folder, 'github.json'), prebuilt],
    {
      env: { PATH: process.env['PATH'], ...environment },
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  );
  const [code, signal] = await once(started, 'exit');
  return signal ?? code;
}

type Case = readonly [CrashPoint, number];
/** The first pass of each point is in the declaration; these are in an answer or in the timer's page. */
const later: readonly Case[] = [
  ['between-effects', 2],
  ['effect-sent-no-answer', 4],
];
/** This declaration passes all but those of pull requests, which have stories of their own (`acceptance/freeze-large`, `hotfix-crash`, `postmortem-check`). */
const ofPulls: readonly CrashPoint[] = [
  'between-checks',
  'hotfix-merged-not-told',
  'proposal-posted',
  'between-annotations',
];
const passed = crashPoints.filter((point) => !ofPulls.includes(point));
const cases: readonly Case[] = [...passed.map((point) => [point, 1] as const), ...later];

test.each(cases)('killed at %s (pass %i), everything is done once', async (point, pass) => {
  const folder = mkdtempSync(join(tmpdir(), 'firebreak-crash-'));
  expect(await run(folder, `${point}:${pass}`)).toBe('SIGKILL');
  expect(await run(folder, null)).toBe(0);
  const github = new FakeGitHub();
  github.restore(readFileSync(join(folder, 'github.json'), 'utf8'));
  rmSync(folder, { recursive: true, force: true });
  const issue = github.issue(1);
  expect(github.said(issue)).toEqual(['declared', 'x', 'due']);
  expect(github.cards(issue)).toHaveLength(1);
  expect(github.record(issue)).toMatchObject({ revision: 4, monitoring: null });
});
