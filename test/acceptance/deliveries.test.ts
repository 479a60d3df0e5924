// Deliveries lost, failed, held, reversed and repeated: the thread decides, so the incident ends as if each had come once and in order.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { deliverAgain } from '../support/deliver-again.ts';
import { type Story, startStory } from '../support/story.ts';
import { expectNothingTwice, keys, readAll, said, timeline, times } from '../support/visible.ts';

const PATIENCE = 120_000;

let story: Story;
const told: number[] = [];
beforeAll(async () => {
  story = await startStory();
});
afterAll(async () => {
  for (const issue of told) await readAll(story, issue);
  await story.end();
});

async function declare(level = 'P3'): Promise<number> {
  const issue = await story.declare({ title: `[INCIDENT ${level}] Production down`, labels: ['incident', level] });
  told.push(issue);
  return issue;
}

/** The next delivery of this event is lost, and GitHub's log does not know it. */
const lose = (event: string) => story.control('POST', 'deliveries/drop', { event, times: 1 });

/** A start compares GitHub with what is known. */
async function again(): Promise<void> {
  await story.app.stop();
  await story.app.start();
  await story.settle();
}

describe('a comment whose delivery is lost', () => {
  test(
    'is found by the next comparison and done',
    async () => {
      const issue = await declare();
      await lose('issue_comment.created');
      const comment = await story.say('responder', '/severity P2 worse than it looked');
      expect(await story.reactions(comment)).toEqual([]);
      await again();
      expect(await story.reactions(comment)).toEqual(['+1']);
      expect(await story.issue()).toMatchObject({ labels: ['P2', 'incident', 'status: investigating'] });
      await again();
      expect(times(await timeline(story, issue), 'Severity P3 → P2')).toBe(1);
      await expectNothingTwice(story, issue);
    },
    PATIENCE,
  );

  test(
    'is not done when it was edited since, and its author hears that once',
    async () => {
      await declare();
      await lose('issue_comment.created');
      const comment = await story.say('responder', '/severity P2');
      await story.api('responder', 'PATCH', `/repos/acme/shop/issues/comments/${comment}`, { body: '/severity P0' });
      await again();
      expect(await story.reactions(comment)).toEqual([]);
      expect((await story.issue()).labels).toEqual(['P3', 'backlog', 'incident', 'status: investigating']);
      expect(await story.nextComment()).toContain('Post a new comment.');
      await story.silence();
    },
    PATIENCE,
  );

  test(
    'is answered and not done when it is found late and would end the incident',
    async () => {
      const issue = await declare();
      await readAll(story, issue);
      await lose('issue_comment.created');
      const comment = await story.say('responder', '/resolve');
      await story.later('PT20M');
      await again();
      expect(await story.reactions(comment)).toEqual(['confused']);
      expect(await story.nextComment()).toContain('Say it again if it still holds.');
      expect((await story.issue()).labels).toEqual(['P3', 'backlog', 'incident', 'status: investigating']);
      await again();
      await expectNothingTwice(story, issue);
      await story.silence();
    },
    PATIENCE,
  );

  test(
    'is done however late when it only says something',
    async () => {
      await declare();
      await lose('issue_comment.created');
      const comment = await story.say('responder', '/note the cache was cold');
      await story.later('PT20M');
      await again();
      expect(await story.reactions(comment)).toEqual(['+1']);
      expect(await story.card()).toContain('the cache was cold');
    },
    PATIENCE,
  );
});

describe('an incident whose opening is lost', () => {
  test(
    'is found by the next comparison and declared, with its page',
    async () => {
      await story.control('POST', 'deliveries/drop', { event: 'issues', times: 3 });
      const issue = await declare('P1');
      expect(await said(story, issue)).toEqual([]);
      await again();
      expect(await story.issue()).toMatchObject({ labels: ['P1', 'incident', 'status: investigating'] });
      expect((await keys(story, issue)).filter((key) => key.includes('step-1-0'))).toHaveLength(1);
      await again();
      await expectNothingTwice(story, issue);
      await story.say('lead', '/close --force tidied up', issue);
    },
    PATIENCE,
  );

  test(
    'is reported, not declared, when its author may not declare',
    async () => {
      await story.control('POST', 'deliveries/drop', { event: 'issues', times: 1 });
      const { data } = await story.api('visitor', 'POST', '/repos/acme/shop/issues', { title: '[INCIDENT P1] Slow' });
      const issue = typeof data === 'object' && data !== null && 'number' in data ? Number(data.number) : 0;
      told.push(issue);
      await again();
      expect((await story.issue(issue)).labels).toEqual(['P1', 'incident', 'status: reported']);
      await story.say('lead', '/close --force tidied up', issue);
    },
    PATIENCE,
  );
});

test(
  'deliveries that failed while the server was down are sent again by GitHub and done, each once',
  async () => {
    const issue = await declare();
    await story.app.stop();
    const ack = await story.say('responder', '/ack');
    const severity = await story.say('responder', '/severity P2 worse');
    await story.app.start();
    await story.settle();
    expect(await story.reactions(ack)).toEqual(['+1']);
    expect(await story.reactions(severity)).toEqual(['+1']);
    expect(await story.issue()).toMatchObject({
      assignees: ['responder'],
      labels: ['P2', 'incident', 'status: investigating'],
    });
    expect(times(await timeline(story, issue), 'Severity P3 → P2')).toBe(1);
    expect(times(await timeline(story, issue), 'Acknowledged')).toBe(1);
    await expectNothingTwice(story, issue);
  },
  PATIENCE,
);

describe('deliveries that are held and come', () => {
  const orders: readonly (readonly [string, object])[] = [
    ['in order', {}],
    ['in reverse', { order: 'reverse' }],
  ];
  test.each(orders)(
    '%s: the same incident',
    async (_name, order) => {
      await story.control('POST', 'deliveries/hold');
      const issue = await declare('P1');
      const ack = await story.say('responder', '/ack', issue);
      const severity = await story.say('commander', '/severity P2 less bad', issue);
      // A second severity beside the first: the worst counts until a command says otherwise.
      await story.api('responder', 'POST', `/repos/acme/shop/issues/${issue}/labels`, { labels: ['P3'] });
      await story.control('POST', 'deliveries/release', order);
      await story.settle();
      expect(await story.issue(issue)).toMatchObject({
        title: '[INCIDENT P2] Production down',
        labels: ['P2', 'incident', 'status: investigating'],
        assignees: ['responder'],
        state: 'open',
      });
      expect(await story.reactions(ack)).toEqual(['+1']);
      expect(await story.reactions(severity)).toEqual(['+1']);
      await expectNothingTwice(story, issue);
      await story.say('lead', '/close --force tidied up', issue);
    },
    PATIENCE,
  );
});

test(
  'every delivery of an incident sent again by hand changes nothing',
  async () => {
    const issue = await declare('P1');
    await story.say('responder', '/ack', issue);
    await story.say('responder', '/severity P2 less bad', issue);
    await story.say('responder', '/update Rolled back', issue);
    await story.say('lead', '/close --force tidied up', issue);
    const seen = async () => ({
      issue: await story.issue(issue),
      comments: await story.comments(issue),
      timeline: await timeline(story, issue),
    });
    const before = await seen();
    const app = story.sandbox.seeded.app.id;
    const deliveries = [...story.sandbox.store.deliveries.values()].filter((one) => one.appId === app);
    expect(deliveries.length).toBeGreaterThan(20);
    for (const { id } of deliveries.toReversed()) await deliverAgain(story, id);
    await story.settle();
    expect(await seen()).toEqual(before);
  },
  PATIENCE,
);
