/** Drafts: made ready and made drafts again, told, and never merged or queued. */
import { expect, test } from 'vitest';
import { checker, openPull, requireChecks } from './support/changes.ts';
import { as, type Client, listen, localGithub, shop } from './support/local-github.ts';

const mutate = async (client: Client, name: string, id: string) => {
  const query = `mutation { ${name}(input: { pullRequestId: "${id}" }) { pullRequest { isDraft } } }`;
  return (await client('POST', '/api/graphql', { query })).body;
};

test('a draft becomes ready and a draft again, each told once', async () => {
  const sandbox = await localGithub({ manifest: checker });
  const responder = as(sandbox, 'responder');
  const pull = await openPull(sandbox, 'fix', { draft: true });
  const { names } = await listen(sandbox);
  expect((await responder('PUT', `${pull.path}/merge`)).body.message).toBe('Pull Request is still a draft');
  const ready = await mutate(responder, 'markPullRequestReadyForReview', pull.node_id);
  expect(ready.data.markPullRequestReadyForReview.pullRequest.isDraft).toBe(false);
  const twice = await mutate(responder, 'markPullRequestReadyForReview', pull.node_id);
  expect(twice.errors[0].message).toBe('Pull request is not in draft state');
  await mutate(responder, 'convertPullRequestToDraft', pull.node_id);
  expect((await responder('GET', pull.path)).body).toMatchObject({ draft: true, mergeable_state: 'draft' });
  await sandbox.settled();
  expect(names().filter((name) => name.startsWith('pull_request'))).toEqual([
    'pull_request.ready_for_review',
    'pull_request.converted_to_draft',
  ]);
});

test('who neither opened it nor may write cannot make it ready', async () => {
  const sandbox = await localGithub();
  const pull = await openPull(sandbox, 'fix', { draft: true });
  const refused = await mutate(as(sandbox, 'visitor'), 'markPullRequestReadyForReview', pull.node_id);
  expect(refused.errors[0].type).toBe('FORBIDDEN');
});

test('a draft is not merged by itself either, and not queued', async () => {
  const sandbox = await localGithub();
  const responder = as(sandbox, 'responder');
  await requireChecks(sandbox, [{ context: 'ci' }]);
  const pull = await openPull(sandbox);
  const auto = `mutation { enablePullRequestAutoMerge(input: { pullRequestId: "${pull.node_id}" }) { actor { login } } }`;
  expect((await responder('POST', '/api/graphql', { query: auto })).body.errors).toBeUndefined();
  await mutate(responder, 'convertPullRequestToDraft', pull.node_id);
  await responder('POST', `${shop}/statuses/${pull.head.sha}`, { state: 'success', context: 'ci' });
  await sandbox.settled();
  expect((await responder('GET', pull.path)).body.merged).toBe(false);
  await mutate(responder, 'markPullRequestReadyForReview', pull.node_id);
  await sandbox.settled();
  expect((await responder('GET', pull.path)).body.merged).toBe(true);
});
