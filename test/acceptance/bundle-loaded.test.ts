// What ordinary runs of the loop's Actions load, as Node itself counts it.
import { afterEach, expect, test } from 'vitest';
import { loadedIn, MOST } from '../support/loaded.ts';
import { alert, type OrdinaryRun, ordinaryRuns, ownPolicy } from '../support/ordinary-runs.ts';
import { type Story, startStory } from '../support/story.ts';
import { readAll } from '../support/visible.ts';
import { installed, runAction } from '../support/workflow-run.ts';

let story: Story;
afterEach(() => story.end());

/** Bytes of `action/dist` that the run loaded; it must end well. */
function loadedBy({ name, kind, action, event, inputs = {}, ahead = 0 }: OrdinaryRun, policy: string) {
  return loadedIn(`${kind}.${name}.${policy}`, async (env) => {
    const { code, log } = await runAction(story, action, event, inputs, ahead, env, installed);
    expect(code, log).toBe(0);
  });
}

test.each([
  ['the built-in policy', 'built-in', null],
  ['a policy of its own, which is read and judged', 'own', ownPolicy],
])('600 kB hold what ordinary runs load in a repository with %s', async (_, name, policy) => {
  story = await startStory({ asleep: true, now: new Date().toISOString(), policy });
  const found = new Map<string, number>();
  const take = async (run: OrdinaryRun) => void found.set(run.name, await loadedBy(run, name));
  const issue = await ordinaryRuns(story, take);
  await take(alert);
  for (const one of [issue, issue + 1]) await readAll(story, one);
  expect([...found].filter(([, bytes]) => bytes > MOST)).toEqual([]);
  expect(found.get('acknowledged')).toBeGreaterThan(200_000);
});
