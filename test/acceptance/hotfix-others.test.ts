// A required check is asked of every pull request: those that are no hotfix get a success for one request, and the gate of one that is costs four.
import { afterEach, describe, expect, test } from 'vitest';
import { openPull } from '../sandbox/support/changes.ts';
import { as, shop } from '../sandbox/support/local-github.ts';
import { gateOn, gateState, lanedStory, push, reviewed, tested } from '../support/lane.ts';
import { expectMerged, expectUnmerged, opened } from '../support/lane-hands.ts';
import type { Story } from '../support/story.ts';

let story: Story;
afterEach(() => story.end());

const free = { conclusion: 'success', output: { title: 'Not an incident matter' } };

describe('an ordinary pull request', () => {
  test('passes at once, and the gate costs one request once the rules of the branch are known, with an incident open or none', async () => {
    const laned = await lanedStory();
    story = laned.story;
    const first = await openPull(story.sandbox, 'first');
    await story.settle();
    expect(await gateOn(story, first.head.sha)).toMatchObject(free);
    await story.requests();
    const second = await openPull(story.sandbox, 'second');
    await story.settle();
    expect(await gateOn(story, second.head.sha)).toMatchObject(free);
    expect((await story.requests()).map(({ operations }) => operations)).toEqual([
      ['createCheckRun'],
      // What it proposes is looked at, and said.
      ['repository'],
      ['createCheckRun'],
    ]);
    await tested(story, second.head.sha);
    await reviewed(story, second, 'commander');
    expect(await story.requests()).toEqual([]);
    await story.say('lead', '/decline a drill', laned.issue);
    await story.nextComment().catch(() => null);
    const third = await openPull(story.sandbox, 'third');
    await story.settle();
    expect(await gateOn(story, third.head.sha)).toMatchObject(free);
  });
});

describe('another pull request of the very commit of a hotfix', () => {
  test('takes nothing of its verdict away: the commit passes when the hotfix does', async () => {
    const laned = await lanedStory();
    story = laned.story;
    const { pull, head } = await opened(laned);
    const made = await as(story.sandbox, 'responder')('POST', `${shop}/git/refs`, {
      ref: 'refs/heads/same',
      sha: head,
    });
    expect(made.status).toBe(201);
    const other = await as(story.sandbox, 'responder')('POST', `${shop}/pulls`, {
      title: 'Same',
      head: 'same',
      base: 'main',
    });
    expect(other.status, other.text).toBe(201);
    await story.settle();
    expect(await gateState(story, head)).toBe('in_progress');
    await tested(story, head);
    expect(await gateState(story, head)).toBe('in_progress');
    expect((await as(story.sandbox, 'responder')('PUT', `${shop}/pulls/${other.body.number}/merge`)).status).toBe(405);
    await reviewed(story, pull, 'commander');
    await expectMerged(laned, pull);
  });
});

const requestNames = async () =>
  (await story.requests()).map(({ route, operations }) => [route, ...operations].join(' '));
/** Requests that read something of GitHub for the gate, and for the heads that it is posted on. */
const readings = async () => (await requestNames()).filter((name) => /^GET |graphql repository$/.test(name));

describe('the gate of a hotfix', () => {
  test('is evaluated in at most four requests of a head that moved, too', async () => {
    const laned = await lanedStory();
    story = laned.story;
    const { pull } = await opened(laned);
    await story.requests();
    const head = await push(story, pull, 'retry twice\n');
    expect(await readings()).toHaveLength(4);
    expect(await gateState(story, head)).toBe('in_progress');
  });

  test('is evaluated in at most four requests, and its check and the card are written once where it says something new', async () => {
    const laned = await lanedStory();
    story = laned.story;
    const { pull, head } = await opened(laned);
    await story.requests();
    await tested(story, head);
    expect(await readings()).toHaveLength(4);
    // What is said already costs nothing but the reading.
    await tested(story, head);
    const names = await requestNames();
    expect(names, names.join('\n')).toHaveLength(4);
    await expectUnmerged(story, pull);
  });
});
