// AC-18: a severity that is flipped again and again, through the GitHub API against the unmodified server: one page a step, damped, every flip recorded.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Story, startStory } from '../support/story.ts';
import { expectNothingTwice, keys, readAll, timeline } from '../support/visible.ts';

let story: Story;
beforeAll(async () => {
  story = await startStory();
});
afterAll(() => story.end());

/** Steps of the ladder that were paged, by the marks of the comments. */
async function steps(issue: number): Promise<readonly string[]> {
  return (await keys(story, issue, 'due/')).flatMap((key) => key.match(/step-\d+-\d+/g) ?? []);
}

test('AC-18 ten flips by command: each step paged once, all ten recorded, the clocks damped', async () => {
  const issue = await story.declare({ title: '[INCIDENT P1] Checkout fails', labels: ['incident', 'P1'] });
  for (let flip = 0; flip < 10; flip += 1) await story.say('responder', `/severity ${flip % 2 === 0 ? 'P0' : 'P1'} flip ${flip}`, issue);
  const paged = await steps(issue);
  expect(paged).toEqual([...new Set(paged)]);
  const recorded = (await timeline(story, issue)).filter((entry) => /Severity P\d → P\d: flip \d/.test(entry));
  expect(recorded).toHaveLength(10);
  await expectNothingTwice(story, issue);
  expect((await story.issue(issue)).labels).toContain('P1');
  await readAll(story, issue);
  await story.later('PT15M');
  const later = await steps(issue);
  expect(later).toEqual([...new Set(later)]);
  await readAll(story, issue);
  await story.say('lead', '/close --force tidied up', issue);
  await readAll(story, issue);
}, 120_000); // biome-ignore format: one thought a line

test('AC-18 ten flips of the label by somebody with triage: put back each time, nobody paged, one line that counts', async () => {
  await story.later('PT61M');
  const issue = await story.declare({ title: '[INCIDENT P2] Slow search', labels: ['incident', 'P2'] });
  await readAll(story, issue);
  const paged = await steps(issue);
  for (let flip = 0; flip < 10; flip += 1) {
    await story.api('reviewer', 'POST', `/repos/acme/shop/issues/${issue}/labels`, { labels: ['P0'] });
    await story.settle();
    expect((await story.issue(issue)).labels).toEqual(['P2', 'incident', 'status: investigating']);
  }
  expect(await steps(issue)).toEqual(paged);
  expect((await timeline(story, issue)).join('\n')).toMatch(/put back.*\(10 times\)/);
  await readAll(story, issue);
}, 120_000);
