// `/hotfix #pr` takes a pull request that is there into the lane; what cannot be in it is refused with the reason (S000-06, S000-22, C42).
import { afterEach, describe, expect, test } from 'vitest';
import { openPull } from '../sandbox/support/changes.ts';
import { as } from '../sandbox/support/local-github.ts';
import { gateState, type Laned, lanedStory, pullNumbered, reviewed, tested } from '../support/lane.ts';
import { expectMerged, expectUnmerged, openRows, pushUnknown } from '../support/lane-hands.ts';
import type { Story, StoryOptions } from '../support/story.ts';
import { readAll } from '../support/visible.ts';

let story: Story;
afterEach(() => story.end());

async function begun(options: StoryOptions = {}, labels: readonly string[] = ['incident', 'P0']): Promise<Laned> {
  const laned = await lanedStory(options, labels);
  story = laned.story;
  return laned;
}

const ask = async (words: string) => {
  const comment = await story.say('responder', words);
  return { said: await story.nextComment(), reactions: await story.reactions(comment) };
};

const pulls = async () =>
  ((await story.api('lead', 'GET', '/repos/acme/shop/pulls?state=open')).data as unknown[]).length;

describe('/hotfix with a number', () => {
  test('takes somebody’s pull request into the lane as it is, and it merges by the same rules', async () => {
    const laned = await begun();
    const mine = await openPull(story.sandbox, 'retry', { title: 'Retry the client' });
    await tested(story, mine.head.sha);
    await reviewed(story, mine, 'commander');
    expect(await gateState(story, mine.head.sha)).toBe('success');
    expect(await pullNumbered(story, mine.number)).toMatchObject({ merged: false });
    await story.say('responder', `/hotfix #${mine.number}`);
    expect(await story.nextComment()).toContain('is in the hotfix lane of this incident.**');
    await expectMerged(laned, mine);
  });

  test('S000-43 knows who pushed to it before: whoever did cannot vouch for it, whatever address their commits have', async () => {
    const laned = await begun();
    const theirs = await openPull(story.sandbox, 'retry', { title: 'Retry the client' });
    const sha = await pushUnknown(story, 'commander', theirs);
    await story.say('responder', `/hotfix #${theirs.number}`);
    await readAll(story, laned.issue);
    await tested(story, sha);
    await reviewed(story, theirs, 'commander');
    expect(await openRows(story, sha)).toEqual(['approved']);
    await expectUnmerged(story, theirs);
    await reviewed(story, theirs, 'lead');
    await expectMerged(laned, theirs);
  });

  test('refuses one that is closed, one that is not there, and one that is in the lane', async () => {
    const { issue } = await begun();
    const mine = await openPull(story.sandbox, 'retry');
    await as(story.sandbox, 'responder')('PATCH', mine.path, { state: 'closed' });
    await story.settle();
    expect((await ask(`/hotfix #${mine.number}`)).said).toMatch(new RegExp(`${mine.number} is closed`));
    expect((await ask('/hotfix #4711')).said).toMatch(/there is no pull request .*4711 here/);
    expect((await ask(`/hotfix #${issue}`)).said).toMatch(/there is no pull request/);
    const other = await openPull(story.sandbox, 'other');
    await ask(`/hotfix #${other.number}`);
    await readAll(story, issue);
    const again = await ask(`/hotfix #${other.number}`);
    expect(again.said).toContain('in the lane');
    expect(again.reactions).toContain('confused');
  });
});

describe('a hotfix is refused', () => {
  test('S000-06 at a severity that has none, with those that have, and by nobody who may respond', async () => {
    await begun({ preset: 'emergency' }, ['incident', 'P2']);
    const before = await pulls();
    const { said, reactions } = await ask('/hotfix Retry');
    expect(said).toMatch(/`P2`[\s\S]*`P0`, `P1`/);
    expect(reactions).toContain('confused');
    expect(await pulls()).toBe(before);
  });

  test('S000-22 where it could be rolled back, unless somebody says why not; which the pull request then says', async () => {
    await begun({ preset: 'emergency' });
    const before = await pulls();
    expect((await ask('/hotfix Retry')).said).toMatch(/roll(ed)? back/i);
    expect(await pulls()).toBe(before);
    expect((await ask('/hotfix Retry because="the migration cannot be undone"')).said).toContain('is open, as a draft');
    expect(await pulls()).toBe(before + 1);
    const { data } = await story.api('lead', 'GET', '/repos/acme/shop/pulls?state=open');
    const [newest] = data as readonly { readonly body: string }[];
    expect(newest?.body).toContain('the migration cannot be undone');
  });
});
