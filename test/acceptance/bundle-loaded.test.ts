// What ordinary runs of the loop's Actions load, as Node itself counts it: the code that is there at the end of a run, whatever part it came with.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, test } from 'vitest';
import * as z from 'zod';
import { alert, type OrdinaryRun, ordinaryRuns, ownPolicy } from '../support/ordinary-runs.ts';
import { type Story, startStory } from '../support/story.ts';
import { readAll } from '../support/visible.ts';
import { installed, runAction } from '../support/workflow-run.ts';

let story: Story;
afterEach(() => story.end());

/** Where `scripts/record-calls.ts` wants to know which functions were called; nothing is judged then. */
const recording = process.env['FIREBREAK_RECORD_CALLS'];

const Coverage = z.object({ result: z.array(z.object({ url: z.string() })) });

/** Bytes of `action/dist` that the run loaded; it must end well. */
async function loadedBy({ name, kind, action, event, inputs = {}, ahead = 0 }: OrdinaryRun, policy: string) {
  const folder =
    recording === undefined
      ? mkdtempSync(join(tmpdir(), 'firebreak-loaded-'))
      : join(recording, `${kind}.${name}.${policy}`);
  mkdirSync(folder, { recursive: true });
  try {
    const { code, log } = await runAction(story, action, event, inputs, ahead, { NODE_V8_COVERAGE: folder }, installed);
    expect(code, log).toBe(0);
    const texts = readdirSync(folder).map((file) => readFileSync(join(folder, file), 'utf8'));
    const urls = texts.flatMap((text) => Coverage.parse(JSON.parse(text)).result.map(({ url }) => url));
    const files = [...new Set(urls)].filter((url) => url.includes('/action/dist/')).map((url) => fileURLToPath(url));
    return files.reduce((sum, file) => sum + statSync(file).size, 0);
  } finally {
    if (recording === undefined) rmSync(folder, { recursive: true, force: true });
  }
}

const MOST = 600_000;

test.each([
  ['the built-in policy', 'built-in', null],
  ['a policy of its own, which is read and judged', 'own', ownPolicy],
])('600 kB hold what ordinary runs load in a repository with %s', async (_, name, policy) => {
  story = await startStory({ asleep: true, now: new Date().toISOString(), policy });
  const found: Record<string, number> = {};
  const issue = await ordinaryRuns(story, async (run) => {
    found[run.name] = await loadedBy(run, name);
  });
  found['alert'] = await loadedBy(alert, name);
  for (const one of [issue, issue + 1]) await readAll(story, one);
  const tooMuch = Object.entries(found).filter(([, bytes]) => bytes > MOST);
  if (recording === undefined) expect(tooMuch).toEqual([]);
});
