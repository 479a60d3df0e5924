// Without a server: each run handles what runs before it did not come to do, and the clock is looked at by a schedule. The card is the only memory.
import { afterEach, describe, expect, test } from 'vitest';
import { type Story, startStory } from '../support/story.ts';
import { eventOf, type RunResult, runAction, scheduled } from '../support/workflow-run.ts';

/** The token of a workflow run may not mention teams, so these people are named one by one. */
const policy = 'preset: github\npeople: { devops: ["@reviewer"], manager: ["@commander"], ceo: ["@lead"] }\n';
const MINUTE = 60_000;

let story: Story;
let ahead = 0;
afterEach(() => story.end());

async function begin(): Promise<number> {
  ahead = 0;
  story = await startStory({ asleep: true, now: new Date().toISOString(), policy });
  return open('Production down');
}

async function open(title: string): Promise<number> {
  const issue = { title: `[INCIDENT P0] ${title}`, body: 'Started: 2026-01-01T07:00:00Z', labels: ['incident', 'P0'] };
  return ((await story.api('responder', 'POST', '/repos/acme/shop/issues', issue)).data as { number: number }).number;
}

async function comment(text: string, issue: number, by: 'responder' | 'lead' = 'responder'): Promise<number> {
  const { data } = await story.api(by, 'POST', `/repos/acme/shop/issues/${issue}/comments`, { body: text });
  return (data as { id: number }).id;
}

const respond = async (issue: number, said: number | null = null): Promise<RunResult> =>
  runAction(story, 'respond', await eventOf(story, issue, said), {}, ahead);
const tick = (inputs: Readonly<Record<string, string>> = {}): Promise<RunResult> =>
  runAction(story, 'tick', scheduled, inputs, ahead);

/** Time passes for GitHub and for the runs that follow. */
async function pass(minutes: number): Promise<void> {
  ahead += minutes * MINUTE;
  await story.control('POST', 'clock', { advance: `PT${minutes}M` });
}

async function declared(): Promise<number> {
  const issue = await begin();
  expect(await respond(issue)).toMatchObject({ code: 0, outcome: 'done' });
  expect(await story.nextComment(issue)).toContain('INCIDENT: Production down');
  return issue;
}

/** The card links what was gathered at the declaration with the look after it. */
async function settled(): Promise<number> {
  const issue = await declared();
  await tick({ incident: String(issue) });
  return issue;
}

describe('runs that GitHub dropped, since another one waited in their place', () => {
  test('five comments in two seconds, of which the first and the last get a run: each is done once, in order', async () => {
    const issue = await declared();
    const said = [
      await comment('/ack', issue),
      await comment('/note the first look', issue),
      await comment('/severity P1 half of it works', issue),
      await comment('/severity P2 most of it works', issue),
      await comment('/note the last look', issue),
    ];
    expect(await respond(issue, said[0])).toMatchObject({ outcome: 'done' });
    const last = await respond(issue, said[4]);
    expect(last).toMatchObject({ code: 0, outcome: 'done' });
    expect(last.log).toContain('Handled 3 comments before it');
    for (const id of said) expect(await story.reactions(id), String(id)).toEqual(['+1']);
    expect((await story.issue(issue)).title).toBe('[INCIDENT P2] Production down');
    expect(await story.card(issue)).toMatch(/the first look(.|\n)*P0 → P1(.|\n)*P1 → P2(.|\n)*the last look/);
    for (const id of said) expect(await respond(issue, id)).toMatchObject({ outcome: 'ignored:seen' });
    await story.silence(issue);
  });

  test('the run of the opening: the first comment declares the incident with its author’s authority, and is done', async () => {
    const issue = await begin();
    const ack = await comment('/ack', issue, 'lead');
    expect(await respond(issue, ack)).toMatchObject({ code: 0, outcome: 'done' });
    expect(await story.nextComment(issue)).toContain('INCIDENT: Production down');
    expect(await story.reactions(ack)).toEqual(['+1']);
    expect((await story.issue(issue)).assignees).toEqual(['lead']);
    await story.silence(issue);
  });

  test('a comment that was edited before anybody looked is left alone', async () => {
    const issue = await declared();
    const edited = await comment('/note nothing', issue);
    await story.api('responder', 'PATCH', `/repos/acme/shop/issues/comments/${edited}`, { body: '/resolve --force' });
    expect(await respond(issue, await comment('/ack', issue))).toMatchObject({ outcome: 'done' });
    expect(await story.reactions(edited)).toEqual([]);
    expect((await story.issue(issue)).state).toBe('open');
    await story.card(issue);
  });
});

