/** Runs: who says how they end, what is heard of them, and how they are ended, queued and repeated. */
import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { expect, test } from 'vitest';
import type { Sandbox } from '../../../src/sandbox/start-sandbox.ts';
import { as, asBot, clientWith, listen, shop } from '../support/local-github.ts';
import { dispatch, isAlive, jobsOf, logOf, runOf, until, withFiles, workflow } from './support.ts';

const path = '.github/workflows/try.yml';
const hello = workflow('- run: echo hello');

/** Everything an app can hear of runs. */
const manifest = {
  name: 'Firebreak',
  description: '',
  default_permissions: { actions: 'write', deployments: 'read', contents: 'read' } as const,
  default_events: ['workflow_run', 'workflow_dispatch', 'deployment', 'deployment_status'],
};

function control(sandbox: Sandbox) {
  const client = clientWith(sandbox, null);
  return (where: string, body: unknown) => client('POST', `/sandbox/runs${where}`, body);
}

test('a run waits for a person unless told otherwise; one that is to be run is executed', async () => {
  const { sandbox, responder } = await withFiles({ [path]: hello }, { manifest });
  const { names } = await listen(sandbox);
  const id = await dispatch(responder, 'try.yml');
  await sandbox.runs.idle();
  expect((await runOf(responder, id)).status).toBe('queued');
  expect((await jobsOf(responder, id))[0]).toMatchObject({ status: 'queued', name: 'only', labels: ['ubuntu-latest'] });
  expect((await control(sandbox)(`/${id}`, { execute: true })).status).toBe(200);
  await sandbox.runs.idle();
  const [job] = await jobsOf(responder, id);
  expect(job).toMatchObject({ status: 'completed', conclusion: 'success', run_id: id });
  expect(await logOf(responder, job.id)).toContain('\nhello\n');
  await sandbox.settled();
  expect(names()).toEqual([
    'workflow_run.requested',
    'workflow_dispatch',
    'workflow_run.in_progress',
    'workflow_run.completed',
  ]);
});

test.each(['success', 'failure', 'cancelled', 'timed_out'])(
  'a script says that a run ends with %s',
  async (conclusion) => {
    const deploys = workflow('- run: exit 9', { job: 'environment: production' });
    const { sandbox, responder } = await withFiles({ [path]: deploys }, { runs: 'script', manifest });
    const { heard, names } = await listen(sandbox);
    const id = await dispatch(responder, 'try.yml');
    const say = control(sandbox);
    expect((await say(`/${id}`, { status: 'in_progress' })).body.status).toBe('in_progress');
    expect((await say(`/${id}`, { status: 'completed', conclusion })).body.conclusion).toBe(conclusion);
    expect((await say(`/${id}`, { status: 'completed', conclusion })).status).toBe(409);
    await sandbox.settled();
    expect(names().slice(2)).toEqual([
      ...['workflow_run.in_progress', 'deployment.created', 'deployment_status.created', 'deployment_status.created'],
      'workflow_run.completed',
    ]);
    const status = heard.findLast(({ event }) => event === 'deployment_status')?.payload;
    expect(status.deployment_status.state).toBe(conclusion === 'success' ? 'success' : 'failure');
    expect(status.workflow_run.id).toBe(id);
    expect(heard.at(-1)?.payload.workflow_run.conclusion).toBe(conclusion);
  },
);

test('a job with an environment deploys to it: in progress, then how the job ended, with the link and the address', async () => {
  const job = `environment: { name: production, url: 'https://shop.example/\${{ steps.deploy.outputs.version }}' }`;
  const text = workflow('- { id: deploy, run: echo version=7 >> "$GITHUB_OUTPUT" }', { job });
  const { sandbox, responder } = await withFiles({ [path]: text }, { runs: 'execute' });
  const id = await dispatch(responder, 'try.yml');
  await sandbox.runs.idle();
  const { body: deployments } = await responder('GET', `${shop}/deployments?environment=production`);
  expect(deployments).toHaveLength(1);
  expect(deployments[0]).toMatchObject({ ref: 'main', creator: { login: 'github-actions[bot]' } });
  const { body: statuses } = await responder('GET', `${shop}/deployments/${deployments[0].id}/statuses`);
  expect(statuses.map(({ state }: { state: string }) => state)).toEqual(['success', 'in_progress']);
  expect(statuses[0].environment_url).toBe('https://shop.example/7');
  expect(statuses[0].log_url).toContain(`/acme/shop/actions/runs/${id}/job/`);
});

const hangs = workflow(`
- { name: Hangs, run: sleep 600 }
- { name: Cleans up, if: always(), run: 'echo "cleaned, \${{ job.status }}"' }
- { name: Not reached, run: echo unreachable }
`);

