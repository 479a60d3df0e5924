// Jobs for each combination of a matrix, and jobs that take turns.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { atEnd } from '../support/local-github.ts';
import { dispatch, jobsOf, logOf, runOf, until, withFiles } from './support.ts';

const path = '.github/workflows/try.yml';
const shown = (text: string) => ['$', `{{ ${text} }}`].join('');

async function ran(jobs: string) {
  const { sandbox, responder } = await withFiles(
    { [path]: `on: workflow_dispatch\njobs:\n${jobs}` },
    { runs: 'execute' },
  );
  const id = await dispatch(responder, 'try.yml');
  await sandbox.runs.idle();
  const all: readonly { id: number; name: string; conclusion: string }[] = await jobsOf(responder, id);
  const { conclusion } = await runOf(responder, id);
  return { conclusion, responder, all, jobs: Object.fromEntries(all.map((job) => [job.name, job.conclusion])) };
}

test('a matrix that a job before it has made runs once for each value, each with its own', async () => {
  const { conclusion, jobs, all, responder } = await ran(`
  look:
    runs-on: ubuntu-latest
    outputs: { incidents: "${shown('steps.look.outputs.incidents')}" }
    steps: [{ id: look, run: 'echo "incidents=[12, 15]" >> "$GITHUB_OUTPUT"' }]
  incident:
    needs: look
    runs-on: ubuntu-latest
    strategy: { fail-fast: false, matrix: { incident: "${shown('fromJSON(needs.look.outputs.incidents)')}", size: [s] } }
    steps: [{ run: 'echo "for ${shown('matrix.incident')} of ${shown('strategy.job-total')}"' }]
  after: { needs: incident, runs-on: ubuntu-latest, steps: [{ run: 'echo ${shown('needs.incident.result')}' }] }
`);
  expect(conclusion).toBe('success');
  expect(jobs).toEqual({
    look: 'success',
    'incident (12, s)': 'success',
    'incident (15, s)': 'success',
    after: 'success',
  });
  expect(await logOf(responder, all.find(({ name }) => name.includes('15'))?.id ?? 0)).toContain('\nfor 15 of 2\n');
});

test('a matrix without values fails the job, as on GitHub', async () => {
  const job = `{ runs-on: ubuntu-latest, strategy: { matrix: { a: "${shown("fromJSON('[]')")}" } }, steps: [{ run: 'true' }] }`;
  const { conclusion, all, responder } = await ran(`  only: ${job}`);
  expect(conclusion).toBe('failure');
  expect(await logOf(responder, all[0]?.id ?? 0)).toContain("Matrix vector 'a' does not contain any values");
});

test('one failure ends what has not ended of the others, unless the matrix says otherwise', async () => {
  const steps = `steps: [{ run: "exit ${shown('matrix.code')}" }]`;
  const job = (failFast: boolean) =>
    `{ runs-on: ubuntu-latest, strategy: { fail-fast: ${failFast}, max-parallel: 1, matrix: { code: [1, 0] } }, ${steps} }`;
  const { jobs } = await ran(`  kind: ${job(false)}\n  strict: ${job(true)}`);
  expect(jobs).toEqual({
    'kind (1)': 'failure',
    'kind (0)': 'success',
    'strict (1)': 'failure',
    'strict (0)': 'cancelled',
  });
});

test.each([
  { name: 'the older one that waits is cancelled', more: '', ends: ['success', 'cancelled', 'success'] },
  { name: 'all wait', more: ', queue: max', ends: ['success', 'success', 'success'] },
  {
    name: 'the one at work is cancelled',
    more: ', cancel-in-progress: true',
    ends: ['cancelled', 'cancelled', 'success'],
  },
])('of jobs of one concurrency group $name', async ({ more, ends }) => {
  const folder = mkdtempSync(join(tmpdir(), 'firebreak-turns-'));
  atEnd(() => rmSync(folder, { recursive: true }));
  const [begun, go] = [join(folder, 'begun'), join(folder, 'go')];
  const script = `touch ${begun}; until [ -e ${go} ]; do sleep 0.05; done`;
  const job = `{ runs-on: ubuntu-latest, concurrency: { group: "turn-${shown('github.ref_name')}"${more} }, steps: [{ run: '${script}' }] }`;
  const { sandbox, responder } = await withFiles(
    { [path]: `on: workflow_dispatch\njobs:\n  only: ${job}\n` },
    { runs: 'execute' },
  );
  const jobOf = (id: number) => [...sandbox.store.jobs.values()].find(({ runId }) => runId === id);
  const ids = [await dispatch(responder, 'try.yml')];
  await until(sandbox, () => jobOf(ids[0] ?? 0)?.steps.length === 2);
  for (let run = 0; run < 2; run += 1) {
    const id = await dispatch(responder, 'try.yml');
    ids.push(id);
    await until(sandbox, () => jobOf(id)?.status !== 'queued');
  }
  writeFileSync(go, '');
  await sandbox.runs.idle();
  expect(await Promise.all(ids.map(async (id) => (await runOf(responder, id)).conclusion))).toEqual(ends);
});
