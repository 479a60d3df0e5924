/** Releases over REST, and comparing commits. */
import { expect, test } from 'vitest';
import { checker, commit, headOf, openPull } from './support/changes.ts';
import { as, asBot, localGithub, shop } from './support/local-github.ts';

test('a release makes its tag, is found by it, and is the latest unless it is a draft or a pre-release', async () => {
  const sandbox = await localGithub();
  const responder = as(sandbox, 'responder');
  const made = await responder('POST', `${shop}/releases`, { tag_name: 'v1.0.0', name: 'First', body: 'Notes' });
  expect(made.status).toBe(201);
  expect((await responder('GET', `${shop}/git/ref/tags/v1.0.0`)).body.object.sha).toBe(await headOf(responder));
  await responder('POST', `${shop}/releases`, { tag_name: 'v2.0.0-rc', prerelease: true });
  const draft = await responder('POST', `${shop}/releases`, { tag_name: 'v2.0.0', draft: true });
  expect((await responder('GET', `${shop}/git/ref/tags/v2.0.0`)).status).toBe(404);
  const visitor = as(sandbox, 'visitor');
  const latest = async () => (await visitor('GET', `${shop}/releases/latest`)).body.tag_name;
  expect(await latest()).toBe('v1.0.0');
  expect((await visitor('GET', `${shop}/releases`)).body.map((one: { tag_name: string }) => one.tag_name)).toEqual([
    'v2.0.0-rc',
    'v1.0.0',
  ]);
  expect((await visitor('GET', `${shop}/releases/${draft.body.id}`)).status).toBe(404);
  await responder('PATCH', `${shop}/releases/${draft.body.id}`, { draft: false });
  expect(await latest()).toBe('v2.0.0');
  expect((await visitor('GET', `${shop}/releases/tags/v1.0.0`)).body).toMatchObject({ name: 'First', body: 'Notes' });
  const again = await responder('POST', `${shop}/releases`, { tag_name: 'v1.0.0' });
  expect([again.status, again.body.errors[0].code]).toEqual([422, 'already_exists']);
});

test('a release takes write, `contents: write` for an app; without any the latest is a 404', async () => {
  const sandbox = await localGithub({ manifest: checker });
  expect((await as(sandbox, 'visitor')('GET', `${shop}/releases/latest`)).status).toBe(404);
  expect((await as(sandbox, 'reviewer')('POST', `${shop}/releases`, { tag_name: 'v1' })).status).toBe(403);
  const reader = await asBot(sandbox, { permissions: { contents: 'read' } });
  expect((await reader('POST', `${shop}/releases`, { tag_name: 'v1' })).status).toBe(403);
  expect((await (await asBot(sandbox))('POST', `${shop}/releases`, { tag_name: 'v1' })).status).toBe(201);
});

test('two commits compared: how far apart, since when, which commits and files', async () => {
  const sandbox = await localGithub();
  const responder = as(sandbox, 'responder');
  const start = await headOf(responder);
  const pull = await openPull(sandbox, 'a/fix');
  const main = await commit(responder, 'main', 'main.txt', 'main');
  const compare = async (basehead: string) => (await responder('GET', `${shop}/compare/${basehead}`)).body;
  expect(await compare('main...a/fix')).toMatchObject({
    status: 'diverged',
    ahead_by: 1,
    behind_by: 1,
    total_commits: 1,
    base_commit: { sha: main },
    merge_base_commit: { sha: start },
    commits: [{ sha: pull.head.sha }],
    files: [{ filename: 'a/fix.txt', status: 'added', additions: 1 }],
  });
  expect((await compare(`${start}...main`)).status).toBe('ahead');
  expect((await compare(`main...${start}`)).status).toBe('behind');
  expect((await compare('main...main')).status).toBe('identical');
  expect((await responder('GET', `${shop}/compare/main...nothing`)).status).toBe(404);
});

test('a comparison pages its commits when asked to; files are on the first page', async () => {
  const sandbox = await localGithub();
  const responder = as(sandbox, 'responder');
  const start = await headOf(responder);
  for (const name of ['a', 'b', 'c']) await commit(responder, 'main', `${name}.txt`, name);
  const path = `${shop}/compare/${start}...main`;
  const second = await responder('GET', `${path}?per_page=2&page=2`);
  expect([second.body.total_commits, second.body.commits.length, second.body.files]).toEqual([3, 1, undefined]);
  const first = await responder('GET', `${path}?per_page=2`);
  expect(first.headers.get('link')).toContain('page=2');
  expect(first.body.files).toHaveLength(3);
});
