// What happens starts the runs that GitHub would start, and no others.
import { describe, expect, test } from 'vitest';
import type { Sandbox } from '../../../src/sandbox/start-sandbox.ts';
import { as, clientWith, shop } from '../support/local-github.ts';
import { jobsOf, logOf, putFile, withFiles } from './support.ts';

const path = '.github/workflows/heard.yml';
const says = 'echo "heard $GITHUB_EVENT_NAME $' + '{{ github.event.action }} at $GITHUB_REF"';

/** A sandbox in whose sample repository one workflow listens to this. */
async function hearing(on: string, now?: string) {
  const job = `jobs:\n  hear:\n    runs-on: ubuntu-latest\n    steps: [{ run: '${says}' }]\n`;
  const { sandbox, responder } = await withFiles(
    { [path]: `name: Heard\non: ${on}\n${job}` },
    {
      runs: 'execute',
      ...(now === undefined ? {} : { now }),
    },
  );
  await heard(sandbox);
  sandbox.store.workflowRuns.clear();
  return { sandbox, responder };
}

/** The runs so far, each as event and title. */
async function heard(sandbox: Sandbox): Promise<readonly string[]> {
  for (let known = -1; known !== sandbox.store.events.length; ) {
    known = sandbox.store.events.length;
    await sandbox.settled();
    await sandbox.runs.idle();
  }
  return [...sandbox.store.workflowRuns.values()].map(({ event, displayTitle }) => `${event}: ${displayTitle}`);
}

type World = Awaited<ReturnType<typeof hearing>>;

async function branchWith({ responder }: World, branch: string, file: string): Promise<void> {
  const { body } = await responder('GET', `${shop}/git/ref/heads/main`);
  await responder('POST', `${shop}/git/refs`, { ref: `refs/heads/${branch}`, sha: body.object.sha });
  await putFile(responder, file, 'new\n', { branch });
}

async function pullFrom(world: World, branch: string, file = 'src/cart.js', base = 'main') {
  await branchWith(world, branch, file);
  const { body } = await world.responder('POST', `${shop}/pulls`, { title: 'Change the cart', head: branch, base });
  return body.number as number;
}

test('a comment starts the workflow that listens to it, and its job sees the event as it was', async () => {
  const { sandbox, responder } = await hearing('{ issue_comment: { types: [created] } }');
  const { body: issue } = await responder('POST', `${shop}/issues`, { title: 'Down' });
  const { body: comment } = await responder('POST', `${shop}/issues/${issue.number}/comments`, { body: '/ack' });
  await responder('PATCH', `${shop}/issues/comments/${comment.id}`, { body: '/close' });
  expect(await heard(sandbox)).toEqual(['issue_comment: Down']);
  const [run] = sandbox.store.workflowRuns.values();
  const [job] = await jobsOf(responder, run?.id ?? 0);
  expect(await logOf(responder, job.id)).toContain('heard issue_comment created at refs/heads/main');
});

describe('filters of events', () => {
  const onIssues = (responder: World['responder']) =>
    responder('POST', `${shop}/issues`, { title: 'Down', labels: ['incident'] });
  test.each([
    { name: 'every type where none is named', on: 'issues', runs: ['issues: Down', 'issues: Down'] },
    { name: 'the types that are named', on: '{ issues: { types: [labeled] } }', runs: ['issues: Down'] },
    { name: 'other events', on: '[issue_comment, push]', runs: [] },
  ])('issues: $name', async ({ on, runs }) => {
    const { sandbox, responder } = await hearing(on);
    await onIssues(responder);
    expect(await heard(sandbox)).toEqual(runs);
  });

  test.each([
    { name: 'any branch', on: 'push', runs: 1 },
    { name: 'a pattern of the branch', on: "{ push: { branches: ['release/**'] } }", runs: 1 },
    { name: 'another branch', on: '{ push: { branches: [main] } }', runs: 0 },
    { name: 'a branch that is taken out again', on: "{ push: { branches: ['**', '!release/**'] } }", runs: 0 },
    { name: 'ignored branches', on: "{ push: { branches-ignore: ['release/*/*'] } }", runs: 0 },
    { name: 'tags alone', on: "{ push: { tags: ['v*'] } }", runs: 0 },
    { name: 'a path that is changed', on: "{ push: { paths: ['src/*.js'] } }", runs: 1 },
    { name: 'a path that is not changed', on: "{ push: { paths: ['docs/**'] } }", runs: 0 },
    { name: 'ignored paths alone', on: "{ push: { paths-ignore: ['src/**'] } }", runs: 0 },
  ])('push: $name', async ({ on, runs }) => {
    const world = await hearing(on);
    await branchWith(world, 'release/2/hot', 'README.md');
    await heard(world.sandbox);
    world.sandbox.store.workflowRuns.clear();
    await putFile(world.responder, 'src/cart.js', 'new\n', { branch: 'release/2/hot', message: 'Change the cart' });
    expect(await heard(world.sandbox)).toHaveLength(runs);
  });

  test('push: what its commit says to skip', async () => {
    const { sandbox, responder } = await hearing('push');
    await putFile(responder, 'src/cart.js', 'new\n', { message: 'Words [skip ci]' });
    expect(await heard(sandbox)).toEqual([]);
  });

  test.each([
    { name: 'opened, and nothing that was not asked for', on: 'pull_request', runs: ['pull_request: Change the cart'] },
    {
      name: 'closed, where it is named',
      on: '{ pull_request: { types: [closed] } }',
      runs: ['pull_request: Change the cart'],
    },
    { name: 'into another branch', on: '{ pull_request: { branches: [stable] } }', runs: [] },
    { name: 'of other paths', on: "{ pull_request: { paths: ['docs/**'] } }", runs: [] },
  ])('pull_request: $name', async ({ on, runs }) => {
    const world = await hearing(on);
    const number = await pullFrom(world, 'cart');
    await world.responder('PATCH', `${shop}/pulls/${number}`, { title: 'Change the cart' });
    await heard(world.sandbox);
    await world.responder('PATCH', `${shop}/pulls/${number}`, { state: 'closed' });
    expect(await heard(world.sandbox)).toEqual(runs);
  });
});

