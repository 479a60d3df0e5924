// The second host: a workflow run with nothing but GitHub. An incident begun in either host continues in the other.
import { afterEach, expect, test } from 'vitest';
import type { Sandbox } from '../../src/sandbox/start-sandbox.ts';
import { type Story, startStory } from '../support/story.ts';
import { readAll } from '../support/visible.ts';
import { eventOf, runAction } from '../support/workflow-run.ts';

const key = 'a key that both hosts share, at least thirty-two characters';
let story: Story;
afterEach(() => story.end());

/** The token of a workflow run may not mention teams, so these people are named one by one. */
const policy = 'preset: github\npeople: { devops: ["@reviewer"], manager: ["@commander"], ceo: ["@lead"] }\n';

/** A workflow run has no clock but the real one. */
const now = () => new Date().toISOString();

async function comment(text: string, issue: number): Promise<number> {
  const { data } = await story.api('responder', 'POST', `/repos/acme/shop/issues/${issue}/comments`, { body: text });
  return (data as { id: number }).id;
}

async function open(): Promise<number> {
  const declaration = {
    title: '[INCIDENT P0] Production down',
    body: 'Started: 2026-01-01T07:00:00Z',
    labels: ['incident', 'P0'],
  };
  return ((await story.api('responder', 'POST', '/repos/acme/shop/issues', declaration)).data as { number: number })
    .number;
}

test('declaration, /ack and /severity by workflow runs alone, the card their only memory', async () => {
  story = await startStory({ asleep: true, now: now() });
  const issue = await open();
  expect(await runAction(story, 'respond', await eventOf(story, issue, null))).toMatchObject({
    code: 0,
    outcome: 'done',
  });
  expect((await story.issue(issue)).labels).toEqual(['P0', 'incident', 'status: investigating']);
  expect(await story.nextComment(issue)).toContain('INCIDENT: Production down');
  expect(await story.card(issue)).toContain('GitHub tells nobody by acme/on-call');

  const ack = await comment('/ack', issue);
  expect(await runAction(story, 'respond', await eventOf(story, issue, ack))).toMatchObject({
    code: 0,
    outcome: 'done',
  });
  expect(await story.reactions(ack)).toEqual(['+1']);
  expect((await story.issue(issue)).assignees).toEqual(['responder']);

  const lower = await comment('/severity P3 only the logo', issue);
  expect(await runAction(story, 'respond', await eventOf(story, issue, lower))).toMatchObject({
    code: 0,
    outcome: 'done',
  });
  expect(await story.issue(issue)).toMatchObject({
    title: '[INCIDENT P3] Production down',
    labels: ['P3', 'backlog', 'incident', 'status: investigating'],
  });
  expect(await story.card(issue)).toMatch(/Severity P0 → P3: only the logo/);
});

test('the same event twice is done once: the second run finds what the first did', async () => {
  story = await startStory({ asleep: true, now: now(), policy });
  const issue = await open();
  const event = await eventOf(story, issue, null);
  await runAction(story, 'respond', event);
  await runAction(story, 'respond', event);
  expect(await story.nextComment(issue)).toContain('INCIDENT: Production down');
  await story.silence(issue);
  await story.card(issue);
});

test('an incident begun by a workflow run is carried on by the app, and the other way round', async () => {
  const env = ({ seeded }: Sandbox) => ({ FIREBREAK_KEY: key, FIREBREAK_TRUSTED_APPS: String(seeded.actions.userId) });
  story = await startStory({ asleep: true, now: now(), env, policy });
  const inputs = { key, 'trusted-bots': String(story.sandbox.seeded.app.userId) };
  const issue = await open();
  expect(await runAction(story, 'respond', await eventOf(story, issue, null), inputs)).toMatchObject({
    outcome: 'done',
  });
  await story.nextComment(issue);
  await story.app.start();
  const ack = await story.say('responder', '/ack', issue);
  expect(await story.reactions(ack)).toEqual(['+1']);
  expect(await story.card(issue)).toContain('| **Commander** | responder |');
  await story.app.stop();
  const lower = await comment('/severity P3', issue);
  expect(await runAction(story, 'respond', await eventOf(story, issue, lower), inputs)).toMatchObject({
    outcome: 'done',
  });
  expect(await story.card(issue)).toMatch(/Acknowledged(.|\n)*Severity P0 → P3/);
  await story.silence(issue);
});

