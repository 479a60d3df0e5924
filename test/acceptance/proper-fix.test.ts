// The pull request of a proper fix, from red to green to merged: its own gate says what it lacks, people merge it, and what the incident owed is done (S002-27, S002-28, S002-29).
import { afterEach, describe, expect, test } from 'vitest';
import { commit, headOf, openPull } from '../sandbox/support/changes.ts';
import { as, shop } from '../sandbox/support/local-github.ts';
import { gateOn, gateState, type Laned, lanedStory, pullNumbered, reviewed, tested } from '../support/lane.ts';
import { lookedAtAnew, openRows, pushUnknown } from '../support/lane-hands.ts';
import { mergedHotfix, moves, owedIssues, owedOn } from '../support/owed.ts';
import type { Story } from '../support/story.ts';
import { readAll } from '../support/visible.ts';

let story: Story;
afterEach(() => story.end());

const policy = 'preset: github\nhotfix: { auto_merge: true, backfill_within: 24h }\n';
const MARKER = '// INCIDENT FIX: retry three times (REMOVE AFTER INCIDENT)';
const free = { conclusion: 'success', output: { title: 'Not an incident matter' } };

type Owing = { readonly laned: Laned; readonly proper: number; readonly temporary: number };

/** A hotfix is merged that marks a temporary fix: an issue for its proper fix, and one for its removal. */
async function owing(text = policy): Promise<Owing> {
  const laned = await lanedStory({ policy: text });
  story = laned.story;
  await story.say('commander', '/ack', laned.issue);
  await mergedHotfix(laned, `${MARKER}\n// Ticket: INC-${laned.issue}\nretry\n`);
  await readAll(story, laned.issue);
  const issues = await owedIssues(laned);
  const numbered = (begins: string) => issues.find(({ title }) => title.startsWith(begins))?.number ?? 0;
  return { laned, proper: numbered('Proper fix'), temporary: numbered('Remove the temporary fix') };
}

const edited = async (path: string, body: string) => {
  expect((await as(story.sandbox, 'responder')('PATCH', path, { body })).status).toBe(200);
  await story.settle();
};

const says = (proper: number) =>
  [
    `Fixes #${proper}`,
    'Reproduction test: `test/pay.test.ts`',
    'Cause addressed: the client never gave up',
    'Rollback plan: revert this pull request',
  ].join('\n');

