/** Reviews: of a commit, dismissed by hand or by a push, and asked for. */
import { Octokit } from 'octokit';
import { expect, test } from 'vitest';
import type { Manifest } from '../../src/sandbox/seed/manifest.ts';
import type { Sandbox } from '../../src/sandbox/start-sandbox.ts';
import { checker, commit, openPull, requireChecks } from './support/changes.ts';
import { as, asBot, type Client, listen, localGithub, shop } from './support/local-github.ts';

const manifest: Manifest = { ...checker, default_events: ['pull_request', 'pull_request_review'] };

const review = (client: Client, path: string, event: string, more: object = {}) =>
  client('POST', `${path}/reviews`, { event, body: 'Seen', ...more });

/** Main asks for this of reviews. */
const requireReviews = (sandbox: Sandbox, reviews: object) =>
  requireChecks(sandbox, [], { required_status_checks: null, required_pull_request_reviews: reviews });

async function decisionOf(client: Client, number: number): Promise<unknown> {
  const query = `{ repository(owner: "acme", name: "shop") { pullRequest(number: ${number}) { reviewDecision } } }`;
  return (await client('POST', '/api/graphql', { query })).body.data.repository.pullRequest.reviewDecision;
}

test('a review is of the commit that is named, which must be one of the pull request', async () => {
  const sandbox = await localGithub();
  const commander = as(sandbox, 'commander');
  const pull = await openPull(sandbox);
  const head = await commit(as(sandbox, 'responder'), 'fix', 'more.txt', 'more');
  const older = await review(commander, pull.path, 'APPROVE', { commit_id: pull.head.sha });
  expect(older.body).toMatchObject({ state: 'APPROVED', commit_id: pull.head.sha });
  expect((await review(commander, pull.path, 'COMMENT')).body.commit_id).toBe(head);
  expect((await commander('GET', `${pull.path}/reviews/${older.body.id}`)).body).toEqual(older.body);
  const foreign = await review(commander, pull.path, 'APPROVE', { commit_id: pull.base.sha });
  expect([foreign.status, foreign.body.errors]).toEqual([422, ['The commit_id is not part of the pull request']]);
});

test('a dismissed review has no opinion any more, and is told; an older one of its author does not come back', async () => {
  const sandbox = await localGithub({ manifest });
  const pull = await openPull(sandbox);
  await requireReviews(sandbox, { required_approving_review_count: 1 });
  const commander = as(sandbox, 'commander');
  await review(commander, pull.path, 'APPROVE');
  const { body: against } = await review(commander, pull.path, 'REQUEST_CHANGES');
  expect(await decisionOf(commander, pull.number)).toBe('CHANGES_REQUESTED');
  const { heard, names } = await listen(sandbox);
  const octokit = new Octokit({ baseUrl: `${sandbox.url}/api/v3`, auth: sandbox.tokens.lead });
  const dismissed = await octokit.rest.pulls.dismissReview({
    ...{ owner: 'acme', repo: 'shop', pull_number: pull.number, review_id: against.id, message: 'Not so' },
  });
  expect(dismissed.data.state).toBe('DISMISSED');
  await sandbox.settled();
  expect(names()).toEqual(['pull_request_review.dismissed']);
  expect(heard[0]?.payload).toMatchObject({
    review: { id: against.id, state: 'dismissed' },
    sender: { login: 'lead' },
  });
  expect(await decisionOf(commander, pull.number)).toBe('REVIEW_REQUIRED');
});

test.each([
  ['the reviewer without write', 'reviewer', 'APPROVE', 403, /.*/],
  ['one that only comments', 'lead', 'COMMENT', 422, /Can not dismiss a commented pull request review/],
] as const)('%s is not dismissed', async (_, who, event, status, problem) => {
  const sandbox = await localGithub();
  const pull = await openPull(sandbox);
  const { body } = await review(as(sandbox, 'commander'), pull.path, event);
  const refused = await as(sandbox, who)('PUT', `${pull.path}/reviews/${body.id}/dismissals`, { message: 'No' });
  expect([refused.status, JSON.stringify(refused.body.errors ?? [])]).toEqual([status, expect.stringMatching(problem)]);
});

