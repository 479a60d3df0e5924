// Without a server: how an incident ends. A hotfix passes its gate as a job, and a rollback is started, followed and recorded by workflow runs.
import { afterEach, describe, expect, test } from 'vitest';
import { commit, openPull, requireChecks } from '../sandbox/support/changes.ts';
import { as } from '../sandbox/support/local-github.ts';
import { declaredByForm, failures, installedWithActions, passed, rest, runsOf, said } from '../support/actions-only.ts';
import { GATE, reviewed } from '../support/lane.ts';
import type { Story } from '../support/story.ts';
import { readAll } from '../support/visible.ts';

/** The app of workflow runs. */
const ACTIONS = 15_368;
const shop = '/repos/acme/shop';
const TEST = `name: Test
on: pull_request
permissions: {}
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - run: 'true'
`;

let story: Story;
afterEach(() => story.end());

const merge = (number: number) => story.api('lead', 'PUT', `${shop}/pulls/${number}/merge`, {});

describe('a hotfix', () => {
  /** The default branch requires a test of the team's own, and the gate. */
  async function ruled(): Promise<void> {
    story = await installedWithActions({ history: true });
    await commit(as(story.sandbox, 'lead'), 'main', '.github/workflows/test.yml', TEST);
    await requireChecks(story.sandbox, [
      { context: 'test', app_id: ACTIONS },
      { context: GATE, app_id: ACTIONS },
    ]);
  }

  /** What the newest run of the gate has said. */
  const gate = async () => (await runsOf(story, 'firebreak-hotfix.yml'))[0]?.conclusion;

  test('is held by the gate until it was tested and seen, and looked at again by itself; then it is merged', async () => {
    await ruled();
    const issue = await declaredByForm(story);
    await said(story, 'commander', '/ack', issue);
    await readAll(story, issue);
    const pull = await openPull(story.sandbox, `hotfix/incident-${issue}`, {
      title: 'HOTFIX: Retry the client',
      body: `Refs #${issue}\n\nNo rollback because: the old version has the fault, too`,
    });
    await rest(story);
    expect(await gate()).toBe('failure');
    expect((await merge(pull.number)).status).toBe(405);
    await reviewed(story, pull, 'commander');
    await rest(story);
    const [run, ...others] = await runsOf(story, 'firebreak-hotfix.yml');
    expect(run, failures(story).at(-1)).toMatchObject({ conclusion: 'success', event: 'pull_request' });
    expect(others, 'that of the installation').toHaveLength(1);
    expect(run?.run_attempt, 'the same run, started again').toBeGreaterThan(1);
    expect((await merge(pull.number)).status).toBe(200);
    await rest(story);
    const again = await runsOf(story, 'firebreak-hotfix-again.yml');
    expect(new Set(again.map(({ event }) => event))).toEqual(new Set(['workflow_run', 'pull_request_review']));
    expect(again.filter(({ conclusion }) => !['success', 'skipped', 'cancelled'].includes(conclusion ?? ''))).toEqual(
      [],
    );
  });

  test('an ordinary pull request passes the gate at once', async () => {
    await ruled();
    const pull = await openPull(story.sandbox, 'retry');
    await rest(story);
    expect(await gate()).toBe('success');
    expect((await merge(pull.number)).status).toBe(200);
    await rest(story);
    expect(failures(story)).toEqual([]);
  });
});

describe('a rollback', () => {
  type Deployment = { readonly sha: string; readonly description: string | null };
  const deployments = async () =>
    (await story.api('lead', 'GET', `${shop}/deployments?environment=production`)).data as readonly Deployment[];

  /** The scripts of a team whose production is a file. */
  const scripts = () => ({
    pause: 'true',
    deploy: 'echo "$2" > "$RUNNER_TEMP/live"',
    version: 'cat "$RUNNER_TEMP/live"',
    health: `echo ${story.sandbox.url}/acme/shop`,
  });

  test('is started by a run, followed when it has ended, and recorded as deployed, with what the workflows ask for', async () => {
    story = await installedWithActions({ history: true });
    for (const [name, script] of Object.entries(scripts()))
      await commit(as(story.sandbox, 'lead'), 'main', `.github/deploy/${name}`, `${script}\n`);
    const [bad, good] = await deployments();
    const issue = await declaredByForm(story);
    await said(story, 'commander', '/ack', issue);
    await readAll(story, issue);
    await said(story, 'commander', '/changes', issue);
    await said(story, 'commander', '/rollback --force', issue);
    expect((await readAll(story, issue)).at(-1)).toContain('Rolling `production` back');
    await passed(story, 'PT6M');
    expect((await readAll(story, issue)).join('\n')).toMatch(/Rollback of `production` to `\w{7}`: done/);
    const [live] = await deployments();
    expect(live).toMatchObject({ sha: good?.sha, description: `Rolled back for incident #${issue}` });
    expect(live?.sha).not.toBe(bad?.sha);
    expect(await story.card(issue)).toContain('· monitoring ·');
    expect(failures(story)).toEqual([]);
  });
});
