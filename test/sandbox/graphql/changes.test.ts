/** What changed, in GraphQL: deployments, releases, pull requests, history, comparisons, checks. */
import { expect, test } from 'vitest';
import type { Sandbox } from '../../../src/sandbox/start-sandbox.ts';
import { checker, commit, headOf, openPull, requireChecks } from '../support/changes.ts';
import { as, asBot, type Client, localGithub, shop } from '../support/local-github.ts';

async function ask(client: Client, inside: string) {
  const query = `{ repository(owner: "acme", name: "shop") { ${inside} } }`;
  const { body, status, text } = await client('POST', '/api/graphql', { query });
  expect(status, text).toBe(200);
  expect(body.errors ?? []).toEqual([]);
  return body.data.repository;
}

async function deploy(client: Client, environment: string): Promise<void> {
  const input = { ref: 'main', environment, auto_merge: false, required_contexts: [], payload: { by: 'test' } };
  const { body } = await client('POST', `${shop}/deployments`, input);
  const more = { state: 'success', log_url: 'https://ci.example/1', environment_url: 'https://shop.example' };
  await client('POST', `${shop}/deployments/${body.id}/statuses`, { state: 'in_progress' });
  await client('POST', `${shop}/deployments/${body.id}/statuses`, more);
}

test('deployments: of an environment, newest first, each with its state, its commit and its statuses by the clock', async () => {
  const sandbox = await localGithub({ now: '2026-03-02T09:00:00Z' });
  const responder = as(sandbox, 'responder');
  await deploy(responder, 'staging');
  await deploy(responder, 'staging');
  sandbox.advance('PT1H');
  await deploy(responder, 'production');
  const fields = `environment latestEnvironment originalEnvironment commitOid commit { oid } ref { name prefix } task payload state
    createdAt updatedAt creator { login } latestStatus { state } statuses(first: 2) { nodes { state createdAt logUrl environmentUrl description } }`;
  const found = await ask(
    responder,
    `staging: deployments(environments: ["staging"], first: 5, orderBy: { field: CREATED_AT, direction: DESC }) { totalCount nodes { state } }
     all: deployments(last: 1) { nodes { ${fields} } }`,
  );
  expect(found.staging).toEqual({ totalCount: 2, nodes: [{ state: 'ACTIVE' }, { state: 'INACTIVE' }] });
  const [latest] = found.all.nodes;
  expect(latest).toMatchObject({
    environment: 'production',
    latestEnvironment: 'production',
    commitOid: await headOf(responder),
    ref: { name: 'main', prefix: 'refs/heads/' },
    task: 'deploy',
    payload: '{"by":"test"}',
    state: 'ACTIVE',
    createdAt: expect.stringMatching(/^2026-03-02T10:00/),
    creator: { login: 'responder' },
    latestStatus: { state: 'SUCCESS' },
    statuses: {
      nodes: [
        { state: 'SUCCESS', logUrl: 'https://ci.example/1', environmentUrl: 'https://shop.example' },
        { state: 'IN_PROGRESS', logUrl: null, environmentUrl: null },
      ],
    },
  });
});

test('releases and the latest one, with the commit of their tag', async () => {
  const sandbox = await localGithub();
  const responder = as(sandbox, 'responder');
  for (const [tag_name, more] of [
    ['v1', {}],
    ['v2', {}],
    ['v3-rc', { prerelease: true }],
    ['v4', { draft: true }],
  ] as const)
    await responder('POST', `${shop}/releases`, { tag_name, name: `Version ${tag_name}`, ...more });
  const inside = `latestRelease { tagName isLatest } releases(first: 5, orderBy: { field: CREATED_AT, direction: DESC }) {
    nodes { tagName name isDraft isPrerelease publishedAt createdAt url tagCommit { oid } author { login } } }`;
  const found = await ask(responder, inside);
  expect(found.latestRelease).toEqual({ tagName: 'v2', isLatest: true });
  expect(found.releases.nodes.map(({ tagName }: { tagName: string }) => tagName)).toEqual(['v4', 'v3-rc', 'v2', 'v1']);
  expect(found.releases.nodes[0]).toMatchObject({ isDraft: true, publishedAt: null, tagCommit: null });
  expect(found.releases.nodes[3]).toMatchObject({
    name: 'Version v1',
    tagCommit: { oid: await headOf(responder) },
    author: { login: 'responder' },
    url: `${sandbox.url}/acme/shop/releases/tag/v1`,
  });
  const seen = await ask(as(sandbox, 'visitor'), 'releases(first: 5) { totalCount }');
  expect(seen.releases.totalCount).toBe(3);
});