/** Resolves when the run's first script is at work. */
function atWork(sandbox: Sandbox, id: number): Promise<void> {
  return until(sandbox, () =>
    [...sandbox.store.jobs.values()].some(({ runId, steps }) => runId === id && steps.length === 2),
  );
}

test('a run that is cancelled ends what it does, cleans up, and is cancelled; a second time is a 409', async () => {
  const { sandbox, responder } = await withFiles({ [path]: hangs }, { runs: 'execute' });
  const id = await dispatch(responder, 'try.yml');
  await atWork(sandbox, id);
  expect((await responder('POST', `${shop}/actions/runs/${id}/cancel`)).status).toBe(202);
  await sandbox.runs.idle();
  const [job] = await jobsOf(responder, id);
  expect([(await runOf(responder, id)).conclusion, job.conclusion]).toEqual(['cancelled', 'cancelled']);
  expect(job.steps.map(({ conclusion }: { conclusion: string }) => conclusion)).toEqual([
    ...['success', 'cancelled', 'success', 'skipped', 'success'],
  ]);
  expect(await logOf(responder, job.id)).toContain('\ncleaned, cancelled\n');
  const again = await responder('POST', `${shop}/actions/runs/${id}/cancel`);
  expect([again.status, again.body.message]).toEqual([409, 'Cannot cancel a workflow run that is completed.']);
});

test('a run that is cancelled by force does not clean up', async () => {
  const { sandbox, responder } = await withFiles({ [path]: hangs }, { runs: 'execute' });
  const id = await dispatch(responder, 'try.yml');
  await atWork(sandbox, id);
  expect((await responder('POST', `${shop}/actions/runs/${id}/force-cancel`)).status).toBe(202);
  await sandbox.runs.idle();
  const [job] = await jobsOf(responder, id);
  expect(job.steps[2].conclusion).toBe('skipped');
});

test('a run that still waits is cancelled at once, without having been in progress', async () => {
  const { sandbox, responder } = await withFiles({ [path]: hello }, { manifest });
  const { names } = await listen(sandbox);
  const id = await dispatch(responder, 'try.yml');
  expect((await responder('POST', `${shop}/actions/runs/${id}/cancel`)).status).toBe(202);
  await sandbox.settled();
  expect(names()).toEqual(['workflow_run.requested', 'workflow_dispatch', 'workflow_run.completed']);
  expect((await jobsOf(responder, id))[0].conclusion).toBe('cancelled');
});

test('nothing of a run outlives the sandbox', async () => {
  const rooms = () => readdirSync(tmpdir()).filter((name) => name.startsWith('firebreak-runner-'));
  const before = rooms();
  const mine = () => rooms().filter((room) => !before.includes(room));
  const processes = () =>
    execFileSync('ps', ['-eo', 'pid=,args='], { encoding: 'utf8' })
      .split('\n')
      .filter((line) => mine().some((room) => line.includes(room)));
  const text = workflow('- run: sleep 600');
  const { sandbox, responder } = await withFiles({ [path]: text }, { runs: 'execute' });
  await atWork(sandbox, await dispatch(responder, 'try.yml'));
  await expect.poll(() => processes().length, { timeout: 60_000 }).toBeGreaterThan(0);
  const pids = processes().map((line) => Number.parseInt(line, 10));
  await sandbox.close();
  expect(pids.filter(isAlive)).toEqual([]);
});

test('a run again is the next attempt of the same run, with jobs of its own', async () => {
  const { sandbox, responder } = await withFiles({ [path]: hello }, { runs: 'execute', manifest });
  const { names } = await listen(sandbox);
  const id = await dispatch(responder, 'try.yml');
  await sandbox.runs.idle();
  const [first] = await jobsOf(responder, id);
  expect((await as(sandbox, 'lead')('POST', `${shop}/actions/runs/${id}/rerun`)).status).toBe(201);
  await sandbox.runs.idle();
  const run = await runOf(responder, id);
  expect(run).toMatchObject({ run_attempt: 2, conclusion: 'success', run_number: 1 });
  expect([run.actor.login, run.triggering_actor.login]).toEqual(['responder', 'lead']);
  const [second] = await jobsOf(responder, id);
  expect(second.id).not.toBe(first.id);
  const { body } = await responder('GET', `${shop}/actions/runs/${id}/attempts/1/jobs`);
  expect(body.jobs[0].id).toBe(first.id);
  await sandbox.settled();
  expect(names().filter((name) => name === 'workflow_run.requested')).toHaveLength(2);
});

