// What a hotfix marks as temporary in the code: on the register with an issue, which closes only when the marker is gone from the default branch (S002-22, S002-23, S002-29).
import { afterEach, describe, expect, test } from 'vitest';
import { commit, openPull } from '../sandbox/support/changes.ts';
import { as } from '../sandbox/support/local-github.ts';
import { type Laned, lanedStory, tested } from '../support/lane.ts';
import { mergedHotfix, moves, owedIssues, owedOn } from '../support/owed.ts';
import type { Story } from '../support/story.ts';
import { readAll } from '../support/visible.ts';

let story: Story;
afterEach(() => story.end());

const policy = 'preset: github\nhotfix: { auto_merge: true, backfill_within: 24h }\n';

async function marked(): Promise<{ readonly laned: Laned; readonly number: number }> {
  const laned = await lanedStory({ policy });
  story = laned.story;
  await story.say('commander', '/ack', laned.issue);
  const marker = '// INCIDENT FIX: retry three times (REMOVE AFTER INCIDENT)';
  await mergedHotfix(laned, `${marker}\n// Ticket: INC-${laned.issue}\nretry\n`);
  await readAll(story, laned.issue);
  const fix = (await owedIssues(laned)).find(({ title }) => title.startsWith('Remove the temporary fix'));
  return { laned, number: fix?.number ?? 0 };
}

describe('a temporary fix that a hotfix marks (S002-22)', () => {
  test('is on the register with its file and an issue that says where it stands', async () => {
    const { laned, number } = await marked();
    expect(await owedOn(story, laned.issue, 'Temporary fixes')).toEqual([
      expect.stringMatching(new RegExp(`^retry three times \\(in \`src/pay.txt\`\\) · \\[#${number}\\]`)),
    ]);
    const fix = (await owedIssues(laned)).find((one) => one.number === number);
    expect(fix?.body).toContain('`src/pay.txt`');
    expect(fix?.assignees).toMatchObject([{ login: 'commander' }]);
  });

  test('stays open while its marker is there, whoever closes the issue', async () => {
    const { laned, number } = await marked();
    await moves(laned, 'responder', number, 'closed');
    expect(await story.issue(number)).toMatchObject({ state: 'open' });
    expect(await readAll(story, number)).toEqual([
      expect.stringContaining('The temporary fix is still there: `src/pay.txt`'),
    ]);
    expect(await owedOn(story, laned.issue, 'Temporary fixes')).toHaveLength(1);
  });

  test('is done when what removes it is merged: the app closes the issue', async () => {
    const { laned, number } = await marked();
    const pull = await openPull(story.sandbox, 'proper');
    const head = await commit(as(story.sandbox, 'responder'), 'proper', 'src/pay.txt', 'a proper retry\n');
    await story.settle();
    await tested(story, head);
    const merged = await as(story.sandbox, 'responder')('PUT', `${pull.path}/merge`);
    expect(merged.status, merged.text).toBe(200);
    await story.settle();
    await readAll(story, laned.issue);
    expect(await story.issue(number)).toMatchObject({ state: 'closed' });
    expect(await readAll(story, number)).toEqual([expect.stringContaining('is gone from `src/pay.txt`')]);
    expect(await owedOn(story, laned.issue, 'Temporary fixes')).toEqual([]);
  });
});
