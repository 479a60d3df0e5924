// What ordinary runs of the loop's Actions load, as Node itself counts it.
import { afterEach, expect, test } from 'vitest';
import { loadedIn, MOST } from '../support/loaded.ts';
import { type OrdinaryRun, ordinaryRuns, ownPolicy } from '../support/ordinary-runs.ts';
import { type Story, startStory } from '../support/story.ts';
import { readAll } from '../support/visible.ts';
import { installed, runAction } from '../support/workflow-run.ts';

let story: Story;
afterEach(() => story.end());

/** Bytes of `action/dist` that the run loaded; it must end well. */
function loadedBy({ name, action, event, inputs = {}, ahead = 0 }: OrdinaryRun, kind: string, policy: string) {
  return loadedIn(`${kind}.${name}.${policy}`, async (env) => {
    const { code, log } = await runAction(story, action, event, inputs, ahead, env, installed);
    expect(code, log).toBe(0);
  });
}

/** In a time zone there are days, whatever a run does: they cost 28 kB more. */
const zoned = `${ownPolicy}timezone: Europe/Berlin\n`;

test.each([
  ['the built-in policy', 'built-in', null, null, MOST],
  ['a policy of its own, which is read and judged', 'own', ownPolicy, null, MOST],
  ['a policy that names a time zone', 'zoned', zoned, 'zone', MOST + 28_000],
])('600 kB hold what ordinary runs load in a repository with %s', async (_, name, policy, kind, most) => {
  story = await startStory({ asleep: true, now: new Date().toISOString(), policy });
  const found = new Map<string, number>();
  const incidents = await ordinaryRuns(story, async (run) => {
    found.set(run.name, await loadedBy(run, kind ?? run.kind, name));
  });
  for (const one of incidents) await readAll(story, one);
  expect([...found].filter(([, bytes]) => bytes > most)).toEqual([]);
  expect(found.get('acknowledged')).toBeGreaterThan(200_000);
});
