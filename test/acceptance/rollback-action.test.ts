// `action/rollback` in the workflow that docs/actions.md shows, executed whole: from `/rollback` without a server to the deployment and the incident, and by hand.
import { afterEach, describe, expect, test } from 'vitest';
import { commit } from '../sandbox/support/changes.ts';
import { as } from '../sandbox/support/local-github.ts';
import { documentedWorkflow } from '../support/documented-workflow.ts';
import { type Story, startStory } from '../support/story.ts';
import { eventOf, type RunResult, runAction, scheduled } from '../support/workflow-run.ts';

const shop = '/repos/acme/shop';
const file = 'rollback-production.yml';
const policy = 'preset: github\npeople: { devops: ["@reviewer"], manager: ["@commander"], ceo: ["@lead"] }\n';
const deployAction = `name: Deploy
description: Puts a commit live.
inputs: { sha: { description: What }, environment: { description: Where } }
runs: { using: node24, main: deploy.js }
`;
const works = 'const { INPUT_ENVIRONMENT: where, INPUT_SHA: sha } = process.env;\nconsole.log(where, "is at", sha);\n';
const breaks = 'process.stdout.write("no room left\\n");\nprocess.exitCode = 1;\n';

let story: Story;
afterEach(() => story.end());

/** A shop whose newest version broke it ten minutes ago, with the workflow of the page. */
async function begin(deploy = works): Promise<void> {
  story = await startStory({ asleep: true, history: true, runs: 'execute', now: new Date().toISOString(), policy });
  const lead = as(story.sandbox, 'lead');
  await commit(lead, 'main', `.github/workflows/${file}`, documentedWorkflow('Roll back production', healthy()));
  await commit(lead, 'main', '.github/actions/deploy/action.yml', deployAction);
  await commit(lead, 'main', '.github/actions/deploy/deploy.js', deploy);
}

/** The page of the shop is what is asked. */
function healthy() {
  const { host } = new URL(story.sandbox.url);
  return { Health: { health: `${story.sandbox.url}/acme/shop`, hosts: host } };
}

async function declared(): Promise<number> {
  const started = new Date(Date.now() - 10 * 60_000).toISOString();
  const asked = { title: '[INCIDENT P0] Production down', body: `Started: ${started}`, labels: ['incident', 'P0'] };
  const { data } = await story.api('responder', 'POST', `${shop}/issues`, asked);
  return (data as { number: number }).number;
}

type Deployment = { readonly id: number; readonly sha: string; readonly description: string | null };
const none: Deployment = { id: 0, sha: '', description: '' };
const deployments = async () =>
  (await story.api('lead', 'GET', `${shop}/deployments?environment=production`)).data as readonly Deployment[];
const statesOf = async ({ id }: Deployment) => {
  const { data } = await story.api('lead', 'GET', `${shop}/deployments/${id}/statuses`);
  return (data as readonly { state: string }[]).map(({ state }) => state);
};

type Run = { readonly id: number; readonly conclusion: string | null; readonly display_title: string };
async function newestRun(): Promise<Run> {
  await story.sandbox.runs.idle();
  const { data } = await story.api('lead', 'GET', `${shop}/actions/workflows/${file}/runs`);
  const [newest] = (data as { workflow_runs: readonly Run[] }).workflow_runs;
  if (newest === undefined) throw new Error('Nothing was started.');
  return newest;
}

/** Steps of the run that did something, with their conclusions. */
async function stepsOf({ id }: Run): Promise<readonly string[]> {
  const { data } = await story.api('lead', 'GET', `${shop}/actions/runs/${id}/jobs`);
  const [job] = (data as { jobs: readonly { steps: readonly { name: string; conclusion: string }[] }[] }).jobs;
  return (job?.steps ?? [])
    .filter(({ name, conclusion }) => conclusion !== 'skipped' && !/^(?:Set up job|Complete job|Run )/.test(name))
    .map(({ name, conclusion }) => `${name}: ${conclusion}`);
}

async function logOf({ id }: Run): Promise<string> {
  const { data } = await story.api('lead', 'GET', `${shop}/actions/runs/${id}/jobs`);
  const [job] = (data as { jobs: readonly { id: number }[] }).jobs;
  const answer = await fetch(`${story.sandbox.url}/api/v3${shop}/actions/jobs/${job?.id}/logs`, {
    headers: { authorization: `token ${story.sandbox.tokens.lead}` },
  });
  return answer.text();
}

/** Somebody starts the workflow. */
async function byHand(inputs: Readonly<Record<string, string>>): Promise<Run> {
  const asked = { ref: 'main', inputs: { environment: 'production', ...inputs } };
  const { status } = await story.api('lead', 'POST', `${shop}/actions/workflows/${file}/dispatches`, asked);
  expect(status).toBeLessThan(300);
  return newestRun();
}

