// What a hotfix and a temporary fix leave behind: an issue under the incident's with owner and deadline, on the card until somebody says that it is done (S000-38, S000-45, S002-22, S002-23, S002-29).
import { afterEach, describe, expect, test } from 'vitest';
import { type Laned, lanedStory } from '../support/lane.ts';
import { mergedHotfix, moves, owedIssues, owedOn } from '../support/owed.ts';
import { type Story, startStory } from '../support/story.ts';
import { readAll, timeline } from '../support/visible.ts';

let story: Story;
afterEach(() => story.end());

const backfilling = 'preset: github\nhotfix: { auto_merge: true, backfill_within: 24h }\n';

async function merged(): Promise<Laned> {
  const laned = await lanedStory({ policy: backfilling });
  story = laned.story;
  await story.say('commander', '/ack', laned.issue);
  await mergedHotfix(laned);
  return laned;
}

describe('a hotfix that is merged', () => {
  test('S000-38 S000-45 leaves an issue for the proper fix, under the incident, for its commander and with a deadline', async () => {
    const laned = await merged();
    const said = await readAll(story, laned.issue);
    expect(said.find((text) => text.includes('is merged**'))).toContain('The proper fix is to follow');
    const [proper, ...others] = await owedIssues(laned);
    expect(others).toEqual([]);
    expect(proper).toMatchObject({ state: 'open', assignees: [{ login: 'commander' }] });
    expect(proper?.title).toContain(`Proper fix for the hotfix of incident #${laned.issue}`);
    expect(proper?.body).toContain('within 24 hours of the resolution');
    const [row = ''] = await owedOn(story, laned.issue, 'Proper fixes to come');
    expect(row).toContain(`[#${proper?.number}]`);
    expect(row).toMatch(/due within 24 hours of the resolution · commander$/);
    const written = (await timeline(story, laned.issue)).map((line) => line.replace(/\u200b/g, ''));
    expect(written).toContainEqual(expect.stringContaining(`Issue #${proper?.number} is opened for it`));
  });

  test('has it done when a person closes that issue, and open again when it is reopened', async () => {
    const laned = await merged();
    await readAll(story, laned.issue);
    const [proper] = await owedIssues(laned);
    const number = proper?.number ?? 0;
    await moves(laned, 'responder', number, 'closed');
    expect(await owedOn(story, laned.issue, 'Proper fixes to come')).toEqual([]);
    expect(await story.card(laned.issue)).toMatch(/- \S+ UTC The proper fix is in: .* · responder/);
    await moves(laned, 'lead', number, 'open');
    expect(await owedOn(story, laned.issue, 'Proper fixes to come')).toHaveLength(1);
  });

  test('does not make that issue an incident, whatever is said in it', async () => {
    const laned = await merged();
    await readAll(story, laned.issue);
    const [proper] = await owedIssues(laned);
    const number = proper?.number ?? 0;
    await story.say('responder', '/severity P1', number);
    expect((await story.comments(number)).map(({ author }) => author)).toEqual(['responder']);
    expect((await story.issue(number)).labels).toEqual([]);
  });

  test('is reminded of when the time after the resolution is over', async () => {
    const laned = await merged();
    await story.say('commander', '/resolve --force mended', laned.issue);
    await readAll(story, laned.issue);
    await story.later('PT24H30M');
    const said = await readAll(story, laned.issue);
    expect(said.find((text) => text.includes('The proper fix is to replace the hotfix'))).toContain('@commander');
  });
});

describe('what happened to such an issue while the app was away', () => {
  test('is found with the next look', async () => {
    const laned = await merged();
    await readAll(story, laned.issue);
    const [proper] = await owedIssues(laned);
    await story.control('POST', 'deliveries/drop', { event: 'issues.closed', times: 1 });
    await moves(laned, 'responder', proper?.number ?? 0, 'closed');
    expect(await owedOn(story, laned.issue, 'Proper fixes to come')).toHaveLength(1);
    await story.later('PT30M');
    await readAll(story, laned.issue);
    expect(await owedOn(story, laned.issue, 'Proper fixes to come')).toEqual([]);
  });
});

describe('/tempfix (S002-23)', () => {
  test('puts it on the register with an issue, by when it is due, until somebody closes that', async () => {
    story = await startStory();
    const issue = await story.declare();
    await readAll(story, issue);
    const comment = await story.say('responder', '/tempfix due=2026-11-25 The cache is off', issue);
    expect(await story.reactions(comment)).toEqual(['+1']);
    const [fix] = await owedIssues({ story, issue });
    expect(fix).toMatchObject({ state: 'open', assignees: [{ login: 'responder' }] });
    expect(fix?.body).toContain('Due 2026-11-25 23:59 UTC');
    expect(await owedOn(story, issue, 'Temporary fixes')).toEqual([
      expect.stringMatching(
        new RegExp(`^The cache is off · \\[#${fix?.number}\\].* · due 2026-11-25 23:59 UTC · responder$`),
      ),
    ]);
    await moves({ story, issue }, 'lead', fix?.number ?? 0, 'closed');
    expect(await owedOn(story, issue, 'Temporary fixes')).toEqual([]);
    expect(await story.card(issue)).toContain('**Temporary fixes:** none is open. 1 done.');
  });

  test('says on the card when GitHub opens no issue for it', async () => {
    story = await startStory();
    const issue = await story.declare();
    await readAll(story, issue);
    await story.control('POST', 'faults', {
      route: 'POST /graphql',
      match: 'mutation OpenIssue',
      status: 403,
      times: 9,
    });
    await story.say('responder', '/tempfix The cache is off', issue);
    expect(await owedIssues({ story, issue })).toEqual([]);
    expect((await owedOn(story, issue, 'Temporary fixes'))[0]).toContain('no issue: ');
  });
});