async function mergedAndOpen(sandbox: Sandbox) {
  const responder = as(sandbox, 'responder');
  const merged = await openPull(sandbox, 'first');
  await responder('POST', `${shop}/issues/${merged.number}/labels`, { labels: ['P1'] });
  await responder('PUT', `${merged.path}/merge`, { merge_method: 'squash' });
  return { responder, merged, open: await openPull(sandbox, 'second') };
}

test('pull requests: by state, label and branch; one with its files, its commits and how it was merged', async () => {
  const sandbox = await localGithub();
  const { responder, merged } = await mergedAndOpen(sandbox);
  const found = await ask(
    responder,
    `merged: pullRequests(states: [MERGED], first: 5, orderBy: { field: UPDATED_AT, direction: DESC }) { totalCount nodes { number state } }
     labelled: pullRequests(labels: ["p1"], first: 5) { nodes { number } }
     named: pullRequests(headRefName: "second", baseRefName: "main", first: 5) { nodes { number mergeable reviewDecision } }
     pullRequest(number: 1) { number title url state isDraft merged mergedAt mergedBy { login } mergeCommit { oid } author { login }
       baseRefName headRefName headRefOid additions deletions changedFiles labels(first: 5) { nodes { name } }
       files(first: 5) { nodes { path additions deletions } } commits(last: 1) { nodes { commit { oid messageHeadline } } } }`,
  );
  expect(found.merged).toEqual({ totalCount: 1, nodes: [{ number: 1, state: 'MERGED' }] });
  expect(found.labelled.nodes).toEqual([{ number: 1 }]);
  expect(found.named.nodes).toEqual([{ number: 2, mergeable: 'MERGEABLE', reviewDecision: null }]);
  expect(found.pullRequest).toMatchObject({
    url: `${sandbox.url}/acme/shop/pull/1`,
    merged: true,
    mergedBy: { login: 'responder' },
    mergeCommit: { oid: await headOf(responder) },
    headRefOid: merged.head.sha,
    changedFiles: 1,
    labels: { nodes: [{ name: 'P1' }] },
    files: { nodes: [{ path: 'first.txt', additions: 1, deletions: 0 }] },
    commits: { nodes: [{ commit: { oid: merged.head.sha, messageHeadline: 'Change first.txt' } }] },
  });
});

test('a history by path and page, who wrote each commit, and the pull request that brought it', async () => {
  const sandbox = await localGithub();
  const { responder } = await mergedAndOpen(sandbox);
  await commit(responder, 'main', 'docs/a.md', 'a');
  await commit(responder, 'main', 'docs/a.md', 'b');
  const history = (
    args: string,
  ) => `defaultBranchRef { target { ... on Commit { history(${args}) { totalCount pageInfo { endCursor }
    nodes { messageHeadline changedFilesIfAvailable author { name user { login } } associatedPullRequests(first: 1) { nodes { number } } } } } } }`;
  const docs = (await ask(responder, history('first: 1, path: "docs"'))).defaultBranchRef.target.history;
  expect(docs).toMatchObject({
    totalCount: 2,
    nodes: [{ messageHeadline: 'Change docs/a.md', changedFilesIfAvailable: 1 }],
  });
  const all = (await ask(responder, history(`first: 5, after: "${docs.pageInfo.endCursor}"`))).defaultBranchRef.target
    .history;
  expect(all.nodes.map(({ messageHeadline }: { messageHeadline: string }) => messageHeadline)).toEqual([
    'Change docs/a.md',
    'Change first.txt (#1)',
    'Start the shop',
  ]);
  expect(all.nodes[1]).toMatchObject({
    author: { name: 'responder', user: { login: 'responder' } },
    associatedPullRequests: { nodes: [{ number: 1 }] },
  });
});

