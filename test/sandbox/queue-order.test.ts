/** Who goes first in a merge queue, who may jump it, and why one leaves it without being merged. */
import { expect, test } from 'vitest';
import type { Sandbox } from '../../src/sandbox/start-sandbox.ts';
import { commit, headOf, openPull, requireChecks } from './support/changes.ts';
import { as, asBot, type Client, type Heard, listen, localGithub, shop } from './support/local-github.ts';
import { mutate, pass, queueing, requireQueue } from './support/queue.ts';

/** Pull requests of these branches, whose own checks have passed. */
async function readyPulls(sandbox: Sandbox, ...branches: readonly string[]) {
  const pulls = [];
  for (const branch of branches) {
    const pull = await openPull(sandbox, branch);
    await pass(as(sandbox, 'responder'), pull.head.sha);
    pulls.push(pull);
  }
  return pulls;
}

const enqueue = (client: Client, id: string, more: object = {}) =>
  mutate(client, 'enqueuePullRequest', { pullRequestId: id, ...more }, 'mergeQueueEntry { position jump state }');

const groupsIn = (heard: readonly Heard[]) =>
  heard.filter(({ event }) => event === 'merge_group').map(({ payload }) => [payload.action, payload.reason ?? '']);

test('who jumps is first; the group that was being checked is made again behind it', async () => {
  const sandbox = await localGithub({ manifest: queueing });
  await requireQueue(sandbox);
  const [first, second] = await readyPulls(sandbox, 'first', 'second');
  const lead = as(sandbox, 'lead');
  const { heard } = await listen(sandbox);
  await enqueue(lead, first.node_id);
  await sandbox.settled();
  const jumped = await enqueue(lead, second.node_id, { jump: true });
  expect(jumped.data.enqueuePullRequest.mergeQueueEntry).toMatchObject({ position: 1, jump: true });
  await sandbox.settled();
  const entry = 'mergeQueueEntry { position jump state headCommit { oid } }';
  const query = `{ repository(owner: "acme", name: "shop") { one: pullRequest(number: ${first.number}) { ${entry} } two: pullRequest(number: ${second.number}) { ${entry} } } }`;
  const { one, two } = (await lead('POST', '/api/graphql', { query })).body.data.repository;
  expect(one.mergeQueueEntry).toEqual({ position: 2, jump: false, state: 'QUEUED', headCommit: null });
  expect(two.mergeQueueEntry).toMatchObject({ position: 1, state: 'AWAITING_CHECKS' });
  await pass(lead, two.mergeQueueEntry.headCommit.oid);
  await sandbox.settled();
  expect(await headOf(lead)).toBe(two.mergeQueueEntry.headCommit.oid);
  expect(groupsIn(heard)).toEqual([
    ['checks_requested', ''],
    ['destroyed', 'invalidated'],
    ['checks_requested', ''],
    ['destroyed', 'merged'],
    ['checks_requested', ''],
  ]);
});

test('jumping takes an administrator, or an app that may write merge queues', async () => {
  const sandbox = await localGithub({ manifest: queueing });
  await requireQueue(sandbox);
  const [pull] = await readyPulls(sandbox, 'first');
  const refused = await enqueue(as(sandbox, 'responder'), pull.node_id, { jump: true });
  expect(refused.errors[0].type).toBe('FORBIDDEN');
  const scope = { permissions: { contents: 'write', pull_requests: 'write' } };
  const without = await enqueue(await asBot(sandbox, scope), pull.node_id, { jump: true });
  expect(without.errors[0].message).toBe('Resource not accessible by integration');
  expect((await enqueue(await asBot(sandbox), pull.node_id, { jump: true })).errors).toBeUndefined();
});

test.each([
  [
    'another head is pushed, of which nothing has passed',
    'BRANCH_PROTECTIONS',
    (sandbox: Sandbox) => commit(as(sandbox, 'responder'), 'first', 'more.txt', 'more'),
  ],
  [
    'it becomes a draft',
    'BRANCH_PROTECTIONS',
    (sandbox: Sandbox, pullRequestId: string) =>
      mutate(as(sandbox, 'responder'), 'convertPullRequestToDraft', { pullRequestId }, 'pullRequest { isDraft }'),
  ],
  [
    'it is closed',
    'MANUAL',
    (sandbox: Sandbox) => as(sandbox, 'responder')('PATCH', `${shop}/pulls/1`, { state: 'closed' }),
  ],
])('one leaves the queue when %s: %s', async (_, reason, happen) => {
  const sandbox = await localGithub({ manifest: queueing });
  await requireQueue(sandbox);
  const [pull] = await readyPulls(sandbox, 'first');
  await enqueue(as(sandbox, 'responder'), pull.node_id);
  await sandbox.settled();
  const { heard } = await listen(sandbox);
  await happen(sandbox, pull.node_id);
  await sandbox.settled();
  expect(heard.find(({ payload }) => payload.action === 'dequeued')?.payload.reason).toBe(reason);
  expect((await as(sandbox, 'responder')('GET', pull.path)).body.merged).toBe(false);
});

test('auto-merge into a branch with a queue takes a place in it once everything is there', async () => {
  const sandbox = await localGithub({ manifest: queueing });
  await requireQueue(sandbox);
  const responder = as(sandbox, 'responder');
  const pull = await openPull(sandbox);
  const fields = 'pullRequest { autoMergeRequest { enabledAt } isInMergeQueue }';
  const asked = await mutate(responder, 'enablePullRequestAutoMerge', { pullRequestId: pull.node_id }, fields);
  expect(asked.data.enablePullRequestAutoMerge.pullRequest).toMatchObject({ isInMergeQueue: false });
  await pass(responder, pull.head.sha);
  await sandbox.settled();
  const query = `{ repository(owner: "acme", name: "shop") { pullRequest(number: 1) { isInMergeQueue autoMergeRequest { enabledAt } } } }`;
  expect((await responder('POST', '/api/graphql', { query })).body.data.repository.pullRequest).toEqual({
    isInMergeQueue: true,
    autoMergeRequest: null,
  });
});

test('an approval that is dismissed while it waits in the queue takes it out', async () => {
  const sandbox = await localGithub({ manifest: queueing });
  await requireQueue(sandbox);
  const reviews = { required_approving_review_count: 1 };
  await requireChecks(sandbox, [], { required_status_checks: null, required_pull_request_reviews: reviews });
  const [pull] = await readyPulls(sandbox, 'first');
  const lead = as(sandbox, 'lead');
  const { body } = await lead('POST', `${pull.path}/reviews`, { event: 'APPROVE' });
  await enqueue(lead, pull.node_id);
  await sandbox.settled();
  const { heard } = await listen(sandbox);
  await lead('PUT', `${pull.path}/reviews/${body.id}/dismissals`, { message: 'Wait' });
  await sandbox.settled();
  expect(heard.find(({ payload }) => payload.action === 'dequeued')?.payload.reason).toBe('BRANCH_PROTECTIONS');
});
