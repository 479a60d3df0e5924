/** Everything that decides whether a pull request may be merged, in one query. */
import { expect, test } from 'vitest';
import { checker, commit, openPull, requireChecks } from '../support/changes.ts';
import { as, asBot, localGithub, shop } from '../support/local-github.ts';

const query = `query ($number: Int!) { repository(owner: "acme", name: "shop") { pullRequest(number: $number) {
  id fullDatabaseId number title body isDraft state merged mergeCommit { oid } headRefOid headRefName headRepository { nameWithOwner }
  isCrossRepository baseRefName baseRefOid additions deletions changedFiles author { login ... on User { databaseId } ... on Bot { databaseId } }
  files(first: 100) { nodes { path additions deletions changeType } totalCount pageInfo { hasNextPage endCursor } }
  reviews(first: 100) { totalCount nodes { id fullDatabaseId state author { login } commit { oid } submittedAt authorCanPushToRepository } }
  latestOpinionatedReviews(first: 100, writersOnly: true) { nodes { state author { login } commit { oid } } }
  reviewDecision reviewRequests(first: 10) { totalCount nodes { requestedReviewer { ... on User { login } ... on Team { combinedSlug } } } }
  commits(last: 1) { nodes { commit { oid authors(first: 10) { nodes { email user { login databaseId } } } committer { user { login } }
    statusCheckRollup { state contexts(first: 100) { totalCount pageInfo { hasNextPage endCursor } nodes { __typename
      ... on CheckRun { id name status conclusion startedAt checkSuite { app { databaseId } } isRequired(pullRequestNumber: $number) }
      ... on StatusContext { context state createdAt isRequired(pullRequestNumber: $number) creator { login } } } } } } } }
  autoMergeRequest { enabledAt } mergeQueueEntry { position state headCommit { oid } } mergeStateStatus
  baseRef { name rules(first: 20) { nodes { type parameters {
    ... on RequiredStatusChecksParameters { strictRequiredStatusChecksPolicy requiredStatusChecks { context integrationId } }
    ... on PullRequestParameters { requiredApprovingReviewCount dismissStaleReviewsOnPush requireCodeOwnerReview requireLastPushApproval } } } } }
} } }`;

const rules = [
  {
    type: 'required_status_checks',
    parameters: { required_status_checks: [{ context: 'ci' }], strict_required_status_checks_policy: false },
  },
  {
    type: 'pull_request',
    parameters: {
      required_approving_review_count: 1,
      dismiss_stale_reviews_on_push: true,
      require_code_owner_review: true,
      require_last_push_approval: false,
      required_review_thread_resolution: false,
    },
  },
];

