// A bad deployment is rolled back: the target by GitHub's deployments, one run, followed to its end (S003-16, S002-16, C25; AC-26, F-24, F-41).
import { afterEach, describe, expect, test } from 'vitest';
import { type Story, type StoryOptions, startStory } from '../support/story.ts';
import { readAll } from '../support/visible.ts';

let story: Story;
let issue = 0;
afterEach(() => story.end());

/** v2.3.4 went live in production at 07:49; one minute later the symptoms began. */
const body = 'Started: 2026-11-21T07:50:00Z\\nStatus: Investigating';

async function declared(options: StoryOptions = {}, labels = ['incident', 'P0']): Promise<void> {
  story = await startStory({ history: true, ...options });
  issue = await story.declare({ body, labels });
  await readAll(story, issue);
}

type Run = { readonly id: number; readonly display_title: string; readonly status: string };

async function runs(): Promise<readonly Run[]> {
  const { data } = await story.api('lead', 'GET', '/repos/acme/shop/actions/workflows/rollback-production.yml/runs');
  return (data as { workflow_runs: readonly Run[] }).workflow_runs;
}

/** Says how the newest run stands, and lets the server hear of it. */
async function run(how: object): Promise<void> {
  const [newest] = await runs();
  await story.control('POST', `runs/${newest?.id}`, how);
  await story.settle();
}

const begins = { status: 'in_progress' };
const ends = (conclusion: string) => ({ status: 'completed', conclusion });

type Deployment = { readonly id: number; readonly sha: string; readonly description: string | null };

async function deployments(): Promise<readonly Deployment[]> {
  const { data } = await story.api('lead', 'GET', '/repos/acme/shop/deployments?environment=production');
  return data as readonly Deployment[];
}

/** Somebody deploys main to production. */
async function deploy(): Promise<void> {
  const made = { ref: 'main', environment: 'production', auto_merge: false, required_contexts: [] };
  const { data } = await story.api('lead', 'POST', '/repos/acme/shop/deployments', made);
  const path = `/repos/acme/shop/deployments/${(data as Deployment).id}/statuses`;
  await story.api('lead', 'POST', path, { state: 'success' });
}

const code = async () => /`?\/confirm ([0-9a-f]{7})/.exec(await story.card(issue))?.[1] ?? '';

describe('a bad deployment', () => {
  test('declared, rolled back with one comment, followed by its events, monitored, resolved', async () => {
    await declared();
    const [bad, good] = await deployments();
    await story.requests();
    const comment = await story.say('responder', '/rollback because="checkout fails"');
    const asked = (await story.requests()).map(({ route, operations }) => `${route} ${operations.join(',')}`);
    expect(
      asked.findIndex((request) => request.includes('/dispatches')),
      asked.join('\n'),
    ).toBeLessThan(10);
    expect(asked.filter((request) => request.includes('/dispatches'))).toHaveLength(1);
    expect(await story.nextComment()).toContain('Send payments through the new client');
    expect(await story.reactions(comment)).toEqual(['eyes', '+1']);
    const [started] = await runs();
    expect(started?.display_title).toBe(`Roll back production to ${good?.sha} (firebreak-${issue}-${comment})`);

    await run(begins);
    expect(await story.card()).toMatch(/\*\*Rollback of `production` to `\w{7}`: running\*\*/);
    await run(ends('success'));
    expect(await story.nextComment()).toMatch(
      /^@responder \*\*Rollback of `production` to `\w{7}`: done\.\*\*.*Monitoring until/s,
    );
    expect(await story.card()).toContain('· monitoring ·');
    const [live] = await deployments();
    expect(live).toMatchObject({ sha: good?.sha, description: `Rolled back for incident #${issue}` });
    expect(live?.sha).not.toBe(bad?.sha);

    await story.later('PT2H');
    await readAll(story, issue);
    await story.say('lead', '/resolve --force rolled back, all is well');
    await readAll(story, issue);
    expect(await story.card()).toContain('· resolved ·');
  });

  test('executed by the example that teams copy: paused, rolled back, verified, healthy (S001-34)', async () => {
    await declared({ runs: 'execute' });
    await story.say('responder', '/rollback');
    await story.sandbox.runs.idle();
    await story.settle();
    await readAll(story, issue);
    expect((await runs())[0]).toMatchObject({ status: 'completed', conclusion: 'success' });
    expect(await story.card()).toMatch(/: done\*\*/);
  });

  test('that fails: which step, what is next, and a second try', async () => {
    await declared();
    await story.say('responder', '/rollback');
    await readAll(story, issue);
    await run(begins);
    await run(ends('failure'));
    await story.later('PT15S');
    const said = await story.nextComment();
    expect(said).toMatch(/: failed/);
    const next = /^\/rollback .*$/m.exec(said)?.[0] ?? '';
    expect(next).toMatch(/^\/rollback production to=[0-9a-f]{7}$/);
    await story.say('responder', next);
    await readAll(story, issue);
    expect((await runs()).length + (await code()).length).toBeGreaterThan(1);
  });
});