describe('the pull request that closes the issue of a proper fix', () => {
  test('S002-27 S002-29 goes from red to green, is merged by a person, and ends what was owed', async () => {
    const { laned, proper, temporary } = await owing();
    const pull = await openPull(story.sandbox, 'proper', { body: `Fixes #${proper}` });
    await story.settle();
    expect(await gateState(story, pull.head.sha)).toBe('failure');
    expect(await openRows(story, pull.head.sha)).toEqual([
      'approved',
      'cause addressed',
      'cause known',
      'rollback plan',
      'temporary measures gone',
      'test that reproduces the incident',
      'tested',
    ]);
    expect((await owedOn(story, laned.issue, 'Proper fixes to come'))[0]).toContain(`[#${pull.number}]`);

    const head = await commit(as(story.sandbox, 'responder'), 'proper', 'src/pay.txt', 'a proper retry\n');
    await edited(pull.path, says(proper));
    await story.say('commander', '/cause The client never gave up', laned.issue);
    await readAll(story, laned.issue);
    expect(await openRows(story, head)).toEqual(['approved', 'tested']);
    expect(await gateState(story, head)).toBe('in_progress');
    await tested(story, head);
    await reviewed(story, pull, 'commander');
    expect(await gateOn(story, head)).toMatchObject({
      conclusion: 'success',
      output: { title: 'Tested and approved' },
    });
    expect((await owedOn(story, laned.issue, 'Proper fixes to come'))[0]).toContain('has all that is asked of it');
    expect(await pullNumbered(story, pull.number)).toMatchObject({ merged: false });

    const merged = await as(story.sandbox, 'responder')('PUT', `${pull.path}/merge`, { merge_method: 'squash' });
    expect(merged.status, merged.text).toBe(200);
    await story.settle();
    await readAll(story, laned.issue);
    expect(await story.issue(proper)).toMatchObject({ state: 'closed' });
    expect(await story.issue(temporary)).toMatchObject({ state: 'closed' });
    expect(await readAll(story, temporary)).toEqual([expect.stringContaining('is gone from `src/pay.txt`')]);
    expect(await owedOn(story, laned.issue, 'Proper fixes to come')).toEqual([]);
    expect(await owedOn(story, laned.issue, 'Temporary fixes')).toEqual([]);
  });

  test('S002-28 is not vouched for by whoever pushed to it, whatever address their commits have', async () => {
    const { proper } = await owing(policy.replace(' }', ', backfill_needs: [documentation] }'));
    const pull = await openPull(story.sandbox, 'proper', { body: `Fixes #${proper}\nDocumentation: none is needed` });
    await story.settle();
    const sha = await pushUnknown(story, 'commander', pull);
    await tested(story, sha);
    await reviewed(story, pull, 'commander');
    expect(await openRows(story, sha)).toEqual(['approved']);
    await reviewed(story, pull, 'lead');
    expect(await gateState(story, sha)).toBe('success');
  });

  test('S002-28 is asked for staging, watching and documentation too where the policy wants it', async () => {
    const { proper } = await owing(
      `${policy.replace(' }', ', backfill_needs: [staging, monitoring, documentation] }')}`,
    );
    const pull = await openPull(story.sandbox, 'proper', { body: `Fixes #${proper}\nTested in staging: run 12` });
    await story.settle();
    expect(await openRows(story, pull.head.sha)).toEqual(['approved', 'documentation', 'tested', 'watched']);
  });

  test('is an ordinary one where the policy asks nothing of it', async () => {
    const { proper } = await owing(policy.replace(' }', ', backfill_needs: [] }'));
    const pull = await openPull(story.sandbox, 'proper', { body: `Fixes #${proper}` });
    await story.settle();
    expect(await gateOn(story, pull.head.sha)).toMatchObject(free);
  });

  test('is one by GitHub’s link alone: what names it otherwise, or in code, is not, and what does no more is none any more', async () => {
    const { laned, proper } = await owing();
    const pull = await openPull(story.sandbox, 'proper-fix', {
      title: `Proper fix for the hotfix of incident #${laned.issue}`,
      body: `Refs #${proper}\n\`\`\`\nFixes #${proper}\n\`\`\``,
    });
    await story.settle();
    expect(await gateOn(story, pull.head.sha)).toMatchObject(free);
    await edited(pull.path, `Fixes #${proper}`);
    expect(await gateState(story, pull.head.sha)).toBe('failure');
    await edited(pull.path, 'On second thought');
    expect(await gateOn(story, pull.head.sha)).toMatchObject(free);
    expect((await owedOn(story, laned.issue, 'Proper fixes to come'))[0]).not.toContain(`[#${pull.number}]`);
  });

  test('has its ordinary conclusion when a person says that the fix is in, and is judged again when it is not', async () => {
    const { laned, proper } = await owing();
    const pull = await openPull(story.sandbox, 'proper', { body: `Fixes #${proper}` });
    await story.settle();
    expect(await gateState(story, pull.head.sha)).toBe('failure');
    await moves(laned, 'lead', proper, 'closed');
    expect(await gateOn(story, pull.head.sha)).toMatchObject(free);
    await moves(laned, 'lead', proper, 'open');
    expect(await gateState(story, pull.head.sha)).toBe('failure');
  });

  test('costs four requests to judge, and an ordinary pull request still one', async () => {
    const { proper } = await owing();
    const pull = await openPull(story.sandbox, 'proper', { body: `Fixes #${proper}` });
    await story.settle();
    await story.requests();
    await tested(story, pull.head.sha);
    const made = (await story.requests()).map(({ route, operations }) => [route, ...operations].join(' '));
    expect(made.filter((name) => /^GET |graphql repository$/.test(name)).length, made.join('\n')).toBeLessThanOrEqual(
      5,
    );
    await tested(story, pull.head.sha);
    expect(await story.requests()).toHaveLength(4);
    const other = await openPull(story.sandbox, 'other', { body: 'Fixes #1000' });
    await story.settle();
    expect((await story.requests()).map(({ operations }) => operations)).toEqual([
      ['createCheckRun'],
      // What it proposes is looked at, and said.
      ['repository'],
      ['createCheckRun'],
    ]);
    expect(await gateOn(story, other.head.sha)).toMatchObject(free);
  });

  test('that was opened and linked while nobody heard is found', async () => {
    const { proper } = await owing();
    await story.control('POST', 'deliveries/drop', { event: 'pull_request.opened', times: 1 });
    const pull = await openPull(story.sandbox, 'proper', { body: `Fixes #${proper}` });
    await story.settle();
    expect(await headOf(as(story.sandbox, 'lead'), 'proper')).toBe(pull.head.sha);
    await lookedAtAnew(story);
    expect(await gateState(story, pull.head.sha)).toBe('failure');
    expect((await as(story.sandbox, 'responder')('PUT', `${shop}/pulls/${pull.number}/merge`)).status).toBe(405);
  });
});
