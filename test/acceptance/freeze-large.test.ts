// A freeze of many pull requests: within GitHub's limits, and whatever happens to the server in between.
import { afterEach, expect, test } from 'vitest';
import { requireChecks } from '../sandbox/support/changes.ts';
import { CHECK, declared, freezing, frozenStory, statesOn } from '../support/frozen.ts';
import { openManyPulls } from '../support/many-pulls.ts';
import { type Story, startStory } from '../support/story.ts';
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

// Five hundred are in `test/shell/engine/freeze.test.ts`, and against the clock in the benchmark.
test('more pull requests than a page has are held by twenty in a request, none of which GitHub refuses', async () => {
  story = await startStory({ policy: freezing });
  const pulls = await openManyPulls(story.sandbox, 120);
  await story.settle();
  await requireChecks(story.sandbox, [{ context: CHECK, app_id: story.sandbox.app.id }]);
  await story.requests();
  const issue = await declared(story);
  const asked = (await story.requests()).map(({ route, operations }) => `${route} ${operations.join(',')}`);
  const of = (what: string) => asked.filter((request) => request.includes(what)).length;
  const counts = { posted: of('createCheckRun'), branches: of('{repo}/branches'), rules: of('/rules/branches') };
  expect(counts).toEqual({ posted: 6, branches: 1, rules: 1 });
  expect(asked.length).toBeLessThan(30);
  expect(await story.card(issue)).toContain('held: 120 pull requests (');
  const [first, last] = [pulls[0], pulls[119]];
  for (const pull of [first, last])
    expect(await statesOn(story, pull?.pullRequest.headSha ?? '')).toEqual(['in_progress']);
}, 240_000);
