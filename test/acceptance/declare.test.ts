// Machines declare: a job, a monitor through `repository_dispatch`. One trouble is one incident, however often it is told.
import { afterEach, describe, expect, test } from 'vitest';
import { type Story, startStory } from '../support/story.ts';
import { readAll } from '../support/visible.ts';
import { type RunResult, runAction } from '../support/workflow-run.ts';

const policy = 'preset: github\npeople: { devops: ["@reviewer"], manager: ["@commander"], ceo: ["@lead"] }\n';
let story: Story;
afterEach(() => story.end());

const begin = async (asleep: boolean) => {
  story = await startStory({ asleep, now: new Date().toISOString(), policy });
};

const alert = {
  title: 'Error rate of checkout',
  severity: 'critical',
  'severity-map': 'critical=P0',
  source: 'monitor',
};
const declare = (inputs: Readonly<Record<string, string>> = alert, payload: object = {}): Promise<RunResult> =>
  runAction(story, 'declare', { name: 'repository_dispatch', payload: { client_payload: payload } }, inputs);

type Issue = { readonly number: number; readonly title: string; readonly state: string; readonly body: string };
async function incidents(): Promise<readonly Issue[]> {
  const { data } = await story.api('lead', 'GET', '/repos/acme/shop/issues?labels=incident&state=all');
  return data as readonly Issue[];
}
async function comments(issue: number): Promise<readonly { readonly body: string }[]> {
  const { data } = await story.api('lead', 'GET', `/repos/acme/shop/issues/${issue}/comments`);
  return (data as readonly { readonly body: string }[]).filter(({ body }) => body.includes('alert'));
}

