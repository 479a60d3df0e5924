/** The example of a verification workflow that teams copy: as it is in this repository, executed. */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, test } from 'vitest';
import { atEnd } from '../support/local-github.ts';
import { dispatch, jobsOf, logOf, putFile, removeFile, runOf, withFiles } from './support.ts';

const file = '.github/workflows/verify-production.yml';
const text = readFileSync(new URL(`../../../${file}`, import.meta.url), 'utf8');

/** A service that answers with this; its address. */
async function service(body: unknown, status = 200): Promise<string> {
  const server = createServer((_request, response) => response.writeHead(status).end(JSON.stringify(body)));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  atEnd(() => new Promise<void>((resolve) => server.close(() => resolve())));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function verified(checks: readonly object[], smoke: string | null) {
  const { sandbox, responder } = await withFiles({ [file]: text }, { runs: 'execute' });
  await putFile(responder, '.github/deploy/health', '#!/bin/bash\n');
  if (smoke === null) await removeFile(responder, '.github/deploy/smoke');
  else await putFile(responder, '.github/deploy/smoke', smoke);
  const inputs = { checks: JSON.stringify(checks), key: 'k-1' };
  const id = await dispatch(responder, 'verify-production.yml', { inputs });
  await sandbox.runs.idle();
  const [job] = await jobsOf(responder, id);
  const steps: readonly { name: string; conclusion: string }[] = job.steps;
  const done = steps
    .filter(({ name, conclusion }) => conclusion !== 'skipped' && /^(?:Health|Error|Latency|Function)/.test(name))
    .map(({ name, conclusion }) => `${name}: ${conclusion}`);
  return { run: await runOf(responder, id), done, log: await logOf(responder, job.id) };
}

describe('the example of a verification workflow', () => {
  test('asks several health endpoints, measures by JSON and Prometheus, and tries what users do (S003-19, S004-13)', async () => {
    const url = await service({ errors: { rate: [0.0004] }, data: { result: [{ value: [1, '2150.5'] }] } });
    const { run, done, log } = await verified(
      [
        { id: 'health', kind: 'health', url },
        { id: 'api-health', kind: 'health', url: `${url}/api` },
        { id: 'errors', kind: 'error-rate', url, path: 'errors.rate.0', below: 0.001 },
        { id: 'p95', kind: 'latency', url, query: 'histogram_quantile(0.95, x) > 0', below: 3000 },
      ],
      'exit 0\n',
    );
    expect(run).toMatchObject({ conclusion: 'success', display_title: 'Verify production (k-1)' });
    expect(done).toEqual(['Health: success', 'Error rate: success', 'Latency: success', 'Function: success']);
    expect(log).toContain('p95 is 2150.5, below 3000.');
  });

  test('one that fails hides no other, and what cannot be done is left out', async () => {
    const url = await service({ rate: 0.2 });
    const { run, done, log } = await verified(
      [
        { id: 'health', kind: 'health', url: await service({}, 404) },
        { id: 'errors', kind: 'error-rate', url, path: 'rate', below: 0.001 },
        { id: 'p95', kind: 'latency', below: 3000 },
      ],
      null,
    );
    expect(run).toMatchObject({ conclusion: 'failure' });
    expect(done).toEqual(['Health: failure', 'Error rate: failure']);
    expect(log).toContain('errors is 0.2, and below 0.001 was to be.');
  });

  test('what is in a check is data and no command', async () => {
    const url = await service({ rate: 0.1 });
    const { log } = await verified(
      [{ id: '$(touch /dev/null; echo evil-$((40 + 2)))', kind: 'error-rate', url, path: 'nothing', below: 1 }],
      null,
    );
    expect(log).toContain('the answer has no number');
    expect(log).not.toContain('evil-42');
  });
});