test('one query reads all of it, as an app', async () => {
  const sandbox = await localGithub({ manifest: checker });
  const [bot, responder, lead] = [await asBot(sandbox), as(sandbox, 'responder'), as(sandbox, 'lead')];
  const conditions = { ref_name: { include: ['~DEFAULT_BRANCH'], exclude: [] } };
  await commit(lead, 'main', 'CODEOWNERS', 'fix.txt @acme/on-call\n');
  const made = await lead('POST', `${shop}/rulesets`, { name: 'Main', enforcement: 'active', conditions, rules });
  expect(made.status, made.text).toBe(201);
  const pull = await openPull(sandbox);
  const head = pull.head.sha;
  await bot('POST', `${shop}/check-runs`, { name: 'firebreak / hotfix', head_sha: head, conclusion: 'failure' });
  await responder('POST', `${shop}/statuses/${head}`, { state: 'success', context: 'ci' });
  await as(sandbox, 'reviewer')('POST', `${pull.path}/reviews`, { event: 'APPROVE' });
  await lead('POST', `${pull.path}/reviews`, { event: 'APPROVE' });
  const { body } = await bot('POST', '/api/graphql', { query, variables: { number: pull.number } });
  expect(body.errors).toBeUndefined();
  expect(body.data.repository.pullRequest).toMatchObject({
    isDraft: false,
    state: 'OPEN',
    merged: false,
    mergeCommit: null,
    headRefOid: head,
    headRepository: { nameWithOwner: 'acme/shop' },
    isCrossRepository: false,
    author: { login: 'responder', databaseId: pull.user.id },
    files: { totalCount: 1, nodes: [{ path: 'fix.txt', additions: 1, deletions: 0, changeType: 'ADDED' }] },
    reviews: {
      totalCount: 2,
      nodes: [
        { state: 'APPROVED', author: { login: 'reviewer' }, authorCanPushToRepository: false },
        { state: 'APPROVED', author: { login: 'lead' }, commit: { oid: head }, authorCanPushToRepository: true },
      ],
    },
    latestOpinionatedReviews: { nodes: [{ state: 'APPROVED', author: { login: 'lead' } }] },
    reviewDecision: 'REVIEW_REQUIRED',
    reviewRequests: { totalCount: 1, nodes: [{ requestedReviewer: { combinedSlug: 'acme/on-call' } }] },
    commits: {
      nodes: [
        {
          commit: {
            oid: head,
            authors: { nodes: [{ user: { login: 'responder', databaseId: pull.user.id } }] },
            statusCheckRollup: {
              state: 'FAILURE',
              contexts: {
                totalCount: 2,
                nodes: [
                  {
                    name: 'firebreak / hotfix',
                    conclusion: 'FAILURE',
                    isRequired: false,
                    checkSuite: { app: { databaseId: sandbox.app.id } },
                  },
                  { context: 'ci', state: 'SUCCESS', isRequired: true, creator: { login: 'responder' } },
                ],
              },
            },
          },
        },
      ],
    },
    autoMergeRequest: null,
    mergeQueueEntry: null,
    mergeStateStatus: 'BLOCKED',
    baseRef: {
      rules: {
        nodes: [
          {
            type: 'REQUIRED_STATUS_CHECKS',
            parameters: { requiredStatusChecks: [{ context: 'ci', integrationId: null }] },
          },
          {
            type: 'PULL_REQUEST',
            parameters: {
              requiredApprovingReviewCount: 1,
              dismissStaleReviewsOnPush: true,
              requireCodeOwnerReview: true,
            },
          },
        ],
      },
    },
  });
});

test('who wrote a commit with others is all of them', async () => {
  const sandbox = await localGithub();
  const responder = as(sandbox, 'responder');
  const pull = await openPull(sandbox);
  const { tree } = (await responder('GET', `${shop}/git/commits/${pull.head.sha}`)).body;
  const message =
    'Together\n\nCo-authored-by: lead <lead@acme.example>\nCo-authored-by: Somebody <somebody@elsewhere.example>';
  const { sha } = (
    await responder('POST', `${shop}/git/commits`, { message, tree: tree.sha, parents: [pull.head.sha] })
  ).body;
  await responder('PATCH', `${shop}/git/refs/heads/fix`, { sha });
  const asked = `{ repository(owner: "acme", name: "shop") { pullRequest(number: 1) { commits(last: 1) { nodes { commit { authors(first: 5) { totalCount nodes { name user { login } } } } } } } } }`;
  const { body } = await responder('POST', '/api/graphql', { query: asked });
  expect(body.data.repository.pullRequest.commits.nodes[0].commit.authors.nodes).toEqual([
    { name: 'responder', user: { login: 'responder' } },
    { name: 'lead', user: { login: 'lead' } },
    { name: 'Somebody', user: null },
  ]);
});

test('a protection is read by administrators, refused to apps without the permission, and null for others', async () => {
  const sandbox = await localGithub({ manifest: checker });
  await requireChecks(sandbox, [{ context: 'ci', app_id: sandbox.app.id }]);
  const asked = `{ repository(owner: "acme", name: "shop") { ref(qualifiedName: "refs/heads/main") { branchProtectionRule {
    pattern requiresStatusChecks requiredStatusChecks { context app { slug } } requiresApprovingReviews } } } }`;
  const read = async (client: Awaited<ReturnType<typeof asBot>>) =>
    (await client('POST', '/api/graphql', { query: asked })).body;
  expect((await read(as(sandbox, 'lead'))).data.repository.ref.branchProtectionRule).toEqual({
    pattern: 'main',
    requiresStatusChecks: true,
    requiredStatusChecks: [{ context: 'ci', app: { slug: 'firebreak' } }],
    requiresApprovingReviews: false,
  });
  expect((await read(as(sandbox, 'responder'))).data.repository.ref.branchProtectionRule).toBeNull();
  expect((await read(await asBot(sandbox))).errors[0].type).toBe('FORBIDDEN');
});
