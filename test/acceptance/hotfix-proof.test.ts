// Nothing merges that was not tested and seen by somebody who may: checks that fail or never come, reviews that are taken back or count nothing.
import { afterEach, describe, expect, test } from 'vitest';
import { requireChecks } from '../sandbox/support/changes.ts';
import { as, shop } from '../sandbox/support/local-github.ts';
import { GATE, gateOn, gateState, lanedStory, reviewed, tested } from '../support/lane.ts';
import { expectMerged, expectUnmerged, lookedAtAnew, opened, openRows } from '../support/lane-hands.ts';
import type { Story } from '../support/story.ts';

let story: Story;
afterEach(() => story.end());

async function begun() {
  const laned = await lanedStory();
  story = laned.story;
  return { laned, ...(await opened(laned)) };
}

const says = (sha: string, context: string, state = 'success') =>
  as(story.sandbox, 'lead')('POST', `${shop}/statuses/${sha}`, { state, context }).then(() => story.settle());

describe('a required check', () => {
  test('that was renamed never comes: nothing merges until the rule asks for the new name', async () => {
    const { laned, pull, head } = await begun();
    await says(head, 'test (24)');
    await reviewed(story, pull, 'commander');
    expect(await openRows(story, head)).toEqual(['tested']);
    await expectUnmerged(story, pull);
    await requireChecks(story.sandbox, [{ context: 'test (24)' }, { context: GATE, app_id: story.sandbox.app.id }]);
    await lookedAtAnew(story);
    await expectMerged(laned, pull);
  });

  test('S000-25 S000-46 that is run again and fails counts as failed, however it was before', async () => {
    const { laned, pull, head } = await begun();
    await tested(story, head);
    expect(await openRows(story, head)).toEqual(['approved']);
    await tested(story, head, 'failure');
    await reviewed(story, pull, 'commander');
    expect(await openRows(story, head)).toEqual(['tested']);
    expect(await gateState(story, head)).toBe('failure');
    await expectUnmerged(story, pull);
    await tested(story, head);
    await expectMerged(laned, pull);
  });
});

describe('a review', () => {
  test.each(['reviewer', 'visitor'] as const)(
    'by an account that may not write, as %s, counts nothing',
    async (who) => {
      const { laned, pull, head } = await begun();
      await tested(story, head);
      await story.api(who, 'POST', `/repos/acme/shop/pulls/${pull.number}/reviews`, { event: 'APPROVE' });
      await story.settle();
      expect(await gateState(story, head)).toBe('in_progress');
      expect((await gateOn(story, head))?.output.summary).toContain(`\`${who}\` (may not write here)`);
      await expectUnmerged(story, pull);
      await reviewed(story, pull, 'commander');
      await expectMerged(laned, pull);
    },
  );

  test('that was dismissed counts no more', async () => {
    const { laned, pull, head } = await begun();
    const review = await reviewed(story, pull, 'commander');
    expect(await openRows(story, head)).toEqual(['tested']);
    const path = `/repos/acme/shop/pulls/${pull.number}/reviews/${review}/dismissals`;
    expect((await story.api('lead', 'PUT', path, { message: 'Look again' })).status).toBe(200);
    await story.settle();
    expect(await openRows(story, head)).toEqual(['approved', 'tested']);
    await tested(story, head);
    await expectUnmerged(story, pull);
    await reviewed(story, pull, 'commander');
    await expectMerged(laned, pull);
  });

  test('that asks for changes blocks, whoever else approves, until that person does', async () => {
    const { laned, pull, head } = await begun();
    await tested(story, head);
    await reviewed(story, pull, 'lead', 'REQUEST_CHANGES');
    await reviewed(story, pull, 'commander');
    expect(await gateState(story, head)).toBe('failure');
    expect(await openRows(story, head)).toEqual(['nobody against it']);
    await expectUnmerged(story, pull);
    await reviewed(story, pull, 'lead');
    await expectMerged(laned, pull);
  });
});
