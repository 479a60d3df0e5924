// The way out of the lane: a person takes a pull request out, and it is as ordinary as any other, also while something is frozen.
import { afterEach, describe, expect, test } from 'vitest';
import { gateOn, gateState, lanedStory, pullNumbered, reviewed, tested } from '../support/lane.ts';
import { expectMerged, expectUnmerged, opened } from '../support/lane-hands.ts';
import type { Story } from '../support/story.ts';
import { readAll, timeline, times } from '../support/visible.ts';

let story: Story;
afterEach(() => story.end());

const free = { conclusion: 'success', output: { title: 'Not an incident matter' } };

describe('/hotfix #pr --drop', () => {
  test('takes it out of the lane: its check asks nothing, nothing merges it, and it can come in again', async () => {
    const laned = await lanedStory();
    story = laned.story;
    const { pull, head } = await opened(laned);
    expect(await gateState(story, head)).toBe('in_progress');
    await story.say('responder', `/hotfix #${pull.number} --drop`, laned.issue);
    expect(await readAll(story, laned.issue)).toEqual([
      expect.stringContaining(`#${pull.number} is out of the hotfix lane`),
    ]);
    expect(await gateOn(story, head)).toMatchObject(free);
    expect(await story.card(laned.issue)).not.toContain(`Hotfix [#${pull.number}]`);
    expect(times(await timeline(story, laned.issue), 'is taken out of the lane')).toBe(1);
    await tested(story, head);
    await reviewed(story, pull, 'commander');
    await expectUnmerged(story, pull);
    await story.silence(laned.issue);

    await story.say('responder', `/hotfix #${pull.number}`, laned.issue);
    await expectMerged(laned, pull);
  });

  test('of one that is in no lane is refused, with what is in it', async () => {
    const laned = await lanedStory();
    story = laned.story;
    const { pull } = await opened(laned);
    await story.say('responder', '/hotfix #999 --drop', laned.issue);
    const [told = ''] = await readAll(story, laned.issue);
    expect(told).toContain('#999 was taken out of nothing');
    expect(told).toContain(`#${pull.number}`);
    expect(await pullNumbered(story, pull.number)).toMatchObject({ state: 'open' });
  });

  test('lets the freeze hold it again', async () => {
    const laned = await lanedStory();
    story = laned.story;
    const { pull, head } = await opened(laned);
    await tested(story, head);
    await story.say('responder', '/freeze', laned.issue);
    await readAll(story, laned.issue);
    await story.say('responder', `/hotfix #${pull.number} --drop`, laned.issue);
    await readAll(story, laned.issue);
    await reviewed(story, pull, 'commander');
    await expectUnmerged(story, pull);
    expect(await gateOn(story, head)).toMatchObject(free);
  });
});