describe('one at a time', () => {
  test('of two commanders in the same second one is first, and the other is told by whom', async () => {
    await declared();
    const path = `/repos/acme/shop/issues/${issue}/comments`;
    await Promise.all([
      story.api('responder', 'POST', path, { body: '/rollback' }),
      story.api('commander', 'POST', path, { body: '/rollback' }),
    ]);
    await story.settle();
    expect(await runs()).toHaveLength(1);
    const said = [await story.nextComment(), await story.nextComment()].join('\n');
    expect(said).toContain('Rolling `production` back');
    expect(said).toContain('is under way');
  });

  test('a plan waits for a word, and not when something was deployed since', async () => {
    await declared({}, ['incident', 'P2']);
    await story.say('responder', '/rollback');
    expect(await story.nextComment()).toContain(`/confirm ${await code()}`);
    const planned = await code();
    await deploy();
    await story.say('commander', `/confirm ${planned}`);
    expect(await story.nextComment()).toContain('Something was deployed to `production` since');
    expect(await runs()).toEqual([]);
  });
});

describe('whatever happens on the way, it is started once', () => {
  const route = 'POST /repos/{owner}/{repo}/actions/workflows/{workflow_id}/dispatches';

  test.each([
    ['GitHub answers 502 and has done it', { status: 502, after: true }],
    ['the answer is lost on the way', { reset: true, after: true }],
  ])('%s: it is found by its name', async (_what, fault) => {
    await declared();
    await story.control('POST', 'faults', { route, ...fault });
    await story.say('responder', '/rollback');
    await readAll(story, issue);
    expect(await runs()).toHaveLength(1);
    await story.later('PT15S');
    await run(begins);
    expect(await story.card()).toContain(': running**');
  });

  test('GitHub answers 502 and has not done it: nobody knows, so a person is asked', async () => {
    await declared();
    await story.control('POST', 'faults', { route, status: 502 });
    await story.say('responder', '/rollback');
    await readAll(story, issue);
    await story.later('PT1M');
    expect(await story.nextComment()).toContain('answer was lost, and no run of it was found');
    expect(await runs()).toEqual([]);
    await story.say('responder', '/rollback');
    await readAll(story, issue);
    expect(await runs()).toHaveLength(1);
  });

  test('there is no such workflow: what was expected, and nothing was done', async () => {
    await declared({
      policy: 'preset: github\nrollback: { workflow: back.yml }\npeople: { devops: ["@acme/on-call"] }\n',
    });
    await story.say('responder', '/rollback');
    await story.nextComment();
    expect(await story.nextComment()).toMatch(
      /GitHub did not start it: 404.*Expected: `back\.yml` on the default branch/s,
    );
  });

  test('the server is away while it runs: what happened is seen when it is back', async () => {
    await declared();
    await story.say('responder', '/rollback');
    await readAll(story, issue);
    await story.app.kill();
    const [newest] = await runs();
    await story.control('POST', `runs/${newest?.id}`, begins);
    await story.control('POST', `runs/${newest?.id}`, ends('success'));
    await story.app.start();
    await story.later('PT1M');
    expect(await story.nextComment()).toMatch(/: done\.\*\*/);
    expect(await runs()).toHaveLength(1);
  });

  test.each(['effect-sent-no-answer', 'answer-not-recorded'])('the server is killed at %s', async (point) => {
    await declared();
    await story.app.crashAt(point);
    await story.say('responder', '/rollback');
    expect(story.app.alive(), `${point} was never passed`).toBe(false);
    await story.app.start();
    await story.settle();
    await story.later('PT1M');
    await readAll(story, issue);
    expect(await runs()).toHaveLength(1);
    expect(await story.card()).toContain('Rollback of `production`');
  });
});