test('a run that has not ended cannot be run again, and its jobs have no logs yet', async () => {
  const { responder } = await withFiles({ [path]: hello });
  const id = await dispatch(responder, 'try.yml');
  expect((await responder('POST', `${shop}/actions/runs/${id}/rerun`)).status).toBe(403);
  const [job] = await jobsOf(responder, id);
  expect((await responder('GET', `${shop}/actions/jobs/${job.id}/logs`)).status).toBe(404);
});

test.each([
  [
    'the newest waits, and an older one that waits is cancelled',
    'concurrency: deploy',
    ['queued', 'completed', 'pending'],
  ],
  ['all wait', 'concurrency: { group: deploy, queue: max }', ['queued', 'pending', 'pending']],
  [
    'a newer one ends what is at work',
    'concurrency: { group: deploy, cancel-in-progress: true }',
    ['completed', 'completed', 'queued'],
  ],
])('of runs of one concurrency group %s', async (_, head, statuses) => {
  const text = workflow('- run: echo hello', { head: `on: workflow_dispatch\n${head}` });
  const { sandbox, responder } = await withFiles({ [path]: text }, { runs: 'script' });
  const ids = [
    await dispatch(responder, 'try.yml'),
    await dispatch(responder, 'try.yml'),
    await dispatch(responder, 'try.yml'),
  ];
  const now = () => Promise.all(ids.map(async (id) => (await runOf(responder, id)).status));
  expect(await now()).toEqual(statuses);
  const holder = ids[statuses.indexOf('queued')];
  await control(sandbox)(`/${holder}`, { status: 'completed', conclusion: 'success' });
  expect((await now()).filter((status) => status === 'pending')).toHaveLength(
    statuses.filter((status) => status === 'pending').slice(1).length,
  );
});

test('runs can be found by what they are about', async () => {
  const { sandbox, responder } = await withFiles({ [path]: hello }, { runs: 'script', now: '2026-03-01T10:00:00Z' });
  const sha = (await responder('GET', `${shop}/commits/main`)).body.sha;
  await responder('POST', `${shop}/git/refs`, { ref: 'refs/heads/other', sha });
  const first = await dispatch(responder, 'try.yml');
  sandbox.advance('P1D');
  const second = await dispatch(responder, 'try.yml', { ref: 'other' });
  await control(sandbox)(`/${first}`, { status: 'completed', conclusion: 'failure' });
  const found = async (query: string) =>
    (await responder('GET', `${shop}/actions/runs?${query}`)).body.workflow_runs.map(({ id }: { id: number }) => id);
  expect(await found('branch=other')).toEqual([second]);
  expect(await found('status=failure')).toEqual([first]);
  expect(await found('status=queued')).toEqual([second]);
  expect(await found('created=2026-03-01')).toEqual([first]);
  expect(await found('created=2026-03-02..2026-03-03')).toEqual([second]);
  expect(await found('created=%3E2026-03-01')).toEqual([second]);
  expect(await found(`event=workflow_dispatch&head_sha=${sha}`)).toEqual([second, first]);
  expect(await found('actor=lead')).toEqual([]);
});

test('an app needs `actions: read` to see runs, and `actions: write` to dispatch and cancel them', async () => {
  const { sandbox, responder } = await withFiles({ [path]: hello }, { manifest });
  const id = await dispatch(responder, 'try.yml');
  const reader = await asBot(sandbox, { permissions: { actions: 'read' } });
  expect((await reader('GET', `${shop}/actions/runs/${id}/jobs`)).status).toBe(200);
  for (const action of ['cancel', 'force-cancel', 'rerun']) {
    const refused = await reader('POST', `${shop}/actions/runs/${id}/${action}`);
    expect([refused.status, refused.headers.get('x-accepted-github-permissions')]).toEqual([403, 'actions=write']);
  }
  const dispatched = await reader('POST', `${shop}/actions/workflows/try.yml/dispatches`, { ref: 'main' });
  expect(dispatched.status).toBe(403);
  const blind = await asBot(sandbox, { permissions: { contents: 'read' } });
  expect((await blind('GET', `${shop}/actions/runs/${id}`)).status).toBe(403);
  const writer = await asBot(sandbox, { permissions: { actions: 'write' } });
  expect((await writer('POST', `${shop}/actions/runs/${id}/cancel`)).status).toBe(202);
});

test('what the sandbox does not have of Actions is a 501', async () => {
  const { responder } = await withFiles({ [path]: hello });
  const id = await dispatch(responder, 'try.yml');
  expect((await responder('POST', `${shop}/actions/runs/${id}/rerun-failed-jobs`)).status).toBe(501);
  expect((await responder('GET', `${shop}/actions/runs/${id}/artifacts`)).status).toBe(501);
});
