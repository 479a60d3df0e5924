/** What webhooks say of changes; every payload is held to GitHub's description, and a violation fails the test. */
import { expect, test } from 'vitest';
import { checker, commit, headOf, openPull } from './support/changes.ts';
import { as, asBot, listen, localGithub, shop } from './support/local-github.ts';

test('a pull request: opened, labelled, moved, edited, merged; each push and each merge is one `push`', async () => {
  const sandbox = await localGithub({ manifest: checker });
  const { heard, names } = await listen(sandbox);
  const responder = as(sandbox, 'responder');
  const pull = await openPull(sandbox);
  await responder('POST', `${shop}/issues/${pull.number}/labels`, { labels: ['P1'] });
  const head = await commit(responder, 'fix', 'more.txt', 'more');
  await responder('PATCH', pull.path, { title: 'Better' });
  await responder('PUT', `${pull.path}/merge`);
  await sandbox.settled();
  const mine = names().filter((name) => !name.startsWith('check_suite'));
  expect(mine).toEqual([
    'push',
    'push',
    'pull_request.opened',
    'pull_request.labeled',
    'push',
    'pull_request.synchronize',
    'pull_request.edited',
    'pull_request.closed',
    'push',
  ]);
  const named = (name: string) => heard.find(({ event, payload }) => `${event}.${payload.action}` === name)?.payload;
  expect(named('pull_request.synchronize')).toMatchObject({ before: pull.head.sha, after: head, number: pull.number });
  expect(named('pull_request.edited').changes).toEqual({ title: { from: 'Add fix' } });
  expect(named('pull_request.closed').pull_request).toMatchObject({
    merged: true,
    merge_commit_sha: await headOf(responder),
    merged_by: { login: 'responder' },
    commits: 2,
    changed_files: 2,
  });
});

test('a review, a closing and a reopening are told', async () => {
  const sandbox = await localGithub({ manifest: checker });
  const pull = await openPull(sandbox);
  const { names } = await listen(sandbox);
  await as(sandbox, 'commander')('POST', `${pull.path}/reviews`, { event: 'APPROVE' });
  await as(sandbox, 'responder')('PATCH', pull.path, { state: 'closed' });
  await as(sandbox, 'responder')('PATCH', pull.path, { state: 'open' });
  await sandbox.settled();
  expect(names()).toEqual(['pull_request_review.submitted', 'pull_request.closed', 'pull_request.reopened']);
});

test('a push asks each app that may write checks for its checks, and tells it of no other app’s', async () => {
  const sandbox = await localGithub({ manifest: { ...checker, default_events: [] } });
  const { heard, names } = await listen(sandbox);
  const sha = await commit(as(sandbox, 'responder'), 'main', 'a.txt', 'a');
  await sandbox.settled();
  expect(names()).toEqual(['check_suite.requested']);
  expect(heard[0]?.payload.check_suite).toMatchObject({
    head_sha: sha,
    head_branch: 'main',
    app: { id: sandbox.app.id },
  });
});

test('a check run: created and completed, and its suite completed with the last of its runs', async () => {
  const sandbox = await localGithub({ manifest: checker });
  const bot = await asBot(sandbox);
  const head_sha = await headOf(bot);
  const { heard, names } = await listen(sandbox);
  const one = (await bot('POST', `${shop}/check-runs`, { name: 'one', head_sha })).body;
  await bot('POST', `${shop}/check-runs`, { name: 'two', head_sha, conclusion: 'success' });
  await bot('PATCH', `${shop}/check-runs/${one.id}`, { conclusion: 'failure' });
  await sandbox.settled();
  expect(names()).toEqual([
    'check_run.created',
    'check_run.created',
    'check_run.completed',
    'check_run.completed',
    'check_suite.completed',
  ]);
  expect(heard.at(-1)?.payload.check_suite).toMatchObject({ conclusion: 'failure', latest_check_runs_count: 2 });
});

test('a status names its commit and the branches it is the head of', async () => {
  const sandbox = await localGithub({ manifest: checker });
  const responder = as(sandbox, 'responder');
  const sha = await headOf(responder);
  const { heard } = await listen(sandbox);
  await responder('POST', `${shop}/statuses/${sha}`, { state: 'failure', context: 'ci', description: 'Red' });
  await sandbox.settled();
  expect(heard[0]).toMatchObject({
    event: 'status',
    payload: { sha, state: 'failure', context: 'ci', name: 'acme/shop', branches: [{ name: 'main' }] },
  });
});

test('a release: created, published, released; of a draft nothing until it is published', async () => {
  const sandbox = await localGithub({ manifest: checker });
  const responder = as(sandbox, 'responder');
  const { names } = await listen(sandbox);
  await responder('POST', `${shop}/releases`, { tag_name: 'v1' });
  const draft = await responder('POST', `${shop}/releases`, { tag_name: 'v2', draft: true });
  await responder('PATCH', `${shop}/releases/${draft.body.id}`, { draft: false, prerelease: true });
  await sandbox.settled();
  expect(names()).toEqual([
    'push',
    'release.created',
    'release.published',
    'release.released',
    'push',
    'release.published',
    'release.prereleased',
  ]);
});
