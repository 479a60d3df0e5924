// The hotfix lane as people live it: opened, pushed to, tested, seen by somebody else, merged by itself (S000-22 to S000-26, S000-42 to S000-47, S003-17).
import { afterEach, describe, expect, test } from 'vitest';
import { gateState, lanedStory, newestPull, pullNumbered, push, ready, reviewed, tested } from '../support/lane.ts';
import type { Story } from '../support/story.ts';
import { readAll } from '../support/visible.ts';

let story: Story;
afterEach(() => story.end());

describe('a hotfix', () => {
  test('S003-17 S000-23 S000-26 is opened as a draft that does not close the incident, tested, approved, merged by itself and watched', async () => {
    const laned = await lanedStory();
    story = laned.story;
    const { issue } = laned;
    const comment = await story.say('responder', '/hotfix Retry the payment client');
    const said = await story.nextComment();
    expect(await story.reactions(comment)).toEqual(['eyes', '+1']);
    const pull = await newestPull(story);
    expect(pull).toMatchObject({
      draft: true,
      title: 'HOTFIX: Retry the payment client',
      head: { ref: `hotfix/incident-${issue}` },
    });
    expect(pull.body.split('\n')[0]).toBe(`Refs #${issue}`);
    expect(said).toContain(`git switch hotfix/incident-${issue}`);
    expect(await story.card(issue)).toContain(`Hotfix [#${pull.number}]`);

    const head = await push(story, pull, 'retry\n');
    await ready(story, pull);
    await tested(story, head);
    expect(await gateState(story, head)).toBe('in_progress');
    await reviewed(story, pull, 'commander');
    expect(await pullNumbered(story, pull.number)).toMatchObject({ merged: true });
    expect((await readAll(story, issue)).at(-1)).toMatch(/^@responder \*\*Hotfix .* is merged\*\*/);
    expect(await story.card(issue)).toContain('not seen live yet');
  });
});
