/** Forks: somebody without rights copies the repository, pushes there by git, and proposes it. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Octokit } from 'octokit';
import { expect, onTestFinished, test } from 'vitest';
import type { Sandbox } from '../../src/sandbox/start-sandbox.ts';
import { checker, commit, requireChecks } from './support/changes.ts';
import { as, asBot, listen, localGithub, shop } from './support/local-github.ts';

const manifest = { ...checker, default_events: ['pull_request', 'fork', 'check_suite'] };

/** A clone of the visitor's fork, in which git runs. */
async function cloneFork(sandbox: Sandbox) {
  const folder = await mkdtemp(join(tmpdir(), 'firebreak-fork-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const { host } = new URL(sandbox.url);
  const env = { ...process.env, GIT_TERMINAL_PROMPT: '0', GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' };
  const git = async (...args: readonly string[]) =>
    (await promisify(execFile)('git', args, { cwd: folder, env })).stdout;
  await git('clone', '--quiet', `http://x-access-token:${sandbox.tokens.visitor}@${host}/visitor/shop.git`, '.');
  await git('config', 'user.name', 'visitor');
  await git('config', 'user.email', 'visitor@elsewhere.example');
  return { folder, git };
}

async function proposeFromFork(sandbox: Sandbox) {
  await as(sandbox, 'visitor')('POST', `${shop}/forks`);
  const { folder, git } = await cloneFork(sandbox);
  await git('checkout', '--quiet', '-b', 'fix');
  await writeFile(join(folder, 'fix.txt'), 'fix\n');
  await git('add', '.');
  await git('commit', '--quiet', '-m', 'Fix from outside');
  await git('push', '--quiet', 'origin', 'fix');
  const octokit = new Octokit({ baseUrl: `${sandbox.url}/api/v3`, auth: sandbox.tokens.visitor });
  const place = { owner: 'acme', repo: 'shop', title: 'Fix from outside', base: 'main' };
  const { data } = await octokit.rest.pulls.create({ ...place, head: 'visitor:fix' });
  return { folder, git, pull: data, path: `${shop}/pulls/${data.number}` };
}

test('a fork is of the one who asks, once, has all branches, and is told where it was forked', async () => {
  const sandbox = await localGithub({ manifest });
  const visitor = as(sandbox, 'visitor');
  await commit(as(sandbox, 'responder'), 'other', 'other.txt', 'other');
  const { heard } = await listen(sandbox);
  const made = await visitor('POST', `${shop}/forks`);
  expect([made.status, made.body.full_name, made.body.parent.full_name]).toEqual([202, 'visitor/shop', 'acme/shop']);
  expect((await visitor('POST', `${shop}/forks`)).body.id).toBe(made.body.id);
  expect((await visitor('GET', '/repos/visitor/shop/contents/other.txt?ref=other')).status).toBe(200);
  expect((await visitor('GET', `${shop}/forks`)).body).toMatchObject([{ full_name: 'visitor/shop', fork: true }]);
  await sandbox.settled();
  expect(heard.map(({ event, payload }) => [event, payload.forkee?.full_name])).toEqual([['fork', 'visitor/shop']]);
  expect((await (await asBot(sandbox))('POST', `${shop}/forks`)).status).toBe(403);
});

test('a pull request from a fork shows where its head is, in REST, in GraphQL and in webhooks, and its commits are here too', async () => {
  const sandbox = await localGithub({ manifest });
  const { heard } = await listen(sandbox);
  const { pull, path } = await proposeFromFork(sandbox);
  const responder = as(sandbox, 'responder');
  expect(pull).toMatchObject({
    head: { label: 'visitor:fix', repo: { full_name: 'visitor/shop', fork: true } },
    base: { label: 'acme:main', repo: { full_name: 'acme/shop' } },
    maintainer_can_modify: true,
    author_association: 'NONE',
  });
  expect((await responder('GET', `${path}/files`)).body).toMatchObject([{ filename: 'fix.txt' }]);
  expect((await responder('GET', `${shop}/git/ref/pull/${pull.number}/head`)).body.object.sha).toBe(pull.head.sha);
  const query = `{ repository(owner: "acme", name: "shop") { pullRequest(number: ${pull.number}) { isCrossRepository maintainerCanModify
    headRepository { nameWithOwner isFork parent { nameWithOwner } } headRepositoryOwner { login } headRef { target { oid } } } } }`;
  expect((await responder('POST', '/api/graphql', { query })).body.data.repository.pullRequest).toEqual({
    isCrossRepository: true,
    maintainerCanModify: true,
    headRepository: { nameWithOwner: 'visitor/shop', isFork: true, parent: { nameWithOwner: 'acme/shop' } },
    headRepositoryOwner: { login: 'visitor' },
    headRef: { target: { oid: pull.head.sha } },
  });
  expect((await responder('GET', `${shop}/pulls?head=visitor:fix`)).body).toHaveLength(1);
  expect((await responder('GET', `${shop}/pulls?head=acme:fix`)).body).toEqual([]);
  await sandbox.settled();
  expect(heard.map(({ event }) => event)).toEqual(['fork', 'pull_request']);
  expect(heard[1]?.payload.pull_request.head.repo).toMatchObject({ fork: true, full_name: 'visitor/shop' });
});

test('a push to the fork moves it, without a check suite here, and ends auto-merge: whoever pushed may not write', async () => {
  const sandbox = await localGithub({ manifest });
  await requireChecks(sandbox, [{ context: 'ci' }]);
  const { folder, git, pull, path } = await proposeFromFork(sandbox);
  const responder = as(sandbox, 'responder');
  const auto = `mutation { enablePullRequestAutoMerge(input: { pullRequestId: "${pull.node_id}" }) { actor { login } } }`;
  expect((await responder('POST', '/api/graphql', { query: auto })).body.errors).toBeUndefined();
  const { names } = await listen(sandbox);
  await writeFile(join(folder, 'more.txt'), 'more\n');
  await git('add', '.');
  await git('commit', '--quiet', '-m', 'More');
  await git('push', '--quiet', 'origin', 'fix');
  const head = (await git('rev-parse', 'HEAD')).trim();
  expect((await responder('GET', path)).body).toMatchObject({ head: { sha: head }, auto_merge: null, commits: 2 });
  await sandbox.settled();
  expect(names()).toEqual(['pull_request.auto_merge_disabled', 'pull_request.synchronize']);
  const bot = await asBot(sandbox);
  const run = await bot('POST', `${shop}/check-runs`, { name: 'ci', head_sha: head, conclusion: 'success' });
  expect(run.body.pull_requests).toEqual([]);
  const merged = await responder('PUT', `${path}/merge`);
  expect(merged.body.merged).toBe(true);
  const { message } = (await responder('GET', `${shop}/commits/main`)).body.commit;
  expect(message).toContain(`Merge pull request #${pull.number} from visitor/fix`);
});

test('who forked may neither push to the base nor merge there, and a branch that is in no fork is a 422', async () => {
  const sandbox = await localGithub({ manifest });
  const { git, path } = await proposeFromFork(sandbox);
  const visitor = as(sandbox, 'visitor');
  expect((await visitor('PUT', `${path}/merge`)).status).toBe(403);
  const { host } = new URL(sandbox.url);
  const upstream = `http://x-access-token:${sandbox.tokens.visitor}@${host}/acme/shop.git`;
  await expect(git('push', upstream, 'fix')).rejects.toThrow('403');
  const none = await visitor('POST', `${shop}/pulls`, { title: 'No', base: 'main', head: 'commander:fix' });
  expect([none.status, none.body.errors[0].field]).toEqual([422, 'head']);
  await git('push', '--quiet', 'origin', ':fix');
  expect((await visitor('GET', path)).body.state).toBe('closed');
});

test('a comparison across forks is a loud 501 that says so, before and after there is a fork', async () => {
  const sandbox = await localGithub({ manifest });
  const visitor = as(sandbox, 'visitor');
  const across = () => visitor('GET', `${shop}/compare/main...visitor:main`);
  const refused = [501, 'The sandbox does not compare across forks (visitor:main).'];
  const before = await across();
  expect([before.status, before.body.message]).toEqual(refused);
  await visitor('POST', `${shop}/forks`);
  const after = await across();
  expect([after.status, after.body.message]).toEqual(refused);
});
