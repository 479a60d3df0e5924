/** Pull requests over REST: opened, listed, merged by real git, and the refusals. */
import { Octokit } from 'octokit';
import { expect, test } from 'vitest';
import { openManyPulls } from '../support/many-pulls.ts';
import { checker, commit, headOf, openPull } from './support/changes.ts';
import { as, asBot, localGithub, openIssue, shop } from './support/local-github.ts';

test('a pull request shows its branches, its size, its files and commits', async () => {
  const sandbox = await localGithub();
  const responder = as(sandbox, 'responder');
  const main = await headOf(responder);
  const pull = await openPull(sandbox, 'fix', { body: 'Why' });
  expect(pull).toMatchObject({
    number: 1,
    state: 'open',
    merged: false,
    commits: 1,
    additions: 1,
    changed_files: 1,
    base: { ref: 'main', sha: main },
    head: { ref: 'fix', label: 'acme:fix' },
    user: { login: 'responder' },
  });
  expect((await responder('GET', pull.path)).body).toMatchObject({ mergeable: true, mergeable_state: 'clean' });
  expect((await responder('GET', `${pull.path}/files`)).body).toMatchObject([{ filename: 'fix.txt', status: 'added' }]);
  expect((await responder('GET', `${pull.path}/commits`)).body).toMatchObject([{ sha: pull.head.sha }]);
});

test('it is an issue too: listed among issues, labelled and commented there, and no issue for GraphQL', async () => {
  const sandbox = await localGithub();
  const responder = as(sandbox, 'responder');
  const pull = await openPull(sandbox);
  await responder('POST', `${shop}/issues/1/labels`, { labels: ['P1'] });
  await responder('POST', `${shop}/issues/1/comments`, { body: 'Look' });
  const [issue] = (await responder('GET', `${shop}/issues`)).body;
  expect(issue).toMatchObject({
    number: 1,
    html_url: `${sandbox.url}/acme/shop/pull/1`,
    pull_request: { merged_at: null },
  });
  expect((await responder('GET', pull.path)).body).toMatchObject({ comments: 1, labels: [{ name: 'P1' }] });
  const query =
    '{ repository(owner: "acme", name: "shop") { issues(first: 5) { totalCount } issue(number: 1) { id } } }';
  const { body } = await responder('POST', '/api/graphql', { query });
  expect([body.data.repository.issues.totalCount, body.errors[0].type]).toEqual([0, 'NOT_FOUND']);
});

test.each([
  ['merge', 2, 'Merge pull request #1 from acme/fix'],
  ['squash', 1, 'Change fix.txt (#1)'],
  ['rebase', 1, 'Change fix.txt'],
])('a %s leaves the base with a commit of %i parents that says so', async (merge_method, parents, headline) => {
  const sandbox = await localGithub();
  const responder = as(sandbox, 'responder');
  const pull = await openPull(sandbox);
  const other = await commit(responder, 'main', 'other.txt', 'other\n');
  const merged = await responder('PUT', `${pull.path}/merge`, { merge_method, sha: pull.head.sha });
  expect(merged.body).toMatchObject({ merged: true, message: 'Pull Request successfully merged' });
  const tip = (await responder('GET', `${shop}/commits/main`)).body;
  expect(tip.sha).toBe(merged.body.sha);
  expect(tip.parents.map(({ sha }: { sha: string }) => sha)).toEqual(parents === 2 ? [other, pull.head.sha] : [other]);
  expect(tip.commit.message.split('\n')[0]).toBe(headline);
  for (const file of ['fix.txt', 'other.txt'])
    expect((await responder('GET', `${shop}/contents/${file}`)).status).toBe(200);
  const after = (await responder('GET', pull.path)).body;
  expect(after).toMatchObject({
    state: 'closed',
    merged: true,
    merge_commit_sha: tip.sha,
    merged_by: { login: 'responder' },
  });
  expect((await responder('GET', `${shop}/commits/${tip.sha}/pulls`)).body).toMatchObject([{ number: 1 }]);
});

