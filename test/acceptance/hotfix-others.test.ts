// A required check is asked of every pull request: those that are no hotfix get a success for one request, and the gate of one that is costs four.
import { afterEach, describe, expect, test } from 'vitest';
import { openPull } from '../sandbox/support/changes.ts';
import { gateOn, lanedStory, reviewed, tested } from '../support/lane.ts';
import { expectUnmerged, opened } from '../support/lane-hands.ts';
import type { Story } from '../support/story.ts';

let story: Story;
afterEach(() => story.end());

const free = { conclusion: 'success', output: { title: 'Not an incident matter' } };

describe('an ordinary pull request', () => {
  test('passes at once, for one request once the rules of the branch are known, with an incident open or none', async () => {
    const laned = await lanedStory();
    story = laned.story;
    const first = await openPull(story.sandbox, 'first');
    await story.settle();
    expect(await gateOn(story, first.head.sha)).toMatchObject(free);
    await story.requests();
    const second = await openPull(story.sandbox, 'second');
    await story.settle();
    expect(await gateOn(story, second.head.sha)).toMatchObject(free);
    expect((await story.requests()).map(({ route }) => route)).toEqual(['POST /repos/{owner}/{repo}/check-runs']);
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

describe('the gate of a hotfix', () => {
  test('is evaluated in at most four requests, and its check and the card are written once where it says something new', async () => {
    const laned = await lanedStory();
    story = laned.story;
    const { pull, head } = await opened(laned);
    await story.requests();
    await tested(story, head);
    const made = await story.requests();
    const names = made.map(({ route, operations }) => [route, ...operations].join(' '));
    const reading = names.filter((name) => /^GET |HotfixFacts/.test(name));
    expect(reading.length, names.join('\n')).toBeLessThanOrEqual(4);
    // What is said already costs no more than the reading.
    await tested(story, head);
    const again = await story.requests();
    expect(again.length, JSON.stringify(again)).toBeLessThanOrEqual(5);
    await expectUnmerged(story, pull);
  });
});
