/** The example of a rollback workflow that teams copy: as it is in this repository, executed. */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, test } from 'vitest';
import { atEnd } from '../support/local-github.ts';
import { dispatch, jobsOf, logOf, putFile, removeFile, runOf, withFiles } from './support.ts';

const file = '.github/workflows/rollback-production.yml';
const text = readFileSync(new URL(`../../../${file}`, import.meta.url), 'utf8');
const target = 'a'.repeat(40);

/** Scripts of a team whose production is a file; `live` is what is live after the deployment. */
const scripts = (health: string, live = '$2') => ({
  pause: 'echo "paused $1"',
  deploy: `echo "deployed $2 to $1"\necho "${live}" > "$RUNNER_TEMP/live"`,
  version: 'cat "$RUNNER_TEMP/live"',
  health: `echo "${health}"`,
});

/** A service that answers so; its address. */
async function service(status: number): Promise<string> {
  const server = createServer((_request, response) => response.writeHead(status).end());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  atEnd(() => new Promise<void>((resolve) => server.close(() => resolve())));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/health`;
}

async function rolledBack(given: Readonly<Record<string, string | null>>, inputs: Readonly<Record<string, string>>) {
  const { sandbox, responder } = await withFiles({ [file]: text }, { runs: 'execute' });
  for (const [name, script] of Object.entries(given)) {
    const path = `.github/deploy/${name}`;
    if (script === null) await removeFile(responder, path);
    else await putFile(responder, path, `#!/bin/bash\n${script}\n`);
  }
  const id = await dispatch(responder, 'rollback-production.yml', { inputs });
  await sandbox.runs.idle();
  const [job] = await jobsOf(responder, id);
  const steps: readonly { name: string; conclusion: string }[] = job.steps;
  const done = steps
    .filter(({ conclusion }) => conclusion !== 'skipped')
    .map(({ name, conclusion }) => `${name}: ${conclusion}`);
  return { run: await runOf(responder, id), done, log: await logOf(responder, job.id) };
}

describe('the example of a rollback workflow', () => {
  test('pauses, rolls back, verifies, and looks at the health, in this order (S001-34, S003-16)', async () => {
    const { run, done, log } = await rolledBack(scripts(await service(200)), {
      sha: target,
      incident: '7',
      key: 'k-1',
    });
    expect(run).toMatchObject({ conclusion: 'success', display_title: `Roll back production to ${target} (k-1)` });
    expect(done.filter((step) => /^(?:Check|Pause|Roll|Verify|Health)/.test(step))).toEqual([
      'Check the inputs: success',
      'Pause: success',
      'Roll back: success',
      'Verify: success',
      'Health: success',
    ]);
    expect(log).toContain(`paused production\n`);
    expect(log).toContain(`deployed ${target} to production\n`);
    expect(log).toContain(`production is at ${target}.\n`);
  });

  test.each([
    [
      'what was typed is no commit: nothing is begun',
      { sha: 'main; curl evil.example' },
      'Check the inputs: failure',
      'All forty digits of one are expected',
      {},
    ],
    [
      'another version is live afterwards',
      { sha: target },
      'Verify: failure',
      `Live is 'bbb'`,
      { deploy: 'echo bbb > "$RUNNER_TEMP/live"' },
    ],
    ['a script is missing', { sha: target }, 'Pause: failure', '.github/deploy/pause: No such file', { pause: null }],
    ['nobody said how to see the health', { sha: target }, 'Health: failure', 'prints no address', { health: 'true' }],
  ])('%s', async (_name, inputs, last, says, changed) => {
    const { run, done, log } = await rolledBack({ ...scripts('http://127.0.0.1:1/'), ...changed }, inputs);
    expect(run.conclusion).toBe('failure');
    expect(done.filter((step) => step.endsWith('failure'))).toEqual([last]);
    expect(log).toContain(says);
  });

  test('the service does not answer 2xx: it fails, and the version stays', async () => {
    const { run, done } = await rolledBack(scripts(await service(503)), { sha: target });
    expect(run.conclusion).toBe('failure');
    expect(done.filter((step) => step.endsWith('failure'))).toEqual(['Health: failure']);
  });
});