test('a merge is dated by the clock of the sandbox', async () => {
  const sandbox = await localGithub({ now: '2026-03-02T09:00:00Z' });
  const pull = await openPull(sandbox);
  sandbox.advance('PT2H');
  await as(sandbox, 'responder')('PUT', `${pull.path}/merge`);
  const { merged_at } = (await as(sandbox, 'responder')('GET', pull.path)).body;
  expect(merged_at).toMatch(/^2026-03-02T11:00/);
  const tip = (await as(sandbox, 'responder')('GET', `${shop}/commits/main`)).body;
  expect(tip.commit.committer.date).toMatch(/^2026-03-02T11:00/);
});

test('a head that is not the one looked at is a 409; a conflict and a draft are a 405', async () => {
  const sandbox = await localGithub();
  const responder = as(sandbox, 'responder');
  const pull = await openPull(sandbox);
  const stale = await responder('PUT', `${pull.path}/merge`, { sha: pull.base.sha });
  expect([stale.status, stale.body.message]).toEqual([
    409,
    'Head branch was modified. Review and try the merge again.',
  ]);
  await commit(responder, 'main', 'fix.txt', 'something else\n');
  const conflict = await responder('PUT', `${pull.path}/merge`);
  expect([conflict.status, conflict.body.message]).toEqual([405, 'Pull Request is not mergeable']);
  expect((await responder('GET', pull.path)).body).toMatchObject({ mergeable: false, mergeable_state: 'dirty' });
  const draft = await openPull(sandbox, 'later', { draft: true });
  expect((await responder('PUT', `${draft.path}/merge`)).body.message).toBe('Pull Request is still a draft');
});

test('a second one for the same branches, and one without commits, is a 422 that says so', async () => {
  const sandbox = await localGithub();
  const responder = as(sandbox, 'responder');
  await openPull(sandbox);
  const again = await responder('POST', `${shop}/pulls`, { title: 'Again', head: 'fix', base: 'main' });
  expect([again.status, again.body.errors[0].message]).toEqual([422, 'A pull request already exists for acme:fix.']);
  await responder('POST', `${shop}/git/refs`, { ref: 'refs/heads/same', sha: await headOf(responder) });
  const none = await responder('POST', `${shop}/pulls`, { title: 'None', head: 'same', base: 'main' });
  expect([none.status, none.body.errors[0].message]).toEqual([422, 'No commits between main and same']);
});

test('closed, opened again, retargeted; its head branch deleted closes it for good', async () => {
  const sandbox = await localGithub();
  const responder = as(sandbox, 'responder');
  const pull = await openPull(sandbox);
  await responder('POST', `${shop}/git/refs`, { ref: 'refs/heads/stable', sha: await headOf(responder) });
  expect((await responder('PATCH', pull.path, { state: 'closed' })).body.state).toBe('closed');
  expect((await responder('PATCH', pull.path, { state: 'open', base: 'stable' })).body).toMatchObject({
    state: 'open',
    base: { ref: 'stable' },
  });
  await responder('DELETE', `${shop}/git/refs/heads/fix`);
  expect((await responder('GET', pull.path)).body.state).toBe('closed');
  expect((await responder('PATCH', pull.path, { state: 'open' })).status).toBe(422);
});

test('a merge into the default branch closes the issues that its description names', async () => {
  const sandbox = await localGithub();
  const responder = as(sandbox, 'responder');
  const issue = await openIssue(responder);
  const pull = await openPull(sandbox, 'fix', { body: `Fixes #${issue.number}` });
  await responder('PUT', `${pull.path}/merge`);
  expect((await responder('GET', issue.path)).body.state).toBe('closed');
});

test('a base that is pushed the commits of the head has merged it', async () => {
  const sandbox = await localGithub();
  const responder = as(sandbox, 'responder');
  const pull = await openPull(sandbox);
  await responder('PATCH', `${shop}/git/refs/heads/main`, { sha: pull.head.sha });
  expect((await responder('GET', pull.path)).body).toMatchObject({ merged: true, merge_commit_sha: pull.head.sha });
});

