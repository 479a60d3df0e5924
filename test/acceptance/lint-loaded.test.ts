// What a run of `action/postmortem-lint` loads, as Node itself counts it, for one postmortem that names an incident with a record. Wanted are 600 kB (decision 0045).
import { afterEach, expect, test } from 'vitest';
import { loadedIn, MOST } from '../support/loaded.ts';
import { fileOn, pathsIn, postmortemPull, pushText, resolvedStory } from '../support/postmortem.ts';
import { runOnPull } from '../support/pull-run.ts';
import type { Story } from '../support/story.ts';

let story: Story;
afterEach(() => story.end());

/** Bytes for the draft that the app proposes, with a sentence that the prose rules mind. */
async function loaded(name: string, policy: string | null): Promise<number> {
  const resolved = await resolvedStory({ policy });
  story = resolved.story;
  const pull = await postmortemPull(story, resolved.issue);
  const path = (await pathsIn(story, pull)).find((one) => one.endsWith('.md')) ?? '';
  const text = (await fileOn(story, pull.head.ref, path)) ?? '';
  await pushText(story, pull, path, `${text.replace(/^severity_peak: .*$/m, 'severity_peak: P2')}\nDana broke it.\n`);
  return loadedIn(`lint.${name}`, async (env) => {
    const { commands } = await runOnPull(story, 'postmortem-lint', pull.number, (event) => event, { env });
    const found = commands.map(({ properties, message }) => `${properties['title']} ${message}`);
    expect(found).toContainEqual(expect.stringMatching(/^E12 “Dana broke”/));
    expect(found).toContainEqual(expect.stringMatching(/^E03 .*the record says P0/));
  });
}

test('with the built-in policy', async () => {
  expect(await loaded('built-in', null)).toBeLessThanOrEqual(MOST);
});

test('with a policy of the repository, which is read and judged', async () => {
  const policy = 'preset: github\npeople: { devops: ["@reviewer"], manager: ["@commander"], ceo: ["@lead"] }\n';
  expect(await loaded('own', policy)).toBeLessThanOrEqual(MOST);
});