/** What is said in the thread, cards and evidence aside. */
const said = async (issue: number) =>
  (await story.comments(issue)).filter(({ body }) => body.includes('firebreak:effect rollback-run/'));

describe('/rollback without a server', () => {
  /** The permissions that the page names. */
  const permissions = {
    ...{ actions: 'write', contents: 'read', deployments: 'write' },
    ...{ issues: 'write', metadata: 'read', pull_requests: 'read' },
  };
  const run = async (action: string, issue: number, comment: number | null, inputs = {}): Promise<RunResult> => {
    const of = { app: 'github-actions', repository: 'acme/shop', permissions };
    const { token } = (await story.control('POST', 'tokens', of)) as { token: string };
    const event = action === 'tick' ? scheduled : await eventOf(story, issue, comment);
    return runAction(story, action, event, { token, ...inputs });
  };

  async function rolledBack(): Promise<{ readonly issue: number; readonly run: Run }> {
    const issue = await declared();
    expect(await run('respond', issue, null)).toMatchObject({ code: 0, outcome: 'done' });
    await story.nextComment(issue);
    const { data } = await story.api('responder', 'POST', `${shop}/issues/${issue}/comments`, { body: '/rollback' });
    expect(await run('respond', issue, (data as { id: number }).id)).toMatchObject({ code: 0, outcome: 'done' });
    expect(await story.nextComment(issue)).toContain('Rolling `production` back');
    return { issue, run: await newestRun() };
  }

  async function looked(issue: number): Promise<void> {
    expect((await run('tick', issue, null)).outputs['incidents']).toBe(`[${issue}]`);
    expect(await run('tick', issue, null, { incident: String(issue) })).toMatchObject({ code: 0, outcome: 'done' });
  }

  test('is done, marked once as deployed, and the incident is told with the next look', async () => {
    await begin();
    const [bad, good] = await deployments();
    const { issue, run: done } = await rolledBack();
    expect(done, await logOf(done)).toMatchObject({ conclusion: 'success' });
    expect(await stepsOf(done)).toEqual([
      'Check the version: success',
      'Deploy: success',
      'Health: success',
      'Mark the deployment: success',
    ]);
    expect(await logOf(done)).toContain(`production is at ${good?.sha}`);
    await looked(issue);
    expect(await story.nextComment(issue)).toMatch(/Rollback of `production` to `\w{7}`: done/);
    const [live, ...others] = await deployments();
    expect(live).toMatchObject({ sha: good?.sha, description: `Rollback by run ${done.id}.1 for incident #${issue}` });
    expect(await statesOf(live ?? none)).toEqual(['success', 'in_progress']);
    expect(others[0]?.id).toBe(bad?.id);
    expect(await said(issue), 'the incident follows its run by itself').toEqual([]);
    expect(await story.card(issue)).toContain('· monitoring ·');
  });

  test('that fails is marked as failed, what is live stays on record, and the incident is told at which step', async () => {
    await begin(breaks);
    const { issue, run: failed } = await rolledBack();
    expect(failed).toMatchObject({ conclusion: 'failure' });
    expect(await stepsOf(failed)).toEqual([
      'Check the version: success',
      'Deploy: failure',
      'Mark the deployment: success',
    ]);
    const [tried] = await deployments();
    expect(await statesOf(tried ?? none)).toEqual(['failure', 'in_progress']);
    await looked(issue);
    expect(await story.nextComment(issue)).toMatch(/Rollback of `production` to `\w{7}`: failed at Deploy/);
  });
});

describe('by hand', () => {
  test('without a version it takes the last known good one; the incident has one comment with the steps', async () => {
    await begin();
    const [bad, good] = await deployments();
    const { data } = await story.api('responder', 'POST', `${shop}/issues`, { title: 'Checkout is slow' });
    const issue = (data as { number: number }).number;
    const done = await byHand({ incident: String(issue) });
    expect(done, await logOf(done)).toMatchObject({ conclusion: 'success' });
    expect((await deployments())[0]).toMatchObject({ sha: good?.sha });
    const [comment, ...more] = await said(issue);
    expect(more).toEqual([]);
    expect(comment?.body).toContain(
      `**Rollback of \`production\` to \`${good?.sha.slice(0, 7)}\`: done** in [run ${done.id}]`,
    );
    expect(comment?.body).toMatch(/\| Deploy \| success \| \d+ s \|/);
    expect(bad?.sha).not.toBe(good?.sha);
    await story.nextComment(issue);
  });

  test('one that fails says at which step, and what to do', async () => {
    await begin(breaks);
    const { data } = await story.api('responder', 'POST', `${shop}/issues`, { title: 'Checkout is slow' });
    const issue = (data as { number: number }).number;
    await byHand({ incident: String(issue) });
    expect(await story.nextComment(issue)).toMatch(/: failed at Deploy\*\* in .*Look at what is live/);
  });
});

