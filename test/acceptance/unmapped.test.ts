// Nobody is mapped when it matters: whoever is mapped while the incident is open is paged within a minute, and once.
import { afterEach, describe, expect, test } from 'vitest';
import { type Story, setPolicy, startStory } from '../support/story.ts';
import { readAll } from '../support/visible.ts';

describe('a policy without people', () => {
  let story: Story;
  afterEach(() => story.end());

  test('a P0 pages nobody, the card says so; people are mapped and paged within a minute, with no other event', async () => {
    story = await startStory({ policy: 'preset: github\n' });
    const issue = await story.declare();
    await story.silence();
    expect(await story.card()).toContain('Nobody is mapped to');
    await story.later('PT3M');
    await story.silence();
    await setPolicy(story, 'preset: github\npeople: { devops: ["@acme/on-call"], manager: ["@commander"], ceo: ["@lead"] }\n');
    await story.later('PT1M');
    expect(await story.nextComment()).toMatch(/@acme\/on-call.*@lead/s);
    expect(await story.card()).not.toContain('Nobody is mapped to');
    await story.later('PT1M');
    await readAll(story, issue); // the acknowledgement that is late by now
    await story.later('PT5M');
    await story.silence();
  }); // biome-ignore format: one thought a line
});
