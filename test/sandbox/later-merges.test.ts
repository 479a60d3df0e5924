/** Merges that are asked for and happen later: auto-merge, and the merge queue with its groups. */
import { expect, test } from 'vitest';
import { commit, headOf, openPull, requireChecks } from './support/changes.ts';
import { as, asBot, listen, localGithub, shop } from './support/local-github.ts';
import { mutate, pass, queueing, requireQueue } from './support/queue.ts';

test('auto-merge waits for what is required, merges then, and is told', async () => {
  const sandbox = await localGithub({ manifest: queueing });
  await requireChecks(sandbox, [{ context: 'ci' }]);
  const responder = as(sandbox, 'responder');
  const pull = await openPull(sandbox);
  const { names } = await listen(sandbox);
  const input = { pullRequestId: pull.node_id, mergeMethod: 'SQUASH', commitHeadline: 'By itself' };
  const enabled = await mutate(
    responder,
    'enablePullRequestAutoMerge',
    input,
    'pullRequest { autoMergeRequest { mergeMethod enabledBy { login } } }',
  );
  expect(enabled.data.enablePullRequestAutoMerge.pullRequest.autoMergeRequest).toEqual({
    mergeMethod: 'SQUASH',
    enabledBy: { login: 'responder' },
  });
  await sandbox.settled();
  expect((await responder('GET', pull.path)).body).toMatchObject({
    merged: false,
    auto_merge: { merge_method: 'squash' },
  });
  await pass(responder, pull.head.sha);
  await sandbox.settled();
  expect((await responder('GET', pull.path)).body).toMatchObject({ merged: true, auto_merge: null });
  expect((await responder('GET', `${shop}/commits/main`)).body.commit.message).toBe('By itself');
  expect(names().filter((name) => name.startsWith('pull_request'))).toEqual([
    'pull_request.auto_merge_enabled',
    'pull_request.closed',
  ]);
});

test('auto-merge is refused where nothing is missing, and can be taken back', async () => {
  const sandbox = await localGithub();
  const responder = as(sandbox, 'responder');
  const pull = await openPull(sandbox);
  const enable = () =>
    mutate(responder, 'enablePullRequestAutoMerge', { pullRequestId: pull.node_id }, 'actor { login }');
  expect((await enable()).errors[0]).toMatchObject({
    type: 'UNPROCESSABLE',
    message: 'Pull request is in clean status',
  });
  await requireChecks(sandbox, [{ context: 'ci' }]);
  expect((await enable()).errors).toBeUndefined();
  await mutate(responder, 'disablePullRequestAutoMerge', { pullRequestId: pull.node_id }, 'actor { login }');
  await pass(responder, pull.head.sha);
  await sandbox.settled();
  expect((await responder('GET', pull.path)).body.merged).toBe(false);
});

test('a queued pull request gets a group on a branch of its own, whose checks are asked for, and merges when they pass', async () => {
  const sandbox = await localGithub({ manifest: queueing });
  await requireQueue(sandbox);
  const bot = await asBot(sandbox);
  const responder = as(sandbox, 'responder');
  const main = await headOf(responder);
  const pull = await openPull(sandbox);
  await pass(bot, pull.head.sha);
  const direct = await responder('PUT', `${pull.path}/merge`);
  expect([direct.status, direct.body.message]).toEqual([
    405,
    'Repository rule violations found\n\nChanges must be made through the merge queue\n\n',
  ]);
  const { heard, names } = await listen(sandbox);
  const entry = 'mergeQueueEntry { position state enqueuer { login } }';
  const queued = await mutate(responder, 'enqueuePullRequest', { pullRequestId: pull.node_id }, entry);
  expect(queued.data.enqueuePullRequest.mergeQueueEntry).toMatchObject({
    position: 1,
    enqueuer: { login: 'responder' },
  });
  await sandbox.settled();
  const group = heard.find(({ event }) => event === 'merge_group')?.payload.merge_group;
  expect(group).toMatchObject({
    head_ref: `refs/heads/gh-readonly-queue/main/pr-${pull.number}-${main}`,
    base_ref: 'refs/heads/main',
    base_sha: main,
  });
  expect(await headOf(responder)).toBe(main);
  await pass(bot, group.head_sha);
  await sandbox.settled();
  expect(await headOf(responder)).toBe(group.head_sha);
  expect((await responder('GET', pull.path)).body).toMatchObject({ merged: true, merge_commit_sha: group.head_sha });
  expect((await responder('GET', `${shop}/git/${group.head_ref.replace('refs/', 'ref/')}`)).status).toBe(404);
  const told = names().filter((name) => !name.startsWith('check_'));
  expect(told).toEqual([
    'pull_request.enqueued',
    'merge_group.checks_requested',
    'merge_group.destroyed',
    'pull_request.dequeued',
    'pull_request.closed',
  ]);
  expect(heard.find(({ payload }) => payload.action === 'destroyed')?.payload.reason).toBe('merged');
});