test('a comparison of two references: how far apart, and which commits', async () => {
  const sandbox = await localGithub();
  const { responder, open } = await mergedAndOpen(sandbox);
  await commit(responder, 'main', 'main.txt', 'main');
  const found = await ask(
    responder,
    `ref(qualifiedName: "refs/heads/main") {
       ahead: compare(headRef: "second") { status aheadBy behindBy commits(first: 5) { totalCount nodes { oid } } }
       same: compare(headRef: "refs/heads/main") { status } none: compare(headRef: "nothing") { status } }`,
  );
  expect(found.ref).toEqual({
    ahead: { status: 'DIVERGED', aheadBy: 1, behindBy: 1, commits: { totalCount: 1, nodes: [{ oid: open.head.sha }] } },
    same: { status: 'IDENTICAL' },
    none: null,
  });
});

test('the rollup of a commit holds check runs and statuses; a required one says so', async () => {
  const sandbox = await localGithub({ manifest: checker });
  const bot = await asBot(sandbox);
  const pull = await openPull(sandbox);
  await requireChecks(sandbox, [{ context: 'ci', app_id: sandbox.app.id }]);
  await bot('POST', `${shop}/check-runs`, { name: 'ci', head_sha: pull.head.sha, status: 'in_progress' });
  await bot('POST', `${shop}/statuses/${pull.head.sha}`, { state: 'success', context: 'lint' });
  const found = await ask(
    bot,
    `pullRequest(number: 1) { mergeStateStatus statusCheckRollup { state contexts(first: 5) { totalCount nodes { __typename
       ... on CheckRun { name status isRequired(pullRequestNumber: 1) checkSuite { app { slug databaseId } } } ... on StatusContext { context state } } } }
       commits(last: 1) { nodes { commit { checkSuites(first: 5, filterBy: { appId: ${sandbox.app.id} }) { nodes { status checkRuns(first: 5) { totalCount } } } } } } }`,
  );
  expect(found.pullRequest).toEqual({
    mergeStateStatus: 'BLOCKED',
    statusCheckRollup: {
      state: 'PENDING',
      contexts: {
        totalCount: 2,
        nodes: [
          {
            __typename: 'CheckRun',
            name: 'ci',
            status: 'IN_PROGRESS',
            isRequired: true,
            checkSuite: { app: { slug: 'firebreak', databaseId: sandbox.app.id } },
          },
          { __typename: 'StatusContext', context: 'lint', state: 'SUCCESS' },
        ],
      },
    },
    commits: {
      nodes: [{ commit: { checkSuites: { nodes: [{ status: 'IN_PROGRESS', checkRuns: { totalCount: 1 } }] } } }],
    },
  });
});

test.each([
  ['deployments(first: 1) { totalCount }', 'deployments'],
  ['pullRequests(first: 1) { totalCount }', 'pull_requests'],
  ['releases(first: 1) { totalCount }', 'contents'],
])('an app without the permission cannot ask %s', async (inside, permission) => {
  const sandbox = await localGithub({ manifest: checker });
  const query = `{ repository(owner: "acme", name: "shop") { ${inside} } }`;
  const refused = await (await asBot(sandbox, { permissions: { issues: 'read' } }))('POST', '/api/graphql', { query });
  expect(refused.body.errors[0]).toMatchObject({
    type: 'FORBIDDEN',
    message: 'Resource not accessible by integration',
  });
  const allowed = await (await asBot(sandbox, { permissions: { [permission]: 'read' } }))('POST', '/api/graphql', {
    query,
  });
  expect(allowed.body.errors).toBeUndefined();
});

test('what of a pull request is not implemented is a loud 501', async () => {
  const sandbox = await localGithub();
  await openPull(sandbox);
  const query =
    '{ repository(owner: "acme", name: "shop") { pullRequest(number: 1) { reviewThreads(first: 1) { totalCount } mergeQueue { url } } } }';
  const { status, body } = await as(sandbox, 'responder')('POST', '/api/graphql', { query });
  expect([status, body.message]).toEqual([
    501,
    'The sandbox does not implement PullRequest.reviewThreads, PullRequest.mergeQueue.',
  ]);
});
