// Whoever may open issues may have the first responder mentioned, and only so often an hour, whatever becomes of the reports (AC-17).
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Story, startStory } from '../support/story.ts';
import { readAll } from '../support/visible.ts';

let story: Story;
beforeAll(async () => {
  story = await startStory();
});
afterAll(() => story.end());

test('AC-17 six reports within the hour, each taken back before the next, mention the first responder three times', async () => {
  const told: number[] = [];
  for (let count = 1; count <= 6; count += 1) {
    await story.later('PT5M');
    const issue = await story.declare({ as: 'visitor', title: `[INCIDENT P0] fake ${count}`, labels: [] });
    await story.api('visitor', 'PATCH', `/repos/acme/shop/issues/${issue}`, { state: 'closed' });
    await story.settle();
    expect((await story.issue(issue)).labels).toContain('status: declined');
    if ((await readAll(story, issue)).some((body) => body.includes('@acme/'))) told.push(count);
  }
  expect(told).toEqual([1, 2, 3]);
}, 120_000);
