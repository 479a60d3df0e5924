// `action/hotfix-gate` as a required job: what the app's check asks of a hotfix, asked by a run that only reads (S000-22 to S000-26, S000-42 to S000-47, S003-17).
import { afterEach, describe, expect, test } from 'vitest';
import { openPull, requireChecks } from '../sandbox/support/changes.ts';
import { as, shop } from '../sandbox/support/local-github.ts';
import { GATE, reviewed, tested } from '../support/lane.ts';
import { type PullRun, proposeFromFork, runOnPull, runReading, write } from '../support/pull-run.ts';
import { type Story, startStory } from '../support/story.ts';
import { eventOf } from '../support/workflow-run.ts';

/** The app of workflow runs, on github.com and in the sandbox. */
const ACTIONS = 15_368;
const permissions = { checks: 'read', statuses: 'read' };

let story: Story;
afterEach(() => story.end());

const gate = (number: number, inputs: Readonly<Record<string, string>> = {}): Promise<PullRun> =>
  runOnPull(story, 'hotfix-gate', number, (event) => event, { permissions, inputs });

/** What does not hold, as the table says it. */
const open = ({ summary }: PullRun) =>
  summary.split('\n').flatMap((line) => (/^\| [❌⏳]/u.test(line) ? [line.split('|')[2]?.trim()] : []));

/** A P0 that workflow runs alone keep, on a branch that asks for a test and for this job. Their token may read what is deployed: a hotfix needs a version to go back to. */
async function declared(more = '', inputs: Readonly<Record<string, string>> = {}): Promise<number> {
  const policy = `preset: github\npeople: { devops: ["@reviewer"], manager: ["@commander"], ceo: ["@lead"] }\n${more}`;
  story = await startStory({ asleep: true, now: new Date().toISOString(), history: true, policy });
  await requireChecks(story.sandbox, [{ context: 'test' }, { context: GATE, app_id: ACTIONS }]);
  const { data } = await story.api('responder', 'POST', '/repos/acme/shop/issues', {
    title: '[INCIDENT P0] Production down',
    body: `Started: ${new Date(Date.now() - 600_000).toISOString()}`,
    labels: ['incident', 'P0'],
  });
  const { number } = data as { readonly number: number };
  const permissions = { issues: 'write', deployments: 'read', actions: 'read' };
  const run = await runReading(story, 'respond', await eventOf(story, number, null), { permissions, inputs });
  expect(run).toMatchObject({ code: 0, outcome: 'done' });
  await story.nextComment(number);
  return number;
}

const byHand = (issue: number, more: object = {}) =>
  openPull(story.sandbox, `hotfix/incident-${issue}`, { title: 'HOTFIX: Retry', body: `Refs #${issue}`, ...more });

describe('a pull request that is no incident matter', () => {
  test.each([
    { name: 'names no incident', branch: 'retry', title: 'Retry the client' },
    { name: 'has the branch of one and another title', branch: 'hotfix/incident-1', title: 'Retry the client' },
    { name: 'is the hotfix of an issue that is no incident', branch: 'hotfix/incident-99', title: 'HOTFIX: Retry' },
  ])('that $name passes at once', async ({ branch, title }) => {
    await declared();
    const { number } = await openPull(story.sandbox, branch, { title });
    const run = await gate(number);
    expect(run).toMatchObject({
      code: 0,
      commands: [],
      outputs: { hotfix: 'false', conclusion: 'success', open: '0' },
    });
    expect(run.summary).toContain('Not an incident matter');
    expect(run.requests).toBeLessThanOrEqual(3);
  });
});

