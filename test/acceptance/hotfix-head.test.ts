// What was seen is what is merged: another head, another base, and the way back of a hotfix (S000-42, S000-43).
import { afterEach, describe, expect, test } from 'vitest';
import { commit, openPull, requireChecks } from '../sandbox/support/changes.ts';
import { as, shop } from '../sandbox/support/local-github.ts';
import { GATE, gateOn, gateState, lanedStory, pullNumbered, reviewed, tested } from '../support/lane.ts';
import { expectMerged, expectUnmerged, forcePush, mainMoves, opened, openRows } from '../support/lane-hands.ts';
import type { Story } from '../support/story.ts';
import { readAll } from '../support/visible.ts';

let story: Story;
afterEach(() => story.end());

async function begun(words?: string) {
  const laned = await lanedStory();
  story = laned.story;
  return { laned, ...(await opened(laned, words)) };
}

describe('an approval', () => {
  test('S000-43 counts for no head that was pushed over it, with force too, and that one is merged when it was seen itself', async () => {
    const { laned, pull, head } = await begun();
    await reviewed(story, pull, 'commander');
    expect(await openRows(story, head)).toEqual(['tested']);
    const next = await forcePush(story, await pullNumbered(story, pull.number));
    expect(next).not.toBe(head);
    await tested(story, head);
    await tested(story, next);
    expect(await gateState(story, next)).toBe('in_progress');
    expect(await openRows(story, next)).toEqual(['approved']);
    expect((await gateOn(story, next))?.output.summary).toContain('`commander` (approved another commit)');
    await expectUnmerged(story, pull);
    await reviewed(story, pull, 'commander');
    expect(await gateState(story, next)).toBe('success');
    await expectMerged(laned, pull);
  });
});

describe('a pull request that goes to main from another base', () => {
  test('S000-43 was approved as another change: the same commit is approved anew', async () => {
    const laned = await lanedStory();
    story = laned.story;
    const responder = as(story.sandbox, 'responder');
    const unseen = await commit(responder, 'side', 'src/unseen.txt', 'what nobody looked at\n');
    expect((await responder('POST', `${shop}/git/refs`, { ref: 'refs/heads/fix', sha: unseen })).status).toBe(201);
    const pull = await openPull(story.sandbox, 'fix', { base: 'side' });
    await story.settle();
    await reviewed(story, pull, 'commander');
    expect((await responder('PATCH', pull.path, { base: 'main' })).status).toBe(200);
    await story.say('responder', `/hotfix #${pull.number}`, laned.issue);
    await readAll(story, laned.issue);
    await tested(story, pull.head.sha);
    expect(await openRows(story, pull.head.sha)).toEqual(['approved']);
    expect((await gateOn(story, pull.head.sha))?.output.summary).toContain('`commander` (approved it for another');
    await expectUnmerged(story, pull);
    await story.later('PT1M');
    await reviewed(story, pull, 'commander');
    await expectMerged(laned, pull);
  });
});

describe('main moves on', () => {
  test('and the hotfix merges as it was seen, where nobody asks that it is up to date', async () => {
    const { laned, pull, head } = await begun();
    await tested(story, head);
    await mainMoves(story);
    await reviewed(story, pull, 'commander');
    await expectMerged(laned, pull);
  });

  test('and GitHub refuses it where it must be up to date: it is told once, and merged once it is', async () => {
    const { laned, pull, head } = await begun();
    const { app } = story.sandbox;
    const checks = [{ context: 'test' }, { context: GATE, app_id: app.id }];
    await requireChecks(story.sandbox, [], { required_status_checks: { strict: true, contexts: [], checks } });
    await tested(story, head);
    await mainMoves(story);
    await reviewed(story, pull, 'commander');
    expect(await gateState(story, head)).toBe('success');
    await expectUnmerged(story, pull);
    const [told, ...more] = await readAll(story, laned.issue);
    expect(more).toEqual([]);
    expect(told).toMatch(/passes its gate, and GitHub does not merge it:\*\* .*not up to date/);
    expect(await story.card(laned.issue)).toContain(
      'everything holds, and GitHub does not merge it: Head branch is not up to date',
    );
    const next = await forcePush(story, await pullNumbered(story, pull.number));
    await tested(story, next);
    await reviewed(story, pull, 'commander');
    await expectMerged(laned, pull);
  });
});

describe('what a hotfix changed', () => {
  test('is taken back like anything else: that pull request is not an incident matter', async () => {
    const { laned, pull, head } = await begun();
    await tested(story, head);
    await reviewed(story, pull, 'commander');
    await expectMerged(laned, pull);
    const revert = await openPull(story.sandbox, `revert-${pull.number}-${pull.head.ref}`, {
      title: `Revert "${pull.title}"`,
      body: `Reverts acme/shop#${pull.number}`,
    });
    await story.settle();
    expect(await gateOn(story, revert.head.sha)).toMatchObject({
      conclusion: 'success',
      output: { title: 'Not an incident matter' },
    });
    await story.silence(laned.issue);
  });

  test('comes in a second hotfix, with a branch of its own: both go their own way', async () => {
    const { laned, pull, head } = await begun();
    const second = await opened(laned, 'Log less');
    expect(second.pull.head.ref).toBe(`${pull.head.ref}-2`);
    await reviewed(story, pull, 'commander');
    await tested(story, second.head);
    expect([await openRows(story, head), await openRows(story, second.head)]).toEqual([['tested'], ['approved']]);
    const card = await story.card(laned.issue);
    expect([card.includes(`Hotfix [#${pull.number}]`), card.includes(`Hotfix [#${second.pull.number}]`)]).toEqual([
      true,
      true,
    ]);
    await tested(story, head);
    await expectMerged(laned, pull);
    await expectUnmerged(story, second.pull);
    await reviewed(story, second.pull, 'commander');
    await expectMerged(laned, second.pull);
  });
});

describe('a no of GitHub that lasts a moment', () => {
  const refusing = (times: number) =>
    story.control('POST', 'faults', {
      route: 'PUT /repos/{owner}/{repo}/pulls/{pull_number}/merge',
      status: 405,
      body: { message: 'Base branch was modified. Review and try the merge again.' },
      times,
    });

  test('is asked again before anybody is told', async () => {
    const { laned, pull, head } = await begun();
    await tested(story, head);
    await refusing(1);
    await reviewed(story, pull, 'commander');
    await story.silence(laned.issue);
    await story.later('PT6S');
    await expectMerged(laned, pull);
  });

  test('that does not end is told once, and it merges when something about it changes', async () => {
    const { laned, pull, head } = await begun();
    await tested(story, head);
    await refusing(4);
    await reviewed(story, pull, 'commander');
    for (let nth = 0; nth < 3; nth += 1) {
      await story.silence(laned.issue);
      await story.later('PT6S');
    }
    expect(await readAll(story, laned.issue)).toEqual([
      expect.stringContaining('GitHub does not merge it:** Base branch was modified'),
    ]);
    await tested(story, head);
    await expectMerged(laned, pull);
  });
});