describe('the clock by a schedule', () => {
  test('nothing is due: nothing is changed, and the run says so', async () => {
    const issue = await settled();
    const before = await story.card(issue);
    expect(await tick()).toMatchObject({ code: 0, outputs: { incidents: '[]', 'late-seconds': '0', outcome: '' } });
    expect(await story.card(issue)).toBe(before);
    await story.silence(issue);
  });

  test('what is due is told with how late it is, done for the one that is asked for, and once', async () => {
    const issue = await declared();
    await respond(issue, await comment('/ack', issue));
    await story.card(issue);
    const calm = await open('Only the logo');
    await pass(17);
    await respond(calm);
    expect(await story.nextComment(calm)).toContain('INCIDENT: Only the logo');
    await tick({ incident: String(calm) });
    const looked = await tick();
    expect(looked.outputs).toMatchObject({ incidents: `[${issue}]` });
    expect(Number(looked.outputs['late-seconds'])).toBeGreaterThanOrEqual(60);
    expect(looked.summary).toContain(`| #${issue} | `);
    await story.silence(issue);
    expect(await tick({ incident: String(issue) })).toMatchObject({ code: 0, outcome: 'done' });
    expect(await story.nextComment(issue)).toMatch(/^@responder\n.*Progress update 1/s);
    expect(await tick()).toMatchObject({ outputs: { incidents: '[]' } });
    expect(await tick({ incident: String(issue) })).toMatchObject({ code: 0 });
    await story.silence(issue);
  });

  test('people come before the clock: whoever acknowledged and had no run is not paged over', async () => {
    const issue = await declared();
    const ack = await comment('/ack', issue);
    await pass(6);
    expect((await tick()).outputs).toMatchObject({ incidents: `[${issue}]` });
    expect(await tick({ incident: String(issue) })).toMatchObject({ code: 0 });
    expect(await story.reactions(ack)).toEqual(['+1']);
    expect(await story.card(issue)).toContain('| **Commander** | responder |');
    await story.silence(issue);
  });
});

describe('an incident that is over before its job begins', () => {
  const patch = async (issue: number, body: object) =>
    expect((await story.api('lead', 'PATCH', `/repos/acme/shop/issues/${issue}`, body)).status).toBe(200);

  test.each([
    { name: 'its label was taken off, and it was closed', body: { labels: [], state: 'closed' } },
    { name: 'it was given another title and no label', body: { labels: [], title: 'The logo' } },
  ])('$name: the run is green and says so', async ({ body }) => {
    const issue = await settled();
    await patch(issue, body);
    const run = await tick({ incident: String(issue) });
    expect(run).toMatchObject({ code: 0, outputs: { outcome: 'ignored:not-open', incidents: '[]' } });
    const says = `#${issue} is no incident any more that is open or ended lately: nothing is due for it`;
    expect(run.log).toContain(says);
    expect(run.summary).toContain(says);
    await story.silence(issue);
  });
});

describe('a clock that cannot be looked at is red and says why', () => {
  test.each([
    { name: 'no number', incident: 'latest', says: 'incident is "latest". The number of an issue is expected' },
    { name: 'no issue', incident: '999', says: '#999 is no incident, and none was ever declared there' },
    { name: 'an issue that never was one', incident: '2', says: '#2 is no incident, and none was ever declared there' },
  ])('$name', async ({ incident, says }) => {
    await begin();
    await story.api('lead', 'POST', '/repos/acme/shop/issues', { title: 'The logo' });
    const run = await tick({ incident });
    expect(run.code).toBe(1);
    expect(run.log).toContain(`::error::${says}`);
  });
});
