// What people do to a hotfix with their own hands is theirs to do, and told as it was: merged, closed, reopened, its branch deleted.
import { afterEach, describe, expect, test } from 'vitest';
import { requireChecks } from '../sandbox/support/changes.ts';
import { as, shop } from '../sandbox/support/local-github.ts';
import { GATE, gateOn, gateState, lanedStory, pullNumbered, reviewed, tested } from '../support/lane.ts';
import { expectMerged, expectUnmerged, opened } from '../support/lane-hands.ts';
import type { Story, StoryOptions } from '../support/story.ts';
import { readAll, timeline, times } from '../support/visible.ts';

let story: Story;
afterEach(() => story.end());

async function begun(options: StoryOptions = {}) {
  const laned = await lanedStory(options);
  story = laned.story;
  return { laned, ...(await opened(laned)) };
}

const change = async (number: number, state: 'open' | 'closed') => {
  expect((await story.api('responder', 'PATCH', `/repos/acme/shop/pulls/${number}`, { state })).status).toBe(200);
  await story.settle();
};

const mergedBy = async (who: 'responder' | 'lead', number: number) => {
  const { status, data } = await story.api(who, 'PUT', `/repos/acme/shop/pulls/${number}/merge`, {
    merge_method: 'squash',
  });
  expect(status, JSON.stringify(data)).toBe(200);
  await story.settle();
};

const isThere = async (branch: string) =>
  (await as(story.sandbox, 'lead')('GET', `${shop}/git/ref/heads/${branch}`)).status === 200;

describe('a person merges it', () => {
  test('where the policy leaves that to people: they are told when it passes, and everything else follows', async () => {
    const { laned, pull, head } = await begun({ policy: 'preset: github\nhotfix: { auto_merge: false }\n' });
    await tested(story, head);
    await reviewed(story, pull, 'commander');
    expect(await gateState(story, head)).toBe('success');
    await expectUnmerged(story, pull);
    expect(await readAll(story, laned.issue)).toEqual([
      expect.stringMatching(/^@responder \*\*Hotfix .* passes its gate\.\*\*/),
    ]);
    await mergedBy('responder', pull.number);
    expect(await isThere(pull.head.ref)).toBe(false);
    await expectMerged(laned, pull);
    expect(times(await timeline(story, laned.issue), 'though its gate did not pass')).toBe(0);
  });

  test('past a gate that is red, as an administrator can: that is what the incident and its record say', async () => {
    const { laned, pull, head } = await begun();
    const checks = [{ context: 'test' }, { context: GATE, app_id: story.sandbox.app.id }];
    await requireChecks(story.sandbox, checks, { enforce_admins: false });
    await tested(story, head, 'failure');
    expect(await gateState(story, head)).toBe('failure');
    await mergedBy('lead', pull.number);
    const said = await readAll(story, laned.issue);
    expect(said).toHaveLength(1);
    expect(said[0]).toMatch(/is merged\*\* as `[0-9a-f]{7}`, by `lead`, though its gate did not pass/);
    expect(times(await timeline(story, laned.issue), 'though its gate did not pass: lead')).toBe(1);
  });
});

describe('a hotfix that is closed', () => {
  test('is out of the lane and told; reopened it is in it again, and merges when it passes', async () => {
    const { laned, pull, head } = await begun();
    await tested(story, head);
    await change(pull.number, 'closed');
    expect(await readAll(story, laned.issue)).toEqual([expect.stringContaining('was closed without being merged.**')]);
    await change(pull.number, 'open');
    await story.silence(laned.issue);
    expect(await story.card(laned.issue)).toContain(`Hotfix [#${pull.number}]`);
    await reviewed(story, pull, 'commander');
    await expectMerged(laned, pull);
  });

  test('because its branch was deleted is told the same, and another can be asked for', async () => {
    const { laned, pull } = await begun();
    const gone = await as(story.sandbox, 'responder')('DELETE', `${shop}/git/refs/heads/${pull.head.ref}`);
    expect(gone.status).toBe(204);
    await story.settle();
    expect(await pullNumbered(story, pull.number)).toMatchObject({ state: 'closed', merged: false });
    expect(await readAll(story, laned.issue)).toEqual([expect.stringContaining('was closed without being merged.**')]);
    const second = await opened(laned, 'Once more');
    expect(second.pull.head.ref).toBe(`${pull.head.ref}-2`);
    expect(await gateOn(story, second.head)).not.toBeNull();
  });
});
