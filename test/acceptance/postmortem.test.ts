// The postmortem as people live it: drafted as a pull request when the incident is resolved, edited by git, written anew without losing a word, merged, published (S003-23 to S003-27).
import { afterEach, describe, expect, test } from 'vitest';
import { newestPull, ready } from '../support/lane.ts';
import { fileOn, mergePull, pathsIn, postmortemPull, pushText, resolvedStory } from '../support/postmortem.ts';
import type { Story } from '../support/story.ts';
import { expectNothingTwice, readAll, timeline, times } from '../support/visible.ts';

let story: Story;
afterEach(() => story.end());

const PATH = 'reports/incidents/2026-11-21-production-down.md';

describe('a P0 that is resolved', () => {
  test('S003-23 S003-25 S003-27 has its postmortem as a draft pull request, filled in from the record, that closes nothing', async () => {
    const resolved = await resolvedStory();
    story = resolved.story;
    const { issue } = resolved;
    const pull = await postmortemPull(story, issue);
    expect(pull).toMatchObject({
      draft: true,
      assignees: [{ login: 'commander' }],
      title: 'Incident Post-Mortem: Production down',
    });
    expect(pull.body.split('\n')[0]).toBe(`Refs #${issue}`);
    expect(await pathsIn(story, pull)).toEqual([PATH]);
    const text = (await fileOn(story, pull.head.ref, PATH)) ?? '';
    expect(text).toContain('# Incident Post-Mortem: Production down');
    expect(text).toContain('The pool of connections was exhausted');
    expect(text).toContain('1,240 of 20,000 customers could not pay');
    expect(text).toContain('> ❓ **To answer:** ');
    expect(await story.card(issue)).toMatch(/\*\*Postmortem\*\* \[#\d+\]\(\S+\) is a draft, \d+ questions left/);
    await expectNothingTwice(story, issue);
  });

  test('keeps every word of people when it is written anew, and is published by its merge', async () => {
    const resolved = await resolvedStory();
    story = resolved.story;
    const { issue } = resolved;
    const pull = await postmortemPull(story, issue);
    const before = (await fileOn(story, pull.head.ref, PATH)) ?? '';
    const answered = before.replace(/> ❓ \*\*To answer:\*\* Where did luck.*/, 'It was a Saturday.');
    const edited = `${answered}\n## Our own words\n\nNobody touches this.\n`;
    await pushText(story, pull, PATH, edited);
    await story.say('commander', '/decision Stay on the old pool until Monday', issue);
    await story.say('commander', '/postmortem', issue);
    const said = await readAll(story, issue);
    expect(said.at(-1)).toMatch(/^@commander \*\*The postmortem .* is written anew/);
    const after = (await fileOn(story, pull.head.ref, PATH)) ?? '';
    expect(after).toContain('It was a Saturday.');
    expect(after).toContain('## Our own words\n\nNobody touches this.\n');
    expect(after).toContain('Decision 1: Stay on the old pool until Monday');
    await ready(story, pull);
    expect(await timeline(story, issue)).toContainEqual('The postmortem is drafted');
    await mergePull(story, pull);
    expect((await readAll(story, issue)).at(-1)).toContain('**The postmortem is published:**');
    expect(await story.card(issue)).toContain('is published: [the document](');
    expect((await story.issue(issue)).state).toBe('open');
    await mergePull(story, await newestPull(story));
    expect(times(await timeline(story, issue), 'The postmortem is published')).toBe(1);
    await expectNothingTwice(story, issue);
  });
});
