// The lane is the incident's: over, or at a severity without hotfixes, nothing of it merges; while it freezes, what passes its gate alone goes on.
import { afterEach, describe, expect, test } from 'vitest';
import { openPull, requireChecks } from '../sandbox/support/changes.ts';
import { checksOn, CHECK as FREEZE, freezing } from '../support/frozen.ts';
import { GATE, gateOn, gateState, type Laned, lanedStory, reviewed, tested } from '../support/lane.ts';
import { expectMerged, expectUnmerged, opened, openRows } from '../support/lane-hands.ts';
import type { Story, StoryOptions } from '../support/story.ts';
import { readAll } from '../support/visible.ts';

let story: Story;
afterEach(() => story.end());

async function begun(options: StoryOptions = {}) {
  const laned = await lanedStory(options);
  story = laned.story;
  return { laned, ...(await opened(laned)) };
}

const say = async ({ issue }: Laned, text: string) => {
  await story.say('lead', text, issue);
  await readAll(story, issue);
};

const noHotfixAtP2 =
  'preset: github\nlevels:\n  - { name: P2, hotfix: { allowed: false } }\npeople: { devops: ["@acme/on-call"] }\n';

describe('while a hotfix is under way, its incident', () => {
  test.each([
    { how: 'is resolved', words: '/resolve --force mended otherwise', says: 'incident' },
    { how: 'is closed', words: '/close --force mended otherwise', says: 'incident' },
    { how: 'is declined', words: '/decline it was a drill', says: 'incident' },
    { how: 'is made a P2, which has no hotfixes', words: '/severity P2 it is not that bad', says: 'severity' },
  ])('$how: nothing merges, until that is taken back', async ({ words, says }) => {
    const { laned, pull, head } = await begun({ policy: noHotfixAtP2 });
    await tested(story, head);
    expect(await openRows(story, head)).toEqual(['approved']);
    await say(laned, words);
    expect(await gateState(story, head)).toBe('failure');
    await reviewed(story, pull, 'commander');
    expect(await openRows(story, head)).toEqual([says]);
    await expectUnmerged(story, pull);
    await say(laned, says === 'severity' ? '/severity P1 it is' : '/reopen it is not');
    await readAll(story, laned.issue);
    expect(await gateState(story, head)).toBe('success');
  });
});

describe('while the incident freezes', () => {
  const freeze = async () => [
    { context: 'test' },
    ...[GATE, FREEZE].map((context) => ({ context, app_id: story.sandbox.app.id })),
  ];
  const freezeOn = async (sha: string) => {
    const newest = (await checksOn(story, sha)).filter(({ name }) => name === FREEZE).at(-1);
    return newest?.conclusion ?? newest?.status;
  };

  test('the hotfix is let through exactly when its gate passes at this head; everybody else waits', async () => {
    const { laned, pull, head } = await begun({ policy: freezing });
    await requireChecks(story.sandbox, await freeze());
    const other = await openPull(story.sandbox, 'other');
    await story.settle();
    expect(await freezeOn(other.head.sha)).toBe('in_progress');
    expect(await freezeOn(head)).toBe('in_progress');
    await tested(story, head);
    expect(await freezeOn(head)).toBe('in_progress');
    await tested(story, other.head.sha);
    await reviewed(story, pull, 'commander');
    expect([await gateState(story, head), await freezeOn(head)]).toEqual(['success', 'success']);
    await expectMerged(laned, pull);
    expect(await freezeOn(other.head.sha)).toBe('in_progress');
  });

  test('a pull request that is only called a hotfix is held like any other, and offered the lane on the card', async () => {
    const laned = await lanedStory({ policy: freezing });
    const { issue } = laned;
    story = laned.story;
    await requireChecks(story.sandbox, await freeze());
    const named = await openPull(story.sandbox, `hotfix/incident-${issue}`, {
      title: 'HOTFIX: Retry',
      body: `Refs #${issue}`,
    });
    await tested(story, named.head.sha);
    await reviewed(story, named, 'commander');
    expect(await freezeOn(named.head.sha)).toBe('in_progress');
    expect(await gateOn(story, named.head.sha)).toMatchObject({ output: { title: 'Not an incident matter' } });
    expect(await story.card(issue)).toContain(`/hotfix #${named.number}`);
    await expectUnmerged(story, named);
    await story.say('responder', `/hotfix #${named.number}`, issue);
    await expectMerged(laned, named);
  });
});
