// While the server is away nothing is lost and nothing merges by mistake: what was missed is said at its start, with its data or without.
import { afterEach, describe, expect, test } from 'vitest';
import { openPull } from '../sandbox/support/changes.ts';
import {
  askHotfix,
  gateOn,
  gateState,
  lanedStory,
  newestPull,
  push,
  ready,
  reviewed,
  tested,
} from '../support/lane.ts';
import { expectMerged, expectUnmerged, opened, openRows } from '../support/lane-hands.ts';
import type { Story } from '../support/story.ts';
import { expectNothingTwice, readAll } from '../support/visible.ts';

let story: Story;
afterEach(() => story.end());

const free = { conclusion: 'success', output: { title: 'Not an incident matter' } };

const back = async () => {
  await story.app.start();
  await story.settle();
};

describe('the server is down', () => {
  test('while a hotfix is pushed, tested and seen, and an ordinary pull request is opened: both go on at its start', async () => {
    const laned = await lanedStory();
    story = laned.story;
    const pull = await askHotfix(laned, 'Retry');
    await story.app.kill();
    const head = await push(story, pull, 'retry\n');
    await ready(story, pull);
    await tested(story, head);
    await reviewed(story, pull, 'commander');
    const other = await openPull(story.sandbox, 'other');
    await story.settle();
    expect([await gateOn(story, head), await gateOn(story, other.head.sha)]).toEqual([null, null]);
    await back();
    expect(await gateOn(story, other.head.sha)).toMatchObject(free);
    await expectMerged(laned, pull);
    await expectNothingTwice(story, laned.issue);
  });

  test('and its data is lost: what was not seen is not merged, what was seen meanwhile is, and others pass', async () => {
    const laned = await lanedStory();
    story = laned.story;
    const { pull, head } = await opened(laned);
    await tested(story, head);
    await story.app.kill();
    await story.app.forget();
    const other = await openPull(story.sandbox, 'other');
    await back();
    expect(await openRows(story, head)).toEqual(['approved']);
    expect(await gateOn(story, other.head.sha)).toMatchObject(free);
    await expectUnmerged(story, pull);
    await story.silence(laned.issue);

    await story.app.kill();
    await story.app.forget();
    await reviewed(story, pull, 'commander');
    await back();
    await expectMerged(laned, pull);
    await expectNothingTwice(story, laned.issue);
  });

  test('and the card is lost with its data: nobody’s pull request is in the lane before it is taken in again', async () => {
    const laned = await lanedStory();
    story = laned.story;
    const { pull, head } = await opened(laned);
    await tested(story, head);
    await story.app.kill();
    await story.app.forget();
    const card = (await story.comments(laned.issue)).find(({ isCard }) => isCard);
    await story.api('lead', 'DELETE', `/repos/acme/shop/issues/comments/${card?.id}`);
    await back();
    await readAll(story, laned.issue);
    await reviewed(story, pull, 'commander');
    await expectUnmerged(story, pull);
    expect((await newestPull(story)).number).toBe(pull.number);
    await story.say('responder', `/hotfix #${pull.number}`, laned.issue);
    await expectMerged(laned, pull);
    expect(await gateState(story, head)).toBe('success');
  });
});