test('an event that is not ours costs no request', async () => {
  story = await startStory({ asleep: true, now: now(), policy });
  const issue = await open();
  const chat = await comment('is anybody looking at this?', issue);
  const run = await runAction(story, 'respond', await eventOf(story, issue, chat));
  expect(run).toMatchObject({ code: 0, outcome: 'ignored:no-command' });
  expect(JSON.stringify(await story.control('GET', 'requests'))).not.toContain('graphql');
});

test('a duplicate in a workflow run: the other thread hears it once, with what to do there, since its record is not changed from here', async () => {
  story = await startStory({ asleep: true, now: now(), policy });
  const [kept, joins] = [await open(), await open()];
  for (const issue of [kept, joins]) {
    await runAction(story, 'respond', await eventOf(story, issue, null));
    await story.nextComment(issue);
  }
  const before = await story.card(kept);
  const duplicate = await comment(`/duplicate #${kept}`, joins);
  const event = await eventOf(story, joins, duplicate);
  expect(await runAction(story, 'respond', event)).toMatchObject({ code: 0, outcome: 'done' });
  expect(await runAction(story, 'respond', event)).toMatchObject({ code: 0, outcome: 'ignored:seen' });
  expect(await story.issue(joins)).toMatchObject({ state: 'closed', stateReason: 'duplicate' });
  expect(await story.nextComment(joins)).toContain('a workflow cannot change that record');
  expect(await story.nextComment(kept)).toContain('comment `/time started=2026-01-01T07:00:00Z`');
  expect(await story.card(kept)).toBe(before);
});

test('the summary of the job says which incident, which event and what became of it; nothing of what people wrote does anything there', async () => {
  story = await startStory({ asleep: true, now: now(), policy });
  const issue = await open();
  await runAction(story, 'respond', await eventOf(story, issue, null));
  const title = { title: '[INCIDENT P0] Down | @lead <b>#1</b>' };
  await story.api('lead', 'PATCH', `/repos/acme/shop/issues/${issue}`, title);
  const summaryOf = async (text: string) => {
    const { summary, log } = await runAction(story, 'respond', await eventOf(story, issue, await comment(text, issue)));
    return { row: summary.split('\n').find((line) => line.startsWith('| [')) ?? '', summary, log };
  };
  const { row, summary } = await summaryOf('/ack');
  await readAll(story, issue);
  expect(summary).toContain('**Firebreak**: `done`\n\n| Incident | Event | Outcome |\n|---|---|---|\n| ');
  expect(row).toMatch(
    /^\| \[#1\]\(\S+\/acme\/shop\/issues\/1\) \S.* \| `issue_comment created` by `responder` \| done \|$/,
  );
  expect(row).not.toMatch(/@lead|<b>|[^[]#1\b|Down \|/);
  expect((await summaryOf('/severity P99')).row).toContain('| refused: the answer in the incident says why');
  expect((await summaryOf('We look at it')).row).toContain('| nothing to do: no line of it is a command |');
  await readAll(story, issue);
});

test.each([
  { name: 'workflow_run', by: 'tick' },
  { name: 'pull_request', by: 'tick' },
  { name: 'schedule', by: 'tick' },
  { name: 'repository_dispatch', by: 'declare' },
  { name: 'pull_request_review', by: 'hotfix-gate' },
] as const)('$name is not for it: it names $by, which handles that', async ({ name, by }) => {
  story = await startStory({ asleep: true, now: now(), policy });
  const run = await runAction(story, 'respond', { name, payload: { action: 'completed' } });
  expect(run).toMatchObject({ code: 0, outcome: `ignored:for-${by}` });
  expect(run.log).toContain(`the Action \`${by}\` handles it`);
  expect(run.summary).toContain(`the Action \`${by}\` handles it`);
});
