// A freeze of many pull requests: within GitHub's limits, and whatever happens to the server in between.
import { afterEach, expect, test } from 'vitest';
import { declared, frozenStory, statesOn } from '../support/frozen.ts';
import { openManyPulls } from '../support/many-pulls.ts';
import type { Story } from '../support/story.ts';
import { readAll, said } from '../support/visible.ts';

let story: Story;
afterEach(() => story.end());

async function statesOfAll(pulls: readonly { readonly pullRequest: { readonly headSha: string } }[]) {
  const all: string[] = [];
  for (const { pullRequest } of pulls) all.push((await statesOn(story, pullRequest.headSha)).join(' '));
  return all;
}

test('killed between two documents, when it begins and when it ends: nothing is missing and nothing double', async () => {
  story = await frozenStory();
  const pulls = await openManyPulls(story.sandbox, 25);
  await story.settle();
  expect(new Set(await statesOfAll(pulls)), story.app.output()).toEqual(new Set(['success']));
  await story.app.crashAt('between-checks');
  const issue = await story.declare();
  expect(story.app.alive()).toBe(false);
  await story.app.start();
  await story.settle();
  expect(new Set(await statesOfAll(pulls))).toEqual(new Set(['success in_progress']));
  await readAll(story, issue);
  await story.app.crashAt('between-checks:2');
  await story.say('responder', '/unfreeze', issue);
  expect(story.app.alive()).toBe(false);
  await story.app.start();
  await story.settle();
  expect(new Set(await statesOfAll(pulls))).toEqual(new Set(['success success']));
  const told = (await said(story, issue)).filter(({ body }) => body.includes('The freeze is over'));
  expect(told).toHaveLength(1);
  expect(told[0]?.body).toContain('Released: 25 pull requests (#');
  expect(told[0]?.body).toContain('and 15 more');
  await readAll(story, issue);
}, 240_000);

test('five hundred open pull requests are held by few requests, none of which GitHub refuses', async () => {
  story = await frozenStory();
  const { sandbox } = story;
  await story.control('POST', 'limits', { enforced: true }).catch(() => undefined);
  const pulls = await openManyPulls(sandbox, 500);
  await story.settle();
  await story.requests();
  const issue = await declared(story);
  const asked = await story.requests();
  const of = (name: string) => asked.filter(({ operations }) => operations.includes(name)).length;
  expect(of('createCheckRun')).toBe(25);
  expect(asked.filter(({ route }) => route.includes('/branches')).length).toBeLessThanOrEqual(2);
  expect(asked.length).toBeLessThan(60);
  expect(await story.card(issue)).toContain('held: 500 pull requests (');
  expect(await statesOn(story, pulls[499]?.pullRequest.headSha ?? '')).toEqual(['success', 'in_progress']);
}, 240_000);