describe('an alert', () => {
  test('opens an incident, which the app takes up; told again it counts, in one comment that pages nobody', async () => {
    await begin(false);
    const opened = await declare();
    expect(opened).toMatchObject({ code: 0, outputs: { number: '1', how: 'opened' } });
    expect(opened.summary).toContain('opened [#1](');
    expect(opened.summary).toMatch(
      /^\| \[#1\]\(\S+\) \| Error rate of checkout \| a new incident was opened \| P0 \| monitor \| `[0-9a-f]{16}` \|$/m,
    );
    await story.settle();
    expect((await incidents()).map(({ title }) => title)).toEqual(['[INCIDENT P0] Error rate of checkout']);
    expect(await story.nextComment(1)).toMatch(/^@reviewer/);
    expect(await declare()).toMatchObject({
      code: 0,
      outputs: { number: '1', how: 'joined', fingerprint: opened.outputs['fingerprint'] },
    });
    expect(await declare()).toMatchObject({ outputs: { how: 'joined' } });
    await story.settle();
    expect((await comments(1)).map(({ body }) => body.split('\n')[0])).toEqual([
      expect.stringMatching(/^The alert came again 2 times since this was opened, last from monitor, at /),
    ]);
    expect(await incidents()).toHaveLength(1);
    await story.card(1);
  });

  test('without an app the run declares and pages itself, once', async () => {
    await begin(true);
    expect(await declare({ ...alert, respond: 'true' })).toMatchObject({
      code: 0,
      outputs: { number: '1', how: 'opened' },
    });
    expect(await story.nextComment(1)).toMatch(/@reviewer/);
    expect(await story.card(1)).toContain('Error rate of checkout');
    expect(await declare({ ...alert, respond: 'true' })).toMatchObject({ outputs: { how: 'joined' } });
    expect(await comments(1)).toHaveLength(1);
  });

  test('what the inputs leave open is taken from the payload of a dispatch', async () => {
    await begin(true);
    const payload = { title: 'Queue is full', severity: 'P1', description: 'cc @lead', unknown: { deep: [1] } };
    const run = await declare({}, payload);
    expect(run).toMatchObject({ code: 0, outputs: { how: 'opened' } });
    expect(run.summary).toContain('| P1 | not said |');
    const [issue] = await incidents();
    expect(issue?.title).toBe('[INCIDENT P1] Queue is full');
    expect(issue?.body).not.toContain(' @lead');
  });

  test('with a time and a severity that nobody can read is told all the same, with a warning of each', async () => {
    await begin(true);
    const run = await declare(
      { respond: 'true' },
      { title: 'Disk is full', started: '1764500000', severity: 'P1 ] x' },
    );
    expect(run).toMatchObject({ code: 0, outputs: { how: 'opened' } });
    expect(run.log).toMatch(/::warning::started is "1764500000"(.|\n)*::warning::severity is "P1 \] x"/);
    expect((await incidents())[0]?.title).toBe('[INCIDENT] Disk is full');
    expect(await story.nextComment(1)).toMatch(/@reviewer/);
  });

  test('that comes back soon after its incident was closed opens it again; said to be none it opens a new one', async () => {
    await begin(true);
    await declare();
    const close = (reason: string) =>
      story.api('lead', 'PATCH', '/repos/acme/shop/issues/1', { state: 'closed', state_reason: reason });
    await close('completed');
    expect(await declare()).toMatchObject({ outputs: { number: '1', how: 'reopened' } });
    expect((await incidents())[0]?.state).toBe('open');
    await close('not_planned');
    expect(await declare()).toMatchObject({ outputs: { number: '2', how: 'opened' } });
  });

  test('that comes back opens what the app keeps again, too: nobody puts it back', async () => {
    await begin(false);
    await declare();
    await story.settle();
    await story.say('commander', '/ack', 1);
    await story.say('commander', '/resolve --force freed', 1);
    await story.say('commander', '/close --force all is well', 1);
    expect(await story.issue(1)).toMatchObject({ state: 'closed' });
    expect(await declare()).toMatchObject({ outputs: { number: '1', how: 'reopened' } });
    await story.settle();
    expect(await story.issue(1)).toMatchObject({
      state: 'open',
      labels: expect.arrayContaining(['status: investigating']),
    });
    expect(await story.card(1)).toContain('alert came back');
    await readAll(story, 1);
  });

  test('is not swallowed by somebody who wrote its mark into an issue of theirs', async () => {
    await begin(true);
    const { outputs } = await declare();
    const [first] = await incidents();
    await story.api('lead', 'PATCH', '/repos/acme/shop/issues/1', { state: 'closed', state_reason: 'not_planned' });
    await story.api('responder', 'POST', '/repos/acme/shop/issues', {
      title: 'Mine',
      body: first?.body ?? '',
      labels: ['incident'],
    });
    expect(await declare()).toMatchObject({
      outputs: { number: '3', how: 'opened', fingerprint: outputs['fingerprint'] },
    });
  });

  test('told by two runs in the same moment leaves one incident open', async () => {
    await begin(true);
    const runs = await Promise.all([declare(), declare()]);
    expect(runs.map(({ code }) => code)).toEqual([0, 0]);
    expect((await incidents()).filter(({ state }) => state === 'open')).toHaveLength(1);
    expect(new Set(runs.map(({ outputs }) => outputs['number'])).size).toBe(1);
  });
});

test.each([
  { name: 'no title', inputs: {}, says: 'title is empty' },
  { name: 'a map that is none', inputs: { ...alert, 'severity-map': 'critical: P0' }, says: 'severity-map has the line "critical: P0"' },
  { name: 'a window that is none', inputs: { ...alert, 'group-for': 'a while' }, says: 'group-for is "a while". A duration is expected' },
  { name: 'neither true nor false', inputs: { ...alert, respond: 'yes' }, says: 'respond is "yes". true or false is expected' },
])('$name: the run is red, says why, and opens nothing', async ({ inputs, says }) => {
  await begin(true);
  const run = await declare(inputs);
  expect(run.code).toBe(1);
  expect(run.log).toContain(`::error::${says}`);
  expect(await incidents()).toEqual([]);
}); // biome-ignore format: a table