test('an app dismisses by GraphQL, once', async () => {
  const sandbox = await localGithub({ manifest });
  const bot = await asBot(sandbox);
  const pull = await openPull(sandbox);
  const { body } = await review(as(sandbox, 'commander'), pull.path, 'APPROVE');
  const query = `mutation { dismissPullRequestReview(input: { pullRequestReviewId: "${body.node_id}", message: "Moved" }) {
    pullRequestReview { state fullDatabaseId author { login } } } }`;
  const once = await bot('POST', '/api/graphql', { query });
  expect(once.body.data.dismissPullRequestReview.pullRequestReview).toEqual({
    state: 'DISMISSED',
    fullDatabaseId: String(body.id),
    author: { login: 'commander' },
  });
  const again = await bot('POST', '/api/graphql', { query });
  expect(again.body.errors[0].message).toBe('Can not dismiss a dismissed pull request review');
});

test('a push of another change ends approvals where the base says so; one that changes nothing ends none', async () => {
  const sandbox = await localGithub({ manifest });
  const pull = await openPull(sandbox);
  await requireReviews(sandbox, { required_approving_review_count: 1, dismiss_stale_reviews: true });
  const responder = as(sandbox, 'responder');
  await review(as(sandbox, 'commander'), pull.path, 'APPROVE');
  const { tree } = (await responder('GET', `${shop}/git/commits/${pull.head.sha}`)).body;
  const empty = { message: 'Nothing', tree: tree.sha, parents: [pull.head.sha] };
  const { sha } = (await responder('POST', `${shop}/git/commits`, empty)).body;
  await responder('PATCH', `${shop}/git/refs/heads/fix`, { sha });
  expect(await decisionOf(responder, pull.number)).toBe('APPROVED');
  const { names } = await listen(sandbox);
  await commit(responder, 'fix', 'more.txt', 'more');
  await sandbox.settled();
  const told = names().filter((name) => name.startsWith('pull_request'));
  expect(told).toEqual(['pull_request.synchronize', 'pull_request_review.dismissed']);
  expect(await decisionOf(responder, pull.number)).toBe('REVIEW_REQUIRED');
  const protection = (await as(sandbox, 'lead')('GET', `${shop}/branches/main/protection`)).body;
  expect(protection.required_pull_request_reviews.dismiss_stale_reviews).toBe(true);
});

test('what was pushed last needs the approval of somebody else, of that very commit', async () => {
  const sandbox = await localGithub();
  const pull = await openPull(sandbox);
  await requireReviews(sandbox, { required_approving_review_count: 1, require_last_push_approval: true });
  await review(as(sandbox, 'commander'), pull.path, 'APPROVE');
  await commit(as(sandbox, 'commander'), 'fix', 'more.txt', 'more');
  const merge = () => as(sandbox, 'responder')('PUT', `${pull.path}/merge`);
  const missing = 'New changes require approval from someone other than commander because they were the last pusher.';
  expect((await merge()).body.message).toBe(missing);
  await review(as(sandbox, 'commander'), pull.path, 'APPROVE');
  expect((await merge()).body.message).toBe(missing);
  await review(as(sandbox, 'lead'), pull.path, 'APPROVE');
  expect((await merge()).status).toBe(200);
});

