// F-01 to F-10 for a hotfix: the server is killed between its check and its merge, between its merge and the news, and while it is opened; nothing happens twice.
import { afterEach, describe, expect, test } from 'vitest';
import { gateState, lanedStory, newestPull, reviewed, tested } from '../support/lane.ts';
import { expectMerged, expectUnmerged, opened } from '../support/lane-hands.ts';
import type { Story } from '../support/story.ts';
import { expectNothingTwice, readAll, timeline, times } from '../support/visible.ts';

let story: Story;
afterEach(() => story.end());

/** It dies of this, and is started again. */
async function dyingAt(
  point: string,
  act: () => Promise<unknown>,
  between: () => Promise<unknown> = async () => undefined,
) {
  await story.app.crashAt(point);
  await act();
  expect(story.app.alive(), `${point} was never passed:\n${story.app.output()}`).toBe(false);
  await between();
  await story.app.start();
  await story.settle();
}

describe('killed', () => {
  test('between the check that passes and the merge, it merges once', async () => {
    const laned = await lanedStory();
    story = laned.story;
    const { pull, head } = await opened(laned);
    await tested(story, head);
    await dyingAt(
      'between-checks',
      () => reviewed(story, pull, 'commander'),
      async () => {
        expect(await gateState(story, head)).toBe('success');
        await expectUnmerged(story, pull);
      },
    );
    await expectMerged(laned, pull);
    await expectNothingTwice(story, laned.issue);
  });

  test('between the merge and its news, it says so once, as what it was', async () => {
    const laned = await lanedStory();
    story = laned.story;
    const { pull, head } = await opened(laned);
    await tested(story, head);
    await dyingAt('hotfix-merged-not-told', () => reviewed(story, pull, 'commander'));
    await expectMerged(laned, pull);
    const entries = await timeline(story, laned.issue);
    expect([times(entries, 'is merged as'), times(entries, 'did not pass')]).toEqual([1, 0]);
    await expectNothingTwice(story, laned.issue);
  });

  test.each(['effect-sent-no-answer:1', 'effect-sent-no-answer:2', 'answer-not-recorded:2'])(
    'while it opens one, at %s, it opens no second',
    async (point) => {
      const laned = await lanedStory();
      story = laned.story;
      const before = (await newestPull(story)).number;
      await dyingAt(point, () => story.say('responder', '/hotfix Retry', laned.issue));
      const { data } = await story.api('lead', 'GET', '/repos/acme/shop/pulls?state=all');
      expect((data as readonly { readonly number: number }[]).filter(({ number }) => number > before)).toHaveLength(1);
      expect((await readAll(story, laned.issue)).filter((text) => text.includes('is open, as a draft'))).toHaveLength(
        1,
      );
      await expectNothingTwice(story, laned.issue);
    },
  );
});
