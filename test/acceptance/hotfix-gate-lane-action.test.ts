// `action/hotfix-gate` beside an app that keeps the lanes, which says what the app's check says; and the workflow that starts it again (S000-42, S002-27).
import { afterEach, describe, expect, test } from 'vitest';
import { commit, openPull, requireChecks } from '../sandbox/support/changes.ts';
import { as, shop } from '../sandbox/support/local-github.ts';
import { GATE, gateOn, lanedStory, reviewed, tested } from '../support/lane.ts';
import { opened, openRows } from '../support/lane-hands.ts';
import { mergedHotfix, owedIssues } from '../support/owed.ts';
import { type PullRun, runOnPull, runReading } from '../support/pull-run.ts';
import { type Story, startStory } from '../support/story.ts';
import { readAll } from '../support/visible.ts';
import { eventOf, scheduled } from '../support/workflow-run.ts';

const permissions = { checks: 'read', statuses: 'read' };
const key = 'a key that both hosts share, at least thirty-two characters';

let story: Story;
afterEach(() => story.end());

const app = () => String(story.sandbox.seeded.app.userId);
const gate = (number: number, inputs: Readonly<Record<string, string>> = { 'trusted-bots': app() }): Promise<PullRun> =>
  runOnPull(story, 'hotfix-gate', number, (event) => event, { permissions, inputs });

/** What does not hold, each once. */
const open = ({ summary }: PullRun) => {
  const lines = summary.split('\n').filter((line) => /^\| [❌⏳]/u.test(line));
  return [...new Set(lines.map((line) => line.split('|')[2]?.trim() ?? ''))].sort();
};

describe('beside the app', () => {
  test('S000-42 a pull request in its lane needs what its own check says, and is ordinary again when it is dropped', async () => {
    const laned = await lanedStory();
    story = laned.story;
    const { pull, head } = await opened(laned);
    const run = await gate(pull.number);
    expect(run).toMatchObject({ code: 1, outputs: { hotfix: 'true', incidents: `[${laned.issue}]` } });
    expect(open(run)).toEqual([...(await openRows(story, head))].sort());
    await story.say('responder', `/hotfix #${pull.number} --drop`);
    await readAll(story, laned.issue);
    expect(await gate(pull.number)).toMatchObject({ code: 0, outputs: { hotfix: 'false' } });
  });

  test('S003-17 a title and a branch put nothing into the lane that the app keeps', async () => {
    const laned = await lanedStory();
    story = laned.story;
    const pull = await openPull(story.sandbox, `hotfix/incident-${laned.issue}`, { title: 'HOTFIX: Retry' });
    await story.settle();
    expect(await gate(pull.number)).toMatchObject({ code: 0, outputs: { hotfix: 'false' } });
  });

  test('whose account is not named its card is not believed, and the run says so', async () => {
    const laned = await lanedStory();
    story = laned.story;
    const pull = await openPull(story.sandbox, `hotfix/incident-${laned.issue}`, { title: 'HOTFIX: Retry' });
    await story.settle();
    const run = await gate(pull.number, {});
    expect(run).toMatchObject({ code: 1, outputs: { hotfix: 'true' } });
    expect(run.log).toContain("name the app's account in `trusted-bots`");
  });

  test('that signs its cards, a card that is signed by nobody is not believed', async () => {
    const laned = await lanedStory({ env: () => ({ FIREBREAK_KEY: key }) });
    story = laned.story;
    const { pull } = await opened(laned);
    const shared = await gate(pull.number, { 'trusted-bots': app(), key });
    expect(shared).toMatchObject({ code: 1, outputs: { hotfix: 'true' } });
    expect(open(shared)).not.toContain('incident');
    const other = await gate(pull.number, { 'trusted-bots': app(), key: `${key}, another` });
    expect(open(other)).toContain('incident');
  });

  test('S002-27 the proper fix of a hotfix needs what its own check says', async () => {
    const laned = await lanedStory({ policy: 'preset: github\nhotfix: { auto_merge: true, backfill_within: 24h }\n' });
    story = laned.story;
    await mergedHotfix(laned);
    await readAll(story, laned.issue);
    const [proper] = (await owedIssues(laned)).filter(({ title }) => title.startsWith('Proper fix'));
    const pull = await openPull(story.sandbox, 'proper', { body: `Fixes #${proper?.number}` });
    await story.settle();
    const run = await gate(pull.number);
    expect(run).toMatchObject({ code: 1, outputs: { hotfix: 'true', incidents: `[${laned.issue}]` } });
    expect(open(run)).toEqual([...(await openRows(story, pull.head.sha))].sort());
    expect(await gateOn(story, pull.head.sha)).not.toBeNull();
  });
});