test('people and teams are asked for reviews, told one by one, and a review answers for its author and their teams', async () => {
  const sandbox = await localGithub({ manifest });
  const pull = await openPull(sandbox);
  const lead = as(sandbox, 'lead');
  const { heard } = await listen(sandbox);
  const asked = await lead('POST', `${pull.path}/requested_reviewers`, {
    reviewers: ['reviewer', 'commander'],
    team_reviewers: ['on-call'],
  });
  expect(asked.body.requested_reviewers.map(({ login }: { login: string }) => login)).toEqual([
    'reviewer',
    'commander',
  ]);
  await sandbox.settled();
  expect(
    heard.map(({ payload }) => [payload.action, payload.requested_reviewer?.login ?? payload.requested_team.slug]),
  ).toEqual([
    ['review_requested', 'reviewer'],
    ['review_requested', 'commander'],
    ['review_requested', 'on-call'],
  ]);
  await review(as(sandbox, 'commander'), pull.path, 'COMMENT');
  const open = (await lead('GET', `${pull.path}/requested_reviewers`)).body;
  expect([open.users.map(({ login }: { login: string }) => login), open.teams]).toEqual([['reviewer'], []]);
  await lead('DELETE', `${pull.path}/requested_reviewers`, { reviewers: ['reviewer'] });
  await sandbox.settled();
  expect(heard.at(-1)?.payload).toMatchObject({
    action: 'review_request_removed',
    requested_reviewer: { login: 'reviewer' },
  });
});

test.each([
  ['the author', { reviewers: ['responder'] }, 'Review cannot be requested from pull request author.'],
  ['somebody without access', { reviewers: ['visitor'] }, /^Reviews may only be requested from collaborators\./],
  ['a team without access', { team_reviewers: ['leads'] }, /^Reviews may only be requested from collaborators\./],
  ['nobody that there is', { reviewers: ['none'] }, /^Reviews may only be requested from collaborators\./],
])('%s cannot be asked: 422', async (_, body, message) => {
  const sandbox = await localGithub();
  const pull = await openPull(sandbox);
  const refused = await as(sandbox, 'lead')('POST', `${pull.path}/requested_reviewers`, body);
  expect([refused.status, refused.body.message]).toEqual([422, expect.stringMatching(message)]);
  expect((await as(sandbox, 'lead')('GET', pull.path)).body.requested_reviewers).toEqual([]);
});

test('GraphQL asks for reviews instead of those that were asked, or besides', async () => {
  const sandbox = await localGithub({ manifest });
  const bot = await asBot(sandbox);
  const pull = await openPull(sandbox);
  const ids = async (login: string) => (await bot('GET', `/users/${login}`)).body.node_id;
  const team = (await as(sandbox, 'lead')('GET', '/orgs/acme/teams/on-call')).body.node_id;
  const query = `mutation ($input: RequestReviewsInput!) { requestReviews(input: $input) { pullRequest { reviewRequests(first: 5) {
    totalCount nodes { asCodeOwner requestedReviewer { __typename ... on User { login } ... on Team { slug } } } } } } }`;
  const ask = async (input: object) => {
    const variables = { input: { pullRequestId: pull.node_id, ...input } };
    const { body } = await bot('POST', '/api/graphql', { query, variables });
    return body.data.requestReviews.pullRequest.reviewRequests.nodes.map(
      (node: { requestedReviewer: { login?: string; slug?: string } }) =>
        node.requestedReviewer.login ?? node.requestedReviewer.slug,
    );
  };
  expect(await ask({ userIds: [await ids('lead')] })).toEqual(['lead']);
  expect(await ask({ userIds: [await ids('commander')], union: true })).toEqual(['lead', 'commander']);
  expect(await ask({ teamIds: [team] })).toEqual(['on-call']);
});

test('a review by GraphQL is of the commit that is named', async () => {
  const sandbox = await localGithub();
  const pull = await openPull(sandbox);
  const query = `mutation { addPullRequestReview(input: { pullRequestId: "${pull.node_id}", event: APPROVE, commitOID: "${pull.head.sha}" }) {
    pullRequestReview { state commit { oid } authorCanPushToRepository } } }`;
  const { body } = await as(sandbox, 'reviewer')('POST', '/api/graphql', { query });
  expect(body.data.addPullRequestReview.pullRequestReview).toEqual({
    state: 'APPROVED',
    commit: { oid: pull.head.sha },
    authorCanPushToRepository: false,
  });
});
