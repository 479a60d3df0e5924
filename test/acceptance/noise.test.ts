// How much an incident says when nobody answers: DESIGN section 5 bounds the comments that nobody asked for; pages are exempt.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { effectKeysIn } from '../../src/core/marker.ts';
import { sandboxNow } from '../support/sandbox-clock.ts';
import { type Story, startStory } from '../support/story.ts';
import { readAll } from '../support/visible.ts';

const PATIENCE = 180_000;
/** Small enough to see what comes apart, large enough to be quick. */
const STEP = 'PT5M';
const STEPS_IN_FOUR_HOURS = 48;
const HOUR = 3_600_000;

let story: Story;
beforeAll(async () => {
  story = await startStory();
});
afterAll(() => story.end());

type Spoken = { readonly at: number; readonly text: string; readonly isPage: boolean };

/** Declares, says nothing for four hours, and returns what the app said, with the time. The incident is closed then. */
async function silentFourHours(level: string): Promise<readonly Spoken[]> {
  const issue = await story.declare({ title: `[INCIDENT ${level}] Production down`, labels: ['incident', level] });
  const began = Date.parse(sandboxNow(story.sandbox));
  const spoken: Spoken[] = [];
  for (let step = 0; step <= STEPS_IN_FOUR_HOURS; step += 1) {
    if (step > 0) await story.later(STEP);
    const minute = Math.round((Date.parse(sandboxNow(story.sandbox)) - began) / 60_000);
    const isPage = (text: string) => effectKeysIn(text).some((key) => /step-|response:/.test(key));
    for (const text of await readAll(story, issue)) spoken.push({ at: minute * 60_000, text, isPage: isPage(text) });
  }
  await story.say('lead', '/close --force all clear', issue);
  expect(await story.nextComment(issue)).toContain('Resolved: ');
  return spoken;
}

const minutes = (spoken: readonly Spoken[]) => spoken.map(({ at }) => at / 60_000);

test(
  'a silent P0 pages team and CEO at once (S003-06, S003-33) and the team once more when nobody answered in time (S003-02), asks for an update every quarter of an hour (S003-31), and says at most six things an hour that nobody asked for',
  async () => {
    const spoken = await silentFourHours('P0');
    const pages = spoken.filter(({ isPage }) => isPage);
    expect(minutes(pages)).toEqual([0, 5]);
    expect(pages[1]?.text).not.toContain('@lead');
    expect(pages[0]?.text).toContain('@acme/on-call @lead');
    const unasked = spoken.filter(({ isPage }) => !isPage);
    expect(unasked.length).toBeGreaterThanOrEqual(15);
    for (const { at } of unasked) {
      const inTheHour = unasked.filter((other) => other.at >= at && other.at < at + HOUR);
      expect(inTheHour.length, `from minute ${at / 60_000} on`).toBeLessThanOrEqual(6);
    }
    expect(minutes(unasked), 'one comment for what is due together').toEqual([...new Set(minutes(unasked))]);
    expect(unasked.every(({ text }) => /Progress update 1 is (due|\d+ minutes late)/.test(text))).toBe(true);
  },
  PATIENCE,
);

test(
  'a silent P1 pages the team, after a quarter of an hour the manager, and then nobody (S003-34)',
  async () => {
    const spoken = await silentFourHours('P1');
    expect(minutes(spoken)).toEqual([0, 15]);
    expect(spoken[0]?.text).toContain('@acme/on-call');
    expect(spoken[0]?.text).not.toContain('@commander');
    expect(spoken[1]?.text).toContain('@commander');
  },
  PATIENCE,
);

test(
  'a silent P2 pages the team, after an hour the manager, and then nobody (S003-35)',
  async () => {
    const spoken = await silentFourHours('P2');
    expect(minutes(spoken)).toEqual([0, 60]);
    expect(spoken[1]?.text).toContain('@commander');
  },
  PATIENCE,
);

test(
  'a silent P3 says nothing and pages nobody (S003-36)',
  async () => {
    expect(await silentFourHours('P3')).toEqual([]);
  },
  PATIENCE,
);