test('a pull request runs what merging it would be, by the file as it has it, shown with its head', async () => {
  const world = await hearing('pull_request');
  const number = await pullFrom(world, 'cart');
  await heard(world.sandbox);
  const [run] = world.sandbox.store.workflowRuns.values();
  const { body: pull } = await world.responder('GET', `${shop}/pulls/${number}`);
  expect(run).toMatchObject({ ref: `refs/pull/${number}/merge`, headSha: pull.head.sha, headBranch: 'cart' });
  const { body: commit } = await world.responder('GET', `${shop}/git/commits/${run?.sha}`);
  expect(commit.parents.map(({ sha }: { sha: string }) => sha)).toEqual([pull.base.sha, pull.head.sha]);
});

test('a review runs what merging the pull request would be, too', async () => {
  const world = await hearing('{ pull_request_review: { types: [submitted] } }');
  const number = await pullFrom(world, 'cart');
  const review = { event: 'COMMENT', body: 'Looks right' };
  const made = await as(world.sandbox, 'reviewer')('POST', `${shop}/pulls/${number}/reviews`, review);
  expect(made.status, made.text).toBe(200);
  expect(await heard(world.sandbox)).toEqual(['pull_request_review: Change the cart']);
  const [run] = world.sandbox.store.workflowRuns.values();
  expect(run).toMatchObject({ ref: `refs/pull/${number}/merge`, headBranch: 'cart' });
});

test('a job for what is proposed is a check run by the same number, which ends as the job does and is rerun with it', async () => {
  const world = await hearing('pull_request');
  await pullFrom(world, 'cart');
  await heard(world.sandbox);
  const checks = async () =>
    (await world.responder('GET', `${shop}/commits/cart/check-runs?filter=all`)).body.check_runs;
  const [run] = world.sandbox.store.workflowRuns.values();
  const [job] = await jobsOf(world.responder, run?.id ?? 0);
  expect(await checks()).toMatchObject([
    { id: job.id, name: 'hear', conclusion: 'success', app: { slug: 'github-actions' } },
  ]);
  await world.responder('POST', `${shop}/actions/runs/${run?.id}/rerun`);
  await heard(world.sandbox);
  expect(await checks()).toHaveLength(2);
});

test('the end of a run starts what listens to it by the name of the workflow', async () => {
  const { sandbox, responder } = await hearing('issues');
  const job = "jobs: { after: { runs-on: ubuntu-latest, steps: [{ run: 'true' }] } }";
  const after = `name: After\non: { workflow_run: { workflows: [Heard], types: [completed] } }\n${job}\n`;
  await putFile(responder, '.github/workflows/after.yml', after);
  await responder('POST', `${shop}/issues`, { title: 'Down' });
  expect(await heard(sandbox)).toEqual(['issues: Down', 'workflow_run: After']);
});

test('a dispatch with data of its own starts what listens to its type', async () => {
  const { sandbox, responder } = await hearing('{ repository_dispatch: { types: [alert] } }');
  for (const event_type of ['alert', 'news'])
    await responder('POST', `${shop}/dispatches`, { event_type, client_payload: { title: 'Disk is full' } });
  expect(await heard(sandbox)).toEqual(['repository_dispatch: alert']);
  const [run] = sandbox.store.workflowRuns.values();
  expect(run?.payload).toMatchObject({ action: 'alert', client_payload: { title: 'Disk is full' } });
});

test('a schedule starts its run when the clock is moved past it, once however far', async () => {
  const { sandbox } = await hearing("{ schedule: [{ cron: '0 12 * * *' }] }", '2026-03-01T11:00:00Z');
  const seen: number[] = [];
  for (const duration of ['PT30M', 'PT45M', 'PT1H', 'P3D']) {
    sandbox.advance(duration);
    seen.push((await heard(sandbox)).length);
  }
  expect(seen).toEqual([0, 1, 1, 2]);
  expect((await heard(sandbox))[0]).toBe('schedule: Heard');
});

test('what the token of a job does starts no run, but for a dispatch', async () => {
  const { sandbox, responder } = await hearing('{ issues: null, repository_dispatch: { types: [alert] } }');
  const { body } = await responder('POST', '/sandbox/tokens', {
    app: 'github-actions',
    repository: 'acme/shop',
    permissions: { issues: 'write', contents: 'write', metadata: 'read' },
  });
  const job = clientWith(sandbox, `token ${body.token}`);
  expect((await job('POST', `${shop}/issues`, { title: 'By a job' })).status).toBe(201);
  expect((await job('POST', `${shop}/dispatches`, { event_type: 'alert' })).status).toBe(204);

  expect(await heard(sandbox)).toEqual(['repository_dispatch: alert']);
});

test('an event that the sandbox starts nothing by is a violation that names it', async () => {
  const { sandbox } = await hearing('[issues, gollum]');
  const problem = 'the sandbox does not support `on.gollum`, which starts no run here';
  expect(sandbox.violations()).toEqual([{ what: `workflow ${path}`, problems: [problem] }]);
  sandbox.store.violations.splice(0);
});
