// F-01 to F-10: the server is killed at every named place of a declaration, a command and a timer, started again, and nothing is lost or done twice.
import { request as httpRequest } from 'node:http';
import { afterEach, describe, expect, test } from 'vitest';
import { advanceClock } from '../../src/sandbox/state/store.ts';
import { type CrashPoint, crashPoints } from '../../src/shell/engine/crash-points.ts';
import type { DatabaseKind } from '../support/running-app.ts';
import { type Story, startStory } from '../support/story.ts';
import { expectNothingTwice, keys, readAll, said, timeline, times } from '../support/visible.ts';

/** On PostgreSQL a dead process's work is given to the next one after its heartbeat. */
const PATIENCE = 240_000;

type Step = 'a declaration' | 'a command' | 'a timer';
const all: readonly Step[] = ['a declaration', 'a command', 'a timer'];
const delivered: readonly Step[] = ['a declaration', 'a command'];
const timed: readonly Step[] = ['a timer'];

/** Where each place is passed; the timer's own row needs no 202. */
const passedBy: Readonly<Record<CrashPoint, readonly Step[]>> = {
  'before-commit': delivered,
  'after-commit-before-202': delivered,
  'job-fetched': all,
  'before-decision-commit': all,
  'decided-not-run': all,
  'effect-sent-no-answer': all,
  'answer-not-recorded': all,
  'between-effects': all,
  'recorded-not-completed': all,
  'timer-fired': timed,
  'timer-row-written': timed,
  // Only a freeze passes it (`freeze.test.ts`).
  'between-checks': [],
  // Only a hotfix passes it (`hotfix-crash.test.ts`).
  'hotfix-merged-not-told': [],
  // Only the check of a postmortem passes them (`postmortem-check.test.ts`).
  'proposal-posted': [],
  'between-annotations': [],
};

describe.concurrent('killed while it', () => {
  const points: readonly (readonly [string, readonly Step[]])[] = [
    ...crashPoints.filter((point) => passedBy[point].length > 0).map((point) => [point, passedBy[point]] as const),
    // F-09: a declaration and a command have at least three effects, a timer has two.
    ['between-effects:2', delivered],
  ];
  test.each(points)('passes %s on PGlite', (point, steps) => runThrough('PGlite', point, steps), PATIENCE);

  const onPostgres = [
    ['after-commit-before-202', 'a declaration'],
    ['effect-sent-no-answer', 'a command'],
    ['answer-not-recorded', 'a timer'],
    ['timer-fired', 'a timer'],
  ] as const;
  test.each(onPostgres)(
    'passes %s of %s on PostgreSQL',
    (point, step) => runThrough('PostgreSQL', point, [step]),
    PATIENCE,
  );
});

/** The three steps in turn; the server is killed in those that are named. */
async function runThrough(database: DatabaseKind, point: string, killedIn: readonly Step[]): Promise<void> {
  const story = await startStory({ database });
  // What went wrong first is what counts: a story that broke off always has something unread.
  const broken = await tellOf(story, point, killedIn).catch((error: unknown) => ({ error }));
  if (broken !== undefined) await readAll(story, 1).catch(() => undefined);
  await story.end();
  if (broken !== undefined) throw broken.error;
}

async function tellOf(story: Story, point: string, killedIn: readonly Step[]): Promise<void> {
  let issue = 0;
  await step(story, killedIn.includes('a declaration'), point, async () => {
    issue = await story.declare();
  });
  expect(await story.issue()).toMatchObject({ labels: ['P0', 'incident', 'status: investigating'] });
  expect(times(await timeline(story, issue), 'Declared at P0')).toBe(1);
  expect((await said(story, issue)).map(({ body }) => body)).toEqual([
    expect.stringContaining('INCIDENT: Production down'),
  ]);

  let command = 0;
  await step(story, killedIn.includes('a command'), point, async () => {
    command = await story.say('responder', '/severity P1 checkout works again');
  });
  expect(await story.issue()).toMatchObject({
    title: '[INCIDENT P1] Production down',
    labels: ['P1', 'incident', 'status: investigating'],
  });
  expect(await story.reactions(command)).toEqual(['+1']);
  expect(times(await timeline(story, issue), 'Severity P0 → P1: checkout works again')).toBe(1);
  expect(await keys(story, issue, 'due/')).toHaveLength(1);

  await step(story, killedIn.includes('a timer'), point, () => story.later('PT15M'));
  expect(await keys(story, issue, 'due/')).toHaveLength(2);
  expect(
    times(
      (await said(story, issue)).map(({ body }) => body),
      '@commander',
    ),
  ).toBe(1);
  expect(times(await timeline(story, issue), 'Paged acme/on-call, commander')).toBe(1);
  await expectNothingTwice(story, issue);
  await readAll(story, issue);
}