describe('a hotfix of an incident that workflow runs keep', () => {
  test('S003-17 S000-25 is blocked until it was tested and somebody else has approved this very commit', async () => {
    const issue = await declared();
    const pull = await byHand(issue);
    const red = await gate(pull.number);
    expect(red).toMatchObject({ code: 1, outputs: { hotfix: 'true', incidents: `[${issue}]`, conclusion: 'pending' } });
    expect(open(red)).toEqual(['tested', 'tested', 'approved']);
    expect(red.commands.map(({ name }) => name)).toEqual(['error', 'error', 'error']);
    await tested(story, pull.head.sha);
    expect(open(await gate(pull.number))).toEqual(['approved']);
    await reviewed(story, pull, 'responder', 'COMMENT');
    expect(await gate(pull.number)).toMatchObject({ code: 1 });
    await reviewed(story, pull, 'commander');
    const green = await gate(pull.number);
    expect(green).toMatchObject({ code: 0, commands: [], outputs: { hotfix: 'true', conclusion: 'success' } });
    expect(green.summary).toContain('Firebreak / hotfix: Tested and approved');
    await write(story, { 'src/pay.txt': 'again\n' }, `hotfix/incident-${issue}`);
    expect(open(await gate(pull.number))).toEqual(['tested', 'tested', 'approved']);
  });

  test('S000-46 is judged by the policy of the default branch, not by its own', async () => {
    const issue = await declared();
    const pull = await byHand(issue);
    const policy = 'preset: github\nhotfix: { branch: "fast/{number}", title: "FAST: {summary}" }\n';
    await write(story, { '.github/firebreak.yml': policy }, `hotfix/incident-${issue}`);
    expect(await gate(pull.number)).toMatchObject({ code: 1, outputs: { hotfix: 'true' } });
  });

  test('that goes over a forbidden path is red whoever approved it', async () => {
    const issue = await declared('hotfix: { forbidden_paths: ["infra/**"] }\n');
    const pull = await byHand(issue);
    await write(story, { 'infra/main.tf': 'x\n' }, `hotfix/incident-${issue}`);
    const { data } = await story.api('lead', 'GET', `/repos/acme/shop/pulls/${pull.number}`);
    await tested(story, (data as typeof pull).head.sha);
    await reviewed(story, pull, 'commander');
    const run = await gate(pull.number);
    expect(run).toMatchObject({ code: 1, outputs: { conclusion: 'failure' } });
    expect(open(run)).toEqual(['files']);
  });

  test('in the merge queue is judged for its group', async () => {
    const issue = await declared();
    const pull = await byHand(issue);
    const head_ref = `refs/heads/gh-readonly-queue/main/pr-${pull.number}-${pull.head.sha}`;
    const run = await runReading(
      story,
      'hotfix-gate',
      { name: 'merge_group', payload: { merge_group: { head_ref } } },
      { permissions },
    );
    expect(run).toMatchObject({ code: 1, outputs: { hotfix: 'true' } });
  });
});

describe('a status card', () => {
  test.each([
    { name: 'that somebody edited', inputs: {} },
    {
      name: 'of ours, signed, that somebody put back',
      inputs: { key: 'a key of at least thirty-two characters, as ours' },
    },
  ])(
    '$name is not believed: the hotfix of its incident waits, and ordinary pull requests do not',
    async ({ inputs }) => {
      const issue = await declared('', inputs);
      const card = (await story.comments(issue)).find(({ isCard }) => isCard);
      const path = `${shop}/issues/comments/${card?.id}`;
      const edited = await as(story.sandbox, 'responder')('PATCH', path, { body: `${card?.body}\n` });
      expect(edited.status).toBe(200);
      const pull = await byHand(issue);
      await tested(story, pull.head.sha);
      await reviewed(story, pull, 'commander');
      const run = await gate(pull.number, inputs);
      expect(run).toMatchObject({ code: 1 });
      expect(open(run)).toContain('incident');
      expect(run.summary).toContain(`The status card of #${issue} is not believed`);
      const other = await openPull(story.sandbox, 'retry', { title: 'Retry the client' });
      expect(await gate(other.number, inputs)).toMatchObject({ code: 0 });
    },
  );

  test('that a person posted in the place of the bot’s makes no incident of an issue', async () => {
    const issue = await declared();
    const card = (await story.comments(issue)).find(({ isCard }) => isCard);
    const { data } = await story.api('responder', 'POST', '/repos/acme/shop/issues', {
      title: 'Mine',
      labels: ['incident'],
    });
    const { number } = data as { readonly number: number };
    await story.api('responder', 'POST', `/repos/acme/shop/issues/${number}/comments`, { body: card?.body ?? '' });
    const pull = await byHand(number);
    await tested(story, pull.head.sha);
    await reviewed(story, pull, 'commander');
    const run = await gate(pull.number);
    expect(run).toMatchObject({ code: 1 });
    expect(open(run)).toContain('incident');
  });
});

test('a pull request of a stranger’s fork is judged with what its run may read, and nothing of it is run', async () => {
  const issue = await declared();
  const { number } = await proposeFromFork(
    story,
    { 'src/pay.txt': 'x\n', '.github/firebreak.yml': 'preset: standard\n' },
    {},
  );
  expect(await gate(number)).toMatchObject({ code: 0, outputs: { hotfix: 'false' } });
  await as(story.sandbox, 'visitor')('PATCH', `${shop}/pulls/${number}`, {
    title: 'HOTFIX: ::error::x',
    body: `Refs #${issue}`,
  });
  expect(await gate(number)).toMatchObject({ code: 0, outputs: { hotfix: 'false' } });
});
