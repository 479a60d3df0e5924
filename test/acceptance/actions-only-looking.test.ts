// Without a server: what the token of a run lets somebody look at and take over, by a comment (`/readiness`) and in a job (`firebreak backdate`).
import { afterEach, expect, test } from 'vitest';
import { declaredByForm, failures, installedWithActions, KEY, rest, said } from '../support/actions-only.ts';
import { backdate } from '../support/backdating.ts';
import { type Story, startStory } from '../support/story.ts';
import { readAll } from '../support/visible.ts';

/** What it needs to look. */
const READING = { contents: 'read', issues: 'read', pull_requests: 'read' };

let story: Story;
afterEach(() => story.end());

/** The token of a job with these permissions. */
async function tokenOf(permissions: Readonly<Record<string, string>>): Promise<string> {
  const asked = { app: 'github-actions', repository: 'acme/shop', permissions: { metadata: 'read', ...permissions } };
  return ((await story.control('POST', 'tokens', asked)) as { token: string }).token;
}

/** Closed ninety minutes after it was opened. */
async function oldIssue(): Promise<number> {
  const old = { title: 'Checkout is slow', body: 'It was slow.', labels: ['outage'] };
  const { number } = (await story.api('lead', 'POST', '/repos/acme/shop/issues', old)).data as { number: number };
  await story.later('PT1H30M');
  await story.api('lead', 'PATCH', `/repos/acme/shop/issues/${number}`, { state: 'closed' });
  return number;
}

test('S003-40 /readiness tells what is missing, and of the app and its checks nothing', async () => {
  story = await installedWithActions();
  const issue = await declaredByForm(story);
  await readAll(story, issue);
  const asked = await said(story, 'commander', '/readiness', issue);
  expect(await story.reactions(asked)).toEqual(['+1']);
  const reply = await story.nextComment(issue);
  expect(reply).toMatch(/❌ \| .*`\.github\/deploy\/pause`/u);
  expect(reply).not.toMatch(/app is not installed|does not require the check/i);
  expect(reply.split('\n').filter((line) => line.startsWith('| ❔'))).toEqual([]);
  expect(failures(story)).toEqual([]);
});

test('firebreak backdate with the token of a job makes a record that runs carry on', async () => {
  story = await installedWithActions();
  const number = await oldIssue();
  await rest(story);
  const env = { GITHUB_TOKEN: await tokenOf({ ...READING, issues: 'write' }), FIREBREAK_KEY: KEY };
  const done = await backdate(story.sandbox, ['--label', 'outage=P1', '--write'], { as: 'visitor', env });
  expect(done).toMatchObject({ status: 0, err: '', issues: { [number]: { plan: 'take', written: true } } });
  await rest(story);
  expect(await story.issue(number)).toMatchObject({ title: '[INCIDENT P1] Checkout is slow', state: 'closed' });
  await story.silence(number);
  await said(story, 'commander', '/note It was the cache', number);
  expect(await story.card(number)).toContain('It was the cache');
  expect(failures(story)).toEqual([]);
});

test('firebreak backdate with the token of a job that may only read shows the plan, and says what it needs to write', async () => {
  story = await startStory({ asleep: true });
  const number = await oldIssue();
  const env = { GITHUB_TOKEN: await tokenOf(READING) };
  const shown = await backdate(story.sandbox, ['--label', 'outage=P1'], { as: 'visitor', env });
  expect(shown).toMatchObject({ status: 0, err: '', issues: { [number]: { plan: 'take' } } });
  const refused = await backdate(story.sandbox, ['--label', 'outage=P1', '--write'], { as: 'visitor', env });
  expect(refused.status).toBe(1);
  expect(refused.err).toContain('with --write `issues: write`; in a job under `permissions`');
  expect(await story.comments(number)).toEqual([]);
  const blind = { GITHUB_TOKEN: await tokenOf({ issues: 'write', contents: 'read' }) };
  const unseen = await backdate(story.sandbox, ['--label', 'outage=P1'], { as: 'visitor', env: blind });
  expect(unseen).toMatchObject({ status: 1, err: expect.stringContaining('`pull-requests: read`') });
});
