// F-01 to F-10 for a postmortem: the server is killed while it writes it; there is one pull request, with one file, on the card once.
import { afterEach, describe, expect, test } from 'vitest';
import { pathsIn, postmortemPull } from '../support/postmortem.ts';
import { type Story, startStory } from '../support/story.ts';
import { expectNothingTwice, readAll, timeline, times } from '../support/visible.ts';

let story: Story;
afterEach(() => story.end());

describe('killed while it writes a postmortem', () => {
  test.each(['decided-not-run', 'effect-sent-no-answer:1', 'answer-not-recorded:1', 'between-effects:1'])(
    'at %s, there is one',
    async (point) => {
      story = await startStory();
      const issue = await story.declare({});
      await story.say('commander', '/ack', issue);
      await readAll(story, issue);
      await story.app.crashAt(point);
      await story.say('commander', '/resolve --force rolled back', issue);
      expect(story.app.alive(), `${point} was never passed:\n${story.app.output()}`).toBe(false);
      await story.app.start();
      await story.settle();
      const pull = await postmortemPull(story, issue);
      expect(await pathsIn(story, pull)).toEqual(['reports/incidents/2026-11-21-production-down.md']);
      expect(pull).toMatchObject({ assignees: [{ login: 'commander' }] });
      expect(times(await timeline(story, issue), 'The postmortem is #')).toBe(1);
      await readAll(story, issue);
      await expectNothingTwice(story, issue);
    },
  );
});