describe('with `again`', () => {
  const file = 'hotfix-gate.yml';
  const workflow = 'on: workflow_dispatch\njobs: { gate: { runs-on: ubuntu-latest, steps: [{ run: "true" }] } }\n';
  const again = (more = {}) =>
    runReading(story, 'hotfix-gate', scheduled, {
      permissions: { ...permissions, actions: 'write', ...more },
      inputs: { again: file },
    });

  /** A P0 of workflow runs, and its hotfix. */
  async function begun() {
    const policy = 'preset: github\npeople: { devops: ["@reviewer"], manager: ["@commander"], ceo: ["@lead"] }\n';
    story = await startStory({ asleep: true, now: new Date().toISOString(), history: true, policy });
    await commit(as(story.sandbox, 'lead'), 'main', `.github/workflows/${file}`, workflow);
    await requireChecks(story.sandbox, [{ context: 'test' }, { context: GATE, app_id: 15_368 }]);
    const { data } = await story.api('responder', 'POST', '/repos/acme/shop/issues', {
      title: '[INCIDENT P0] Production down',
      body: `Started: ${new Date(Date.now() - 600_000).toISOString()}`,
      labels: ['incident', 'P0'],
    });
    const issue = (data as { readonly number: number }).number;
    await runReading(story, 'respond', await eventOf(story, issue, null), {
      permissions: { issues: 'write', deployments: 'read', actions: 'read' },
    });
    await story.nextComment(issue);
    return openPull(story.sandbox, `hotfix/incident-${issue}`, { title: 'HOTFIX: Retry' });
  }

  /** The run of the gate at the head of the pull request, which ended so. */
  async function ran(ref: string): Promise<string> {
    await as(story.sandbox, 'lead')('POST', `${shop}/actions/workflows/${file}/dispatches`, { ref });
    const { body } = await as(story.sandbox, 'lead')('GET', `${shop}/actions/runs`);
    return `runs/${body.workflow_runs[0].id}`;
  }

  const ends = (run: string, conclusion: string) => story.control('POST', run, { status: 'completed', conclusion });
  const attempts = async (run: string) =>
    (await as(story.sandbox, 'lead')('GET', `${shop}/actions/${run}`)).body.run_attempt;

  test('the gate is started where it would say something else now, and only there', async () => {
    const pull = await begun();
    const run = await ran(pull.head.ref);
    await ends(run, 'failure');
    expect(await again()).toMatchObject({ code: 0, outputs: { started: '[]' } });
    await tested(story, pull.head.sha);
    const review = await reviewed(story, pull, 'commander');
    const started = await again();
    expect(started).toMatchObject({ code: 0, outputs: { started: `[${pull.number}]` } });
    expect(started.summary).toContain(`| #${pull.number} | started again`);
    expect(await attempts(run)).toBe(2);
    await ends(run, 'success');
    expect(await again()).toMatchObject({ outputs: { started: '[]' } });
    const path = `${shop}/pulls/${pull.number}/reviews/${review}/dismissals`;
    expect((await as(story.sandbox, 'lead')('PUT', path, { message: 'Not this way' })).status).toBe(200);
    expect(await again()).toMatchObject({ outputs: { started: `[${pull.number}]` } });
    expect(await attempts(run)).toBe(3);
  });

  test('a token that may not start runs is told, and nothing is taken for done', async () => {
    const pull = await begun();
    await ends(await ran(pull.head.ref), 'success');
    const run = await again({ actions: 'read' });
    expect(run.code).toBe(1);
    expect(run.commands.map(({ name }) => name)).toEqual(['error']);
  });
});
