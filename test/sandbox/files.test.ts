/** Files, pushes and what they set off. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import type { Manifest } from '../../src/sandbox/seed/manifest.ts';
import { as, asBot, atEnd, listen, localGithub, openIssue, shop } from './support/local-github.ts';

const run = promisify(execFile);
const base64 = (text: string) => Buffer.from(text).toString('base64');
const file = `${shop}/contents/notes.md`;

const writer: Manifest = {
  name: 'Firebreak',
  description: '',
  default_permissions: { contents: 'write', issues: 'write' },
  default_events: ['push', 'issues'],
};

test('an unmodified git clones and pushes; a closing keyword on the default branch closes the issue as the pusher', async () => {
  const sandbox = await localGithub({ manifest: writer });
  const { heard, names } = await listen(sandbox);
  const issue = await openIssue(as(sandbox, 'responder'));
  const directory = await mkdtemp(join(tmpdir(), 'clone-'));
  atEnd(() => rm(directory, { recursive: true, force: true }));
  const url = `${sandbox.url}/acme/shop.git`.replace('//', `//responder:${sandbox.tokens.responder}@`);
  const git = (...args: string[]) =>
    run('git', ['-c', 'user.name=responder', '-c', 'user.email=responder@acme.example', ...args], { cwd: directory });
  await git('clone', '--quiet', url, '.');
  await git('commit', '--quiet', '--allow-empty', '-m', `Restart the queue\n\nFixes #${issue.number}`);
  await git('push', '--quiet', 'origin', 'HEAD:fix');
  expect((await as(sandbox, 'visitor')('GET', issue.path)).body.state).toBe('open');
  await git('push', '--quiet', 'origin', 'HEAD:main');
  await sandbox.settled();
  expect((await as(sandbox, 'visitor')('GET', issue.path)).body).toMatchObject({
    state: 'closed',
    closed_by: { login: 'responder' },
  });
  expect(names()).toEqual(['issues.opened', 'push', 'push', 'issues.closed']);
  expect(heard[2]?.payload).toMatchObject({
    ref: 'refs/heads/main',
    created: false,
    forced: false,
    pusher: { name: 'responder' },
  });
  const { body: events } = await as(sandbox, 'visitor')('GET', `${issue.path}/events`);
  expect(events.at(-1)).toMatchObject({ event: 'closed', commit_id: heard[2]?.payload.after });
});

test('a file that is not there is a 404, and a folder is a list', async () => {
  const sandbox = await localGithub();
  const bot = await asBot(sandbox);
  expect((await bot('GET', `${shop}/contents/.github/nothing.yml`)).status).toBe(404);
  const folder = await bot('GET', `${shop}/contents/.github`);
  expect(folder.body.map(({ path, type }: { path: string; type: string }) => [path, type])).toContainEqual([
    '.github/firebreak.yml',
    'file',
  ]);
  const policy = await bot('GET', `${shop}/contents/.github/firebreak.yml`);
  expect(Buffer.from(policy.body.content, 'base64').toString()).toContain('preset: github');
  const raw = await bot('GET', `${shop}/contents/.github/firebreak.yml`, undefined, {
    accept: 'application/vnd.github.raw+json',
  });
  expect(raw.text).toContain('preset: github');
});

test('a file is changed only by who names its current blob: 422 without, 409 with another', async () => {
  const sandbox = await localGithub();
  const responder = as(sandbox, 'responder');
  const made = await responder('PUT', file, { message: 'Add', content: base64('one') });
  expect(made.status).toBe(201);
  const { sha } = made.body.content;
  expect((await responder('PUT', file, { message: 'Change', content: base64('two') })).status).toBe(422);
  const stale = await responder('PUT', file, { message: 'Change', content: base64('two'), sha: 'f'.repeat(40) });
  expect([stale.status, stale.body.message]).toEqual([409, `notes.md does not match ${'f'.repeat(40)}`]);
  expect((await responder('PUT', file, { message: 'Change', content: base64('two'), sha })).status).toBe(200);
});

test('an app without the workflows permission cannot write below .github/workflows', async () => {
  const sandbox = await localGithub({ manifest: writer });
  const bot = await asBot(sandbox);
  const input = { message: 'Add', content: base64('on: push') };
  expect((await bot('PUT', `${shop}/contents/.github/workflows/evil.yml`, input)).status).toBe(403);
  expect((await bot('PUT', `${shop}/contents/reports/ok.md`, input)).status).toBe(201);
});

test('a file changed through the API is a push, whose closing keyword counts too', async () => {
  const sandbox = await localGithub();
  const issue = await openIssue(as(sandbox, 'responder'));
  await as(sandbox, 'responder')('PUT', file, { message: `Closes #${issue.number}`, content: base64('one') });
  expect((await as(sandbox, 'responder')('GET', issue.path)).body.state).toBe('closed');
});

test('a branch moves only forward unless forced', async () => {
  const sandbox = await localGithub();
  const responder = as(sandbox, 'responder');
  const { body: start } = await responder('GET', `${shop}/git/ref/heads/main`);
  const made = await responder('POST', `${shop}/git/refs`, { ref: 'refs/heads/hotfix', sha: start.object.sha });
  expect(made.status).toBe(201);
  const twice = await responder('POST', `${shop}/git/refs`, { ref: 'refs/heads/hotfix', sha: start.object.sha });
  expect([twice.status, twice.body.message]).toEqual([422, 'Reference already exists']);
  await responder('PUT', file, { message: 'Add', content: base64('one'), branch: 'hotfix' });
  const back = { sha: start.object.sha };
  expect((await responder('PATCH', `${shop}/git/refs/heads/hotfix`, back)).body.message).toBe(
    'Update is not a fast forward',
  );
  expect((await responder('PATCH', `${shop}/git/refs/heads/hotfix`, { ...back, force: true })).status).toBe(200);
  expect((await responder('DELETE', `${shop}/git/refs/heads/hotfix`)).status).toBe(204);
});
