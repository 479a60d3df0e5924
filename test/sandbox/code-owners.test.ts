/** Code owners: who owns which path, who is asked for a review, and what waits for them. */
import { describe, expect, test } from 'vitest';
import { ownersOf, readCodeOwners } from '../../src/sandbox/pulls/code-owners-file.ts';
import { commit, openPull, requireChecks } from './support/changes.ts';
import { as, localGithub, shop } from './support/local-github.ts';

describe('the owners of a path', () => {
  const rules = readCodeOwners(`# who owns what
*       @everyone  # in general
*.js    @js @acme/js
/build/logs/ @logs
docs/*  docs@example.com
apps/   @apps
/scripts @scripts
**/deep @deep
/a/**/z @z
/apps/github
with\\ space.txt @space
!nothing @no
`);
  test.each([
    ['README.md', '@everyone'],
    ['src/deep.js/x.js', '@js @acme/js'],
    ['build/logs/today/1.txt', '@logs'],
    ['other/build/logs/1.txt', '@everyone'],
    ['docs/start.md', 'docs@example.com'],
    ['docs/more/start.md', '@everyone'],
    ['some/apps/x', '@apps'],
    ['scripts/run', '@scripts'],
    ['my/scripts/run', '@everyone'],
    ['x/y/deep/z', '@deep'],
    ['a/b/c/z', '@z'],
    ['apps/github/x', ''],
    ['with space.txt', '@space'],
  ])('%s: %s', (path, owners) => {
    expect(ownersOf(rules, path).join(' ')).toBe(owners);
  });
});

const requireOwners = { required_approving_review_count: 0, require_code_owner_reviews: true };

test('owners of what is changed are asked when it is opened, but not its author, nor who may not write', async () => {
  const sandbox = await localGithub();
  const lead = as(sandbox, 'lead');
  await commit(lead, 'main', 'docs/CODEOWNERS', '* @visitor\n');
  await commit(
    lead,
    'main',
    '.github/CODEOWNERS',
    'fix.txt @commander @responder @visitor @acme/on-call @acme/leads\n',
  );
  const { path } = await openPull(sandbox);
  const { body } = await lead('GET', `${path}/requested_reviewers`);
  const named = [
    body.users.map(({ login }: { login: string }) => login),
    body.teams.map((t: { slug: string }) => t.slug),
  ];
  expect(named).toEqual([['commander'], ['on-call']]);
  expect((await openPull(sandbox, 'other')).requested_reviewers).toEqual([]);
});

test('a draft asks nobody until it is ready, and a push asks for what it adds', async () => {
  const sandbox = await localGithub();
  await commit(as(sandbox, 'lead'), 'main', 'CODEOWNERS', 'fix.txt @commander\nmore.txt @lead\n');
  const responder = as(sandbox, 'responder');
  const pull = await openPull(sandbox, 'fix', { draft: true });
  expect(pull.requested_reviewers).toEqual([]);
  const query = `mutation { markPullRequestReadyForReview(input: { pullRequestId: "${pull.node_id}" }) {
    pullRequest { reviewRequests(first: 5) { nodes { asCodeOwner requestedReviewer { ... on User { login } } } } } } }`;
  const { body } = await responder('POST', '/api/graphql', { query });
  expect(body.data.markPullRequestReadyForReview.pullRequest.reviewRequests.nodes).toEqual([
    { asCodeOwner: true, requestedReviewer: { login: 'commander' } },
  ]);
  await commit(responder, 'fix', 'more.txt', 'more');
  const { requested_reviewers } = (await responder('GET', pull.path)).body;
  expect(requested_reviewers.map(({ login }: { login: string }) => login)).toEqual(['commander', 'lead']);
});

test('where the base requires it, one owner of each changed file must have approved', async () => {
  const sandbox = await localGithub();
  const lead = as(sandbox, 'lead');
  await commit(lead, 'main', 'CODEOWNERS', 'fix.txt @acme/on-call\nmore.txt @lead\n');
  await requireChecks(sandbox, [], { required_status_checks: null, required_pull_request_reviews: requireOwners });
  const pull = await openPull(sandbox);
  const responder = as(sandbox, 'responder');
  await commit(responder, 'fix', 'more.txt', 'more');
  const merge = async () => (await responder('PUT', `${pull.path}/merge`)).body.message;
  expect(await merge()).toBe('Waiting on code owner review from acme/on-call and/or lead.');
  await lead('POST', `${pull.path}/reviews`, { event: 'APPROVE' });
  expect(await merge()).toBe('Waiting on code owner review from acme/on-call.');
  expect((await responder('GET', pull.path)).body.mergeable_state).toBe('blocked');
  await as(sandbox, 'commander')('POST', `${pull.path}/reviews`, { event: 'APPROVE' });
  expect(await merge()).toBe('Pull Request successfully merged');
  expect((await lead('GET', `${shop}/branches/main/protection`)).body.required_pull_request_reviews).toMatchObject({
    require_code_owner_reviews: true,
  });
});