describe('whatever happens on the way', () => {
  test('a deployment whose making GitHub did not confirm is looked for, and there is one', async () => {
    await begin();
    const before = await deployments();
    const route = 'POST /repos/{owner}/{repo}/deployments';
    await story.control('POST', 'faults', { route, status: 502, after: true });
    const done = await byHand({});
    expect(done, await logOf(done)).toMatchObject({ conclusion: 'success' });
    const now = await deployments();
    expect(now).toHaveLength(before.length + 1);
    expect(await statesOf(now[0] ?? none)).toEqual(['success', 'in_progress']);
  });

  test('nothing is deployed where GitHub does not take the deployment', async () => {
    await begin();
    const before = await deployments();
    const route = 'POST /repos/{owner}/{repo}/deployments';
    await story.control('POST', 'faults', { route, status: 502, times: 9 });
    const failed = await byHand({});
    expect(await stepsOf(failed)).toEqual(['Check the version: failure']);
    expect(await deployments()).toEqual(before);
  });

  test('a run that is started again begins and marks a deployment of its own', async () => {
    await begin(breaks);
    const failed = await byHand({});
    await commit(as(story.sandbox, 'lead'), 'main', 'README.md', 'Ask us.\n');
    await story.api('lead', 'POST', `${shop}/actions/runs/${failed.id}/rerun`);
    await newestRun();
    const [second, first] = await deployments();
    expect([second?.description, first?.description]).toEqual([2, 1].map((n) => `Rollback by run ${failed.id}.${n}`));
    expect(await statesOf(second ?? none)).toEqual(['failure', 'in_progress']);
  });

  test('a deployment of somebody else is never marked', async () => {
    await begin();
    const [theirs = none] = await deployments();
    const before = await statesOf(theirs);
    const lead = as(story.sandbox, 'lead');
    const changes = { 'Mark the deployment': { deployment: String(theirs.id) } };
    const text = documentedWorkflow('Roll back production', changes);
    await commit(lead, 'main', `.github/workflows/${file}`, text);
    const failed = await byHand({});
    expect(await logOf(failed)).toContain(`The deployment ${theirs.id} was not begun by this run`);
    expect(await statesOf(theirs)).toEqual(before);
  });

  test('a token that may not write to issues rolls back all the same', async () => {
    await begin();
    const text = documentedWorkflow('Roll back production', healthy()).replace('issues: write', 'issues: read');
    await commit(as(story.sandbox, 'lead'), 'main', `.github/workflows/${file}`, text);
    const { data } = await story.api('responder', 'POST', `${shop}/issues`, { title: 'Checkout is slow' });
    const issue = (data as { number: number }).number;
    const done = await byHand({ incident: String(issue) });
    expect(done, await logOf(done)).toMatchObject({ conclusion: 'success' });
    expect(await logOf(done)).toContain(`#${issue} was not told`);
  });
});

describe('a target that must not be gone back to is refused before anything is deployed', () => {
  const never = '0123456789012345678901234567890123456789';
  test.each([
    {
      name: 'a commit that was never live',
      version: () => never,
      says: 'No successful deployment to production is of',
    },
    { name: 'text for a shell', version: () => '$(id);"`x`', says: 'No successful deployment to production is of' },
    { name: 'what is live', version: (live: string) => live, says: 'already' },
  ])('$name', async ({ version, says }) => {
    await begin();
    const before = await deployments();
    const { data } = await story.api('responder', 'POST', `${shop}/issues`, { title: 'Checkout is slow' });
    const issue = (data as { number: number }).number;
    const refused = await byHand({ sha: version(before[0]?.sha ?? ''), incident: String(issue) });
    expect(refused).toMatchObject({ conclusion: 'failure' });
    expect(await stepsOf(refused)).toEqual(['Check the version: failure']);
    expect(await logOf(refused)).toContain(says);
    expect(await deployments()).toEqual(before);
    expect(await story.nextComment(issue)).toContain('**Rollback of `production`: not begun**');
  });

  test('a deployed commit that the default branch does not have', async () => {
    await begin();
    const sha = await commit(as(story.sandbox, 'responder'), 'side', 'side.txt', 'x\n');
    for (const ref of [sha, 'main']) {
      const made = { ref, environment: 'production', auto_merge: false, required_contexts: [] };
      const { data } = await story.api('lead', 'POST', `${shop}/deployments`, made);
      const path = `${shop}/deployments/${(data as Deployment).id}/statuses`;
      await story.api('lead', 'POST', path, { state: 'success' });
    }
    const refused = await byHand({ sha });
    expect(await stepsOf(refused)).toEqual(['Check the version: failure']);
    expect(await logOf(refused)).toContain('The default branch does not have');
  });
});