test('a group that fails leaves the queue, and the next one gets its turn', async () => {
  const sandbox = await localGithub({ manifest: queueing });
  await requireQueue(sandbox);
  const bot = await asBot(sandbox);
  const responder = as(sandbox, 'responder');
  const pulls = [await openPull(sandbox, 'first'), await openPull(sandbox, 'second')];
  const { heard } = await listen(sandbox);
  for (const pull of pulls) {
    await pass(bot, pull.head.sha);
    await mutate(responder, 'enqueuePullRequest', { pullRequestId: pull.node_id }, 'mergeQueueEntry { position }');
    await sandbox.settled();
  }
  const groups = () =>
    heard.filter(({ payload }) => payload.action === 'checks_requested').map(({ payload }) => payload.merge_group);
  expect(groups()).toHaveLength(1);
  await pass(bot, groups()[0].head_sha, 'failure');
  await sandbox.settled();
  expect(heard.find(({ payload }) => payload.action === 'dequeued')?.payload.reason).toBe('CI_FAILURE');
  expect(groups()).toHaveLength(2);
  await pass(bot, groups()[1].head_sha);
  await sandbox.settled();
  const [first, second] = await Promise.all(pulls.map(({ path }) => responder('GET', path)));
  expect([first?.body.merged, second?.body.merged]).toEqual([false, true]);
});

test('one takes its place back; without a queue, and before its own checks, there is no place', async () => {
  const sandbox = await localGithub({ manifest: queueing });
  const responder = as(sandbox, 'responder');
  const pull = await openPull(sandbox);
  const enqueue = () =>
    mutate(responder, 'enqueuePullRequest', { pullRequestId: pull.node_id }, 'mergeQueueEntry { position }');
  expect((await enqueue()).errors[0].message).toBe('The merge queue is not enabled for the branch main');
  await requireQueue(sandbox);
  expect((await enqueue()).errors[0].message).toContain('Required status check "ci" is expected.');
  await pass(responder, pull.head.sha);
  expect((await enqueue()).errors).toBeUndefined();
  await sandbox.settled();
  const { heard } = await listen(sandbox);
  await mutate(responder, 'dequeuePullRequest', { id: pull.node_id }, 'mergeQueueEntry { state }');
  await sandbox.settled();
  expect(heard.find(({ event }) => event === 'merge_group')?.payload.reason).toBe('dequeued');
  const query = `{ repository(owner: "acme", name: "shop") { pullRequest(number: ${pull.number}) { isInMergeQueue isMergeQueueEnabled mergeQueueEntry { id } } } }`;
  const { body } = await responder('POST', '/api/graphql', { query });
  expect(body.data.repository.pullRequest).toEqual({
    isInMergeQueue: false,
    isMergeQueueEnabled: true,
    mergeQueueEntry: null,
  });
  await commit(responder, 'fix', 'again.txt', 'again');
});