/** Does something; a server that shall be killed on the way is at rest before, so that it kills itself over this and nothing else, and is started again. */
async function step(story: Story, killed: boolean, point: string, act: () => Promise<unknown>): Promise<void> {
  if (killed) await story.app.crashAt(point);
  await act();
  if (!killed) return;
  expect(story.app.alive(), `${point} was never passed:\n${story.app.output()}`).toBe(false);
  await story.app.start();
  await story.settle();
}

let story: Story;

describe('a delivery', () => {
  afterEach(() => story.end());

  test('whose body is under way when the server dies is stored once it is sent again, and once only (F-01)', async () => {
    story = await startStory();
    const issue = await story.declare();
    const half = httpRequest({
      port: story.app.port(),
      method: 'POST',
      path: '/api/github/webhooks',
      headers: { 'content-length': 10_000, 'x-hub-signature-256': `sha256=${'0'.repeat(64)}` },
    });
    const cut = new Promise((resolve) => half.once('error', resolve));
    await new Promise<void>((resolve) => {
      half.write('{"action":', () => resolve());
    });
    await story.app.kill();
    await cut;
    const ack = await story.say('responder', '/ack');
    expect(await story.reactions(ack)).toEqual([]);
    await story.app.start();
    await story.settle();
    const again = [...story.sandbox.store.deliveries.values()].filter(({ redelivery }) => redelivery);
    expect(again.map(({ event, statusCode }) => `${event} ${statusCode}`)).toEqual(['issue_comment 202']);
    expect(await story.reactions(ack)).toEqual(['+1']);
    expect(times(await timeline(story, issue), 'Acknowledged')).toBe(1);
    await expectNothingTwice(story, issue);
    await readAll(story, issue);
  });
});

describe.each(['PGlite', 'PostgreSQL'] as const)('the timer on %s', (database) => {
  afterEach(() => story.end());

  test('survives the loss of the data in a crash', async () => {
    story = await startStory({ database });
    const issue = await story.declare();
    await story.nextComment();
    await story.app.kill();
    await story.app.forget();
    await story.app.start();
    await story.settle();
    await story.silence();
    await story.later('PT4M');
    await story.silence();
    await story.later('PT1M');
    expect(await story.nextComment()).toContain('P0 is to be acknowledged within 5 minutes');
    await story.later('PT7M');
    await story.silence();
    await story.later('PT3M');
    expect(await story.nextComment()).toContain('Progress update 1 is');
    await expectNothingTwice(story, issue);
  });

  test('that came due while there was neither server nor data is taken up at the start', async () => {
    story = await startStory({ database });
    const issue = await story.declare();
    await story.nextComment();
    await story.app.kill();
    await story.app.forget();
    await story.later('PT20M');
    await story.app.start();
    await story.settle();
    expect(await story.nextComment()).toContain('Progress update 1 is');
    await expectNothingTwice(story, issue);
  });

  test('asks once when the clock jumps by three days, and not again when it goes back', async () => {
    story = await startStory({ database });
    await story.declare();
    await story.nextComment();
    await story.later('P3D');
    expect(await story.nextComment()).toContain('Progress update 1 is');
    await story.silence();
    advanceClock(story.sandbox.store, -3 * 24 * 3600 * 1000);
    await story.app.tellTime();
    await story.settle();
    await story.silence();
    await story.say('responder', '/ack');
    await story.silence();
  });
});
