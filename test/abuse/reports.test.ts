// Whoever may open issues may have the first responder mentioned, and only so often an hour, whatever becomes of the reports (AC-17).
import { afterEach, expect, test } from 'vitest';
import { samplePolicy } from '../support/shown-card.ts';
import { type Story, startStory } from '../support/story.ts';
import { readAll } from '../support/visible.ts';

let story: Story;
afterEach(() => story.end());

test('AC-17 six reports within the hour, each taken back before the next, by one author mention the first responder twice', async () => {
  story = await startStory();
  const told: number[] = [];
  for (let count = 1; count <= 6; count += 1) {
    await story.later('PT5M');
    const issue = await story.declare({ as: 'visitor', title: `[INCIDENT P0] fake ${count}`, labels: [] });
    await story.api('visitor', 'PATCH', `/repos/acme/shop/issues/${issue}`, { state: 'closed' });
    await story.settle();
    expect((await story.issue(issue)).labels).toContain('status: declined');
    if ((await readAll(story, issue)).some((body) => body.includes('@acme/'))) told.push(count);
  }
  expect(told).toEqual([1, 2]);
}, 120_000);

test('AC-17 a report beyond the hour’s share is told of once when the hour has passed, one that was taken back by then is not', async () => {
  story = await startStory({ policy: `${samplePolicy('github')}\nreports_per_hour: 1\n` });
  const report = async () => {
    const issue = await story.declare({ as: 'visitor', title: '[INCIDENT P0] no start', labels: [] });
    await story.settle();
    return issue;
  };
  const told = async (issue: number) =>
    (await story.comments(issue)).filter(({ body }) => body.includes('REPORTED, NOT DECLARED')).length;
  const [first, held] = [await report(), await report()];
  expect([await told(first), await told(held)]).toEqual([1, 0]);
  expect(await story.card(held)).toContain('Nobody is told of this report yet');
  await story.later('PT1H');
  expect([await told(first), await told(held)]).toEqual([1, 1]);
  const withdrawn = await report();
  expect(await told(withdrawn)).toBe(0);
  await story.api('visitor', 'PATCH', `/repos/acme/shop/issues/${withdrawn}`, { state: 'closed' });
  await story.settle();
  await story.later('PT12H');
  expect([await told(first), await told(held), await told(withdrawn)]).toEqual([1, 1, 0]);
  for (const issue of [first, held, withdrawn]) await readAll(story, issue);
}, 120_000);

test('AC-17 six reports at the same instant, before any has its label, mention the first responder as often as one after another', async () => {
  story = await startStory();
  const titles = [1, 2, 3, 4, 5, 6].map((count) => `[INCIDENT P0] at once ${count}`);
  await Promise.all(titles.map((title) => story.declare({ as: 'visitor', title, labels: [] })));
  await story.settle();
  const last = (await story.issue()).number;
  const issues = titles.map((_, place) => last - place);
  const bodies = await Promise.all(issues.map((issue) => readAll(story, issue)));
  expect(bodies.flat().filter((body) => body.includes('REPORTED, NOT DECLARED'))).toHaveLength(2);
}, 120_000);