test('an app needs `pull_requests` to read and open them, and `contents: write` to merge; people need write to merge', async () => {
  const sandbox = await localGithub({ manifest: checker });
  const pull = await openPull(sandbox);
  const reader = await asBot(sandbox, { permissions: { pull_requests: 'read' } });
  expect((await reader('GET', pull.path)).status).toBe(200);
  expect((await reader('PUT', `${pull.path}/merge`)).status).toBe(403);
  expect((await reader('PATCH', pull.path, { title: 'x' })).status).toBe(403);
  const other = await asBot(sandbox, { permissions: { issues: 'write' } });
  expect((await other('GET', pull.path)).status).toBe(403);
  const editor = await asBot(sandbox, { permissions: { pull_requests: 'write' } });
  expect((await editor('PATCH', pull.path, { title: 'Better' })).body.title).toBe('Better');
  expect((await as(sandbox, 'reviewer')('PUT', `${pull.path}/merge`)).status).toBe(403);
});

test('octokit opens, lists and merges one', async () => {
  const sandbox = await localGithub();
  await commit(as(sandbox, 'responder'), 'fix', 'fix.txt', 'fix\n');
  const octokit = new Octokit({
    auth: sandbox.tokens.responder,
    baseUrl: `${sandbox.url}/api/v3`,
    throttle: { enabled: false },
  });
  const place = { owner: 'acme', repo: 'shop' };
  const { data } = await octokit.rest.pulls.create({ ...place, title: 'Fix', head: 'acme:fix', base: 'main' });
  await octokit.rest.pulls.merge({ ...place, pull_number: data.number, merge_method: 'squash' });
  const closed = await octokit.rest.pulls.list({ ...place, state: 'closed', base: 'main' });
  expect(closed.data.map(({ number, merged_at }) => [number, merged_at !== null])).toEqual([[1, true]]);
});

test('the merges API merges branches: 201, 204 when there is nothing, 409 for a conflict', async () => {
  const sandbox = await localGithub();
  const responder = as(sandbox, 'responder');
  const head = await commit(responder, 'fix', 'fix.txt', 'fix\n');
  const made = await responder('POST', `${shop}/merges`, { base: 'main', head: 'fix' });
  expect([made.status, made.body.parents[1].sha]).toEqual([201, head]);
  expect((await responder('POST', `${shop}/merges`, { base: 'main', head: 'fix' })).status).toBe(204);
  await commit(responder, 'fix', 'same.txt', 'one\n');
  await commit(responder, 'main', 'same.txt', 'two\n');
  expect((await responder('POST', `${shop}/merges`, { base: 'main', head: 'fix' })).status).toBe(409);
});

test('five hundred open ones are read in five pages, and a push to their base leaves them open', async () => {
  const sandbox = await localGithub();
  const responder = as(sandbox, 'responder');
  await openManyPulls(sandbox, 500);
  const heads = new Set<string>();
  for (let after: string | null = null, page = 0; page === 0 || after !== null; page += 1) {
    const query = `query ($after: String) { repository(owner: "acme", name: "shop") { pullRequests(states: [OPEN], baseRefName: "main", first: 100, after: $after) {
      totalCount pageInfo { hasNextPage endCursor } nodes { number headRefOid isDraft } } } }`;
    const { body } = await responder('POST', '/api/graphql', { query, variables: { after } });
    const { nodes, pageInfo, totalCount } = body.data.repository.pullRequests;
    expect([totalCount, nodes.length]).toEqual([500, 100]);
    for (const { headRefOid } of nodes) heads.add(headRefOid);
    after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
  }
  expect(heads.size).toBe(500);
  const main = await commit(responder, 'main', 'main.txt', 'main');
  const [last] = (await responder('GET', `${shop}/pulls?per_page=1`)).body;
  expect(last).toMatchObject({ number: 500, base: { sha: main } });
});
