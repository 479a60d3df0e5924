/** Commits made through the API, without a working copy: `createCommitOnBranch`, and git's own objects over REST. */
import { Octokit } from 'octokit';
import { expect, test } from 'vitest';
import type { Sandbox } from '../../src/sandbox/start-sandbox.ts';
import { checker, headOf, requireChecks } from './support/changes.ts';
import { as, asBot, type Client, listen, localGithub, shop } from './support/local-github.ts';

const query = `mutation ($input: CreateCommitOnBranchInput!) { createCommitOnBranch(input: $input) {
  commit { oid message author { name email user { login } } committer { name } tree { oid } parents(first: 2) { nodes { oid } } }
  ref { name target { oid } } } }`;

const branch = { repositoryNameWithOwner: 'acme/shop', branchName: 'hotfix' };

async function commitOn(client: Client, input: object) {
  const { body } = await client('POST', '/api/graphql', { query, variables: { input: { branch, ...input } } });
  return body;
}

const base64 = (text: string) => Buffer.from(text).toString('base64');

async function withBranch(sandbox: Sandbox): Promise<{ readonly bot: Client; readonly head: string }> {
  const bot = await asBot(sandbox);
  const head = await headOf(bot);
  await bot('POST', `${shop}/git/refs`, { ref: 'refs/heads/hotfix', sha: head });
  return { bot, head };
}

test('an app commits files on a branch: by its bot, committed by GitHub, and told as a push', async () => {
  const sandbox = await localGithub({ manifest: checker });
  const { bot, head } = await withBranch(sandbox);
  const { heard } = await listen(sandbox);
  const made = await commitOn(bot, {
    expectedHeadOid: head,
    message: { headline: 'Fix it', body: 'Refs #1' },
    fileChanges: {
      additions: [{ path: 'fix/deep.txt', contents: base64('fixed\n') }],
      deletions: [{ path: 'README.md' }],
    },
  });
  expect(made.errors).toBeUndefined();
  const { commit, ref } = made.data.createCommitOnBranch;
  expect(commit).toMatchObject({
    message: 'Fix it\n\nRefs #1',
    author: {
      name: 'firebreak[bot]',
      email: expect.stringMatching(/^\d+\+firebreak\[bot\]@users\.noreply/),
      user: { login: 'firebreak[bot]' },
    },
    committer: { name: 'GitHub' },
    parents: { nodes: [{ oid: head }] },
  });
  expect(ref).toEqual({ name: 'hotfix', target: { oid: commit.oid } });
  expect((await bot('GET', `${shop}/contents/fix/deep.txt?ref=hotfix`)).body.content).toBe(`${base64('fixed\n')}\n`);
  expect((await bot('GET', `${shop}/contents/README.md?ref=hotfix`)).status).toBe(404);
  expect(heard.find(({ event }) => event === 'push')?.payload).toMatchObject({
    ref: 'refs/heads/hotfix',
    after: commit.oid,
    sender: { login: 'firebreak[bot]' },
    commits: [{ added: ['fix/deep.txt'], removed: ['README.md'] }],
  });
});

test('a client that nobody here wrote makes an empty commit, so that a branch may have a pull request', async () => {
  const sandbox = await localGithub({ manifest: checker });
  const { bot, head } = await withBranch(sandbox);
  const octokit = new Octokit({ baseUrl: `${sandbox.url}/api/v3`, auth: sandbox.tokens.responder });
  const { data: there } = await octokit.rest.git.getRef({ owner: 'acme', repo: 'shop', ref: 'heads/hotfix' });
  const input = { branch: { id: there.node_id }, expectedHeadOid: head, message: { headline: 'Begin' } };
  const answer = await octokit.graphql<{ createCommitOnBranch: { commit: { oid: string; tree: { oid: string } } } }>(
    query,
    { input },
  );
  const { commit } = answer.createCommitOnBranch;
  expect(await headOf(bot, 'hotfix')).toBe(commit.oid);
  const main = await octokit.rest.repos.getCommit({ owner: 'acme', repo: 'shop', ref: 'main' });
  expect(commit.tree.oid).toBe(main.data.commit.tree.sha);
  const pull = await octokit.rest.pulls.create({
    ...{ owner: 'acme', repo: 'shop', title: 'Hotfix', head: 'hotfix', base: 'main', draft: true },
  });
  expect(pull.data).toMatchObject({ draft: true, commits: 1, changed_files: 0 });
});

test.each([
  [
    'a head that is not there any more',
    { expectedHeadOid: 'f'.repeat(40) },
    'STALE_DATA',
    /Expected branch to point to/,
  ],
  ['no such branch', { branch: { ...branch, branchName: 'none' } }, 'NOT_FOUND', /No branch named none/],
  [
    'a path out of the repository',
    { fileChanges: { additions: [{ path: '../x', contents: '' }] } },
    'UNPROCESSABLE',
    /malformed/,
  ],
  [
    'a file that is not there',
    { fileChanges: { deletions: [{ path: 'none.txt' }] } },
    'UNPROCESSABLE',
    /does not exist/,
  ],
  [
    'a workflow without the permission for workflows',
    { fileChanges: { additions: [{ path: '.github/workflows/x.yml', contents: '' }] } },
    'FORBIDDEN',
    /not accessible by integration/,
  ],
])('%s is refused, and nothing moves', async (_, input, type, message) => {
  const sandbox = await localGithub({ manifest: checker });
  const { bot, head } = await withBranch(sandbox);
  const refused = await commitOn(bot, { expectedHeadOid: head, message: { headline: 'No' }, ...input });
  expect(refused.errors[0]).toMatchObject({ type, message: expect.stringMatching(message) });
  expect(await headOf(bot, 'hotfix')).toBe(head);
});

test('a protected branch refuses as it refuses a push, and people need write', async () => {
  const sandbox = await localGithub({ manifest: checker });
  const { bot, head } = await withBranch(sandbox);
  await requireChecks(sandbox, [{ context: 'ci' }]);
  const main = { branch: { ...branch, branchName: 'main' }, expectedHeadOid: head, message: { headline: 'No' } };
  expect((await commitOn(bot, main)).errors[0].message).toBe('Required status check "ci" is expected.');
  const visitor = await commitOn(as(sandbox, 'visitor'), { expectedHeadOid: head, message: { headline: 'No' } });
  expect(visitor.errors[0].type).toBe('FORBIDDEN');
});

test('a commit of a tree and its parents, over REST, moves nothing until a reference does', async () => {
  const sandbox = await localGithub({ manifest: checker });
  const { bot, head } = await withBranch(sandbox);
  const { tree } = (await bot('GET', `${shop}/commits/main`)).body.commit;
  const made = await bot('POST', `${shop}/git/commits`, { message: 'Begin', tree: tree.sha, parents: [head] });
  expect(made.body).toMatchObject({ message: 'Begin', tree: { sha: tree.sha }, parents: [{ sha: head }] });
  expect((await bot('GET', `${shop}/git/commits/${made.body.sha}`)).body).toEqual(made.body);
  expect(await headOf(bot, 'hotfix')).toBe(head);
  await bot('PATCH', `${shop}/git/refs/heads/hotfix`, { sha: made.body.sha });
  expect(await headOf(bot, 'hotfix')).toBe(made.body.sha);
  const unknown = await bot('POST', `${shop}/git/commits`, { message: 'No', tree: 'f'.repeat(40), parents: [] });
  expect([unknown.status, unknown.body.message]).toEqual([422, 'Tree SHA does not exist']);
});
