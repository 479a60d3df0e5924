// A merge queue is used and never passed over: the hotfix goes to its front where we may, and where it cannot go people are told the order.
import { afterEach, expect, test } from 'vitest';
import { openPull, requireQueue } from '../sandbox/support/changes.ts';
import { as } from '../sandbox/support/local-github.ts';
import { gateOn, gateState, type Laned, lanedStory, pullNumbered, reviewed, tested } from '../support/lane.ts';
import { expectMerged, expectUnmerged, lookedAtAnew, opened } from '../support/lane-hands.ts';
import type { Story } from '../support/story.ts';
import { readAll } from '../support/visible.ts';

let story: Story;
afterEach(() => story.end());

async function queued(grouping: 'ALLGREEN' | 'HEADGREEN' = 'ALLGREEN'): Promise<Laned> {
  const laned = await lanedStory();
  story = laned.story;
  await requireQueue(story.sandbox, grouping);
  return laned;
}

const waiting = () =>
  [...story.sandbox.store.issues.values()].flatMap(({ number, pullRequest }) =>
    pullRequest?.queued == null ? [] : [{ number, ...pullRequest.queued }],
  );
const groupOf = (number: number) => waiting().find((one) => one.number === number)?.group?.sha ?? '';

async function enqueue(id: string): Promise<void> {
  const query = `mutation { enqueuePullRequest(input: { pullRequestId: "${id}" }) { mergeQueueEntry { position } } }`;
  expect((await as(story.sandbox, 'responder')('POST', '/api/graphql', { query })).body.errors).toBeUndefined();
  await story.settle();
}

test('a hotfix jumps the queue; its group has its verdict, an ordinary one nothing to do with it; both merge in turn', async () => {
  const laned = await queued();
  const other = await openPull(story.sandbox, 'other');
  await tested(story, other.head.sha);
  await enqueue(other.node_id);
  const theirs = groupOf(other.number);
  expect(await gateOn(story, theirs)).toMatchObject({ output: { title: 'Not an incident matter' } });

  const { pull, head } = await opened(laned);
  await tested(story, head);
  await reviewed(story, pull, 'commander');
  expect(await gateState(story, head)).toBe('success');
  expect(waiting().map(({ number, jump }) => [number, jump])).toEqual(expect.arrayContaining([[pull.number, true]]));
  await expectUnmerged(story, pull);
  const mine = groupOf(pull.number);
  expect(mine).not.toBe('');
  expect(await gateOn(story, mine)).toMatchObject({ conclusion: 'success', output: { title: 'Tested and approved' } });
  await story.silence(laned.issue);
  await tested(story, mine);
  await expectMerged(laned, pull);
  await tested(story, groupOf(other.number));
  expect(waiting()).toEqual([]);
});

test('what its group fails is told once and not put into the queue again, until it passes anew', async () => {
  const laned = await queued();
  const { pull, head } = await opened(laned);
  await tested(story, head);
  await reviewed(story, pull, 'commander');
  await tested(story, groupOf(pull.number), 'failure');
  expect(waiting()).toEqual([]);
  await expectUnmerged(story, pull);
  expect(await readAll(story, laned.issue)).toEqual([
    expect.stringContaining('GitHub does not merge it:** the merge queue took it out'),
  ]);
  await lookedAtAnew(story);
  expect(waiting()).toEqual([]);
  await story.silence(laned.issue);
  await tested(story, head, 'failure');
  await tested(story, head);
  await tested(story, groupOf(pull.number));
  await expectMerged(laned, pull);
});

test.each(['ALLGREEN', 'HEADGREEN'] as const)(
  'what is taken back while it is in the queue leaves it, so that no group behind it merges it (%s)',
  async (grouping) => {
    const laned = await queued(grouping);
    const { pull, head } = await opened(laned);
    await tested(story, head);
    await reviewed(story, pull, 'commander');
    const group = groupOf(pull.number);
    await reviewed(story, pull, 'lead', 'REQUEST_CHANGES');
    expect(await gateState(story, group)).toBe('failure');
    expect(waiting()).toEqual([]);
    await tested(story, group);
    await expectUnmerged(story, pull);
    const other = await openPull(story.sandbox, 'other');
    await tested(story, other.head.sha);
    await enqueue(other.node_id);
    await tested(story, groupOf(other.number));
    expect(await pullNumbered(story, other.number)).toMatchObject({ merged: true });
    await expectUnmerged(story, pull);
    await story.silence(laned.issue);
    await reviewed(story, pull, 'lead');
    await tested(story, groupOf(pull.number));
    await expectMerged(laned, pull);
  },
);

test('where the app may not jump it waits at the end, and people hear once in which order a maintainer helps', async () => {
  const laned = await queued();
  const { pull, head } = await opened(laned);
  await tested(story, head);
  await story.control('POST', 'faults', {
    route: 'POST /graphql',
    match: 'jump',
    status: 200,
    body: {
      data: null,
      errors: [{ type: 'FORBIDDEN', message: 'Must have permission to jump to the front of the merge queue.' }],
    },
    times: 1,
  });
  await reviewed(story, pull, 'commander');
  expect(waiting()).toMatchObject([{ number: pull.number, jump: false }]);
  const [told, ...more] = await readAll(story, laned.issue);
  expect(more).toEqual([]);
  expect(told).toMatch(
    /waits at the end of the merge queue:\*\* .* takes it out of the queue first and then merges it/,
  );
  expect(await story.card(laned.issue)).toContain('at the end of the merge queue');
  await lookedAtAnew(story);
  await story.silence(laned.issue);
  await tested(story, groupOf(pull.number));
  await expectMerged(laned, pull);
});

test('what the queue refuses is told once with the order that maintainers follow, and tried again', async () => {
  const laned = await queued();
  const { pull, head } = await opened(laned);
  await tested(story, head);
  await story.control('POST', 'faults', {
    route: 'POST /graphql',
    match: 'QueueHotfix',
    status: 200,
    body: { data: null, errors: [{ type: 'UNPROCESSABLE', message: 'The merge queue is full' }] },
    times: 1,
  });
  await reviewed(story, pull, 'commander');
  const [told, ...more] = await readAll(story, laned.issue);
  expect(more).toEqual([]);
  expect(told).toContain('GitHub does not merge it:** The merge queue is full');
  expect(told).toContain('takes out what is ahead, then merges');
  expect(await story.card(laned.issue)).toContain('The merge queue is full');
  await tested(story, head);
  await tested(story, groupOf(pull.number));
  await expectMerged(laned, pull);
});
