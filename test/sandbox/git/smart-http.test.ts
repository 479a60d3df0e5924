import { once } from 'node:events';
import { readFile as readLocal, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { commitFiles, type GitHost, type RefUpdate, readFile, serveGit } from '../../../src/sandbox/git/index.ts';
import { author, emptyRepository, temporaryFolder, userGit } from './support.ts';

type Push = {
  readonly owner: string;
  readonly name: string;
  readonly actor: string;
  readonly updates: readonly RefUpdate[];
};

/** A server with `acme/shop` (public) and `acme/vault` (private): `writer` may push to both, `reader` may read the public one. */
async function serve() {
  const folder = await emptyRepository();
  const oid = await commitFiles(folder, {
    branch: 'main',
    files: { 'README.md': '# Shop\n' },
    message: 'Start',
    author,
  });
  const pushes: Push[] = [];
  const host: GitHost<string> = {
    access: (credentials, owner, name) => {
      const login = credentials === null ? null : credentials.password;
      if (login !== null && login !== 'writer' && login !== 'reader') return 'unauthenticated';
      if (owner !== 'acme' || (name !== 'shop' && !(name === 'vault' && login === 'writer'))) return 'hidden';
      return { folder, actor: login, write: login === 'writer' };
    },
    onPush: (push) => {
      pushes.push(push);
    },
  };
  const server = createServer(async (request, response) => {
    if (!(await serveGit(host, request, response))) response.writeHead(418).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const url = (login: string | null, name = 'shop') =>
    `http://${login === null ? '' : `x-access-token:${login}@`}127.0.0.1:${port}/acme/${name}.git`;
  return { folder, oid, pushes, url, port };
}

describe('an unmodified git', () => {
  test('clones, pushes and fetches, and the host hears of what moved', async () => {
    const { folder, oid, pushes, url } = await serve();
    const home = await temporaryFolder();
    expect(await userGit(home, 'clone', '-q', url('writer'), 'one')).toMatchObject({ ok: true });
    expect(await userGit(home, 'clone', '-q', url(null), 'two')).toMatchObject({ ok: true });
    await writeFile(join(home, 'one', 'fix.md'), 'x'.repeat(3_000_000));
    await userGit(join(home, 'one'), 'add', '.');
    await userGit(join(home, 'one'), 'commit', '-qm', 'Fix');
    expect(await userGit(join(home, 'one'), 'push', '-q', 'origin', 'HEAD', 'HEAD:refs/heads/hotfix/y')).toMatchObject({
      ok: true,
    });
    const after = (await userGit(join(home, 'one'), 'rev-parse', 'HEAD')).out.trim();
    expect(pushes).toEqual([
      {
        owner: 'acme',
        name: 'shop',
        actor: 'writer',
        updates: [
          { ref: 'refs/heads/main', before: oid, after },
          { ref: 'refs/heads/hotfix/y', before: null, after },
        ],
      },
    ]);
    expect((await readFile(folder, 'main', 'fix.md'))?.size).toBe(3_000_000);
    expect(await userGit(join(home, 'two'), 'pull', '-q')).toMatchObject({ ok: true });
    expect((await readLocal(join(home, 'two', 'fix.md'))).length).toBe(3_000_000);
    expect(await userGit(join(home, 'one'), 'push', '-q', 'origin', ':hotfix/y')).toMatchObject({ ok: true });
    expect(pushes[1]?.updates).toEqual([{ ref: 'refs/heads/hotfix/y', before: after, after: null }]);
  });

  test('is refused a push that is not a fast-forward, and the host hears nothing', async () => {
    const { folder, pushes, url } = await serve();
    const home = await temporaryFolder();
    await userGit(home, 'clone', '-q', url('writer'), 'one');
    await commitFiles(folder, { branch: 'main', files: { 'other.md': 'x' }, message: 'Meanwhile', author });
    await userGit(join(home, 'one'), 'commit', '-q', '--allow-empty', '-m', 'Late');
    expect(await userGit(join(home, 'one'), 'push', '-q', 'origin', 'HEAD')).toMatchObject({ ok: false });
    expect(pushes).toEqual([]);
  });

  test.each([
    ['anonymously, the public repository', null, 'shop', true, ''],
    ['anonymously, the private one', null, 'vault', false, 'could not read Username'],
    ['without access, the private one', 'reader', 'vault', false, 'not found'],
    ['with a wrong token, the private one', 'wrong', 'vault', false, 'Authentication failed'],
  ])('cloning %s', async (_name, login, name, ok, said) => {
    const { url } = await serve();
    const run = await userGit(await temporaryFolder(), 'clone', '-q', url(login, name), 'x');
    expect(run).toMatchObject({ ok });
    expect(run.out).toContain(said);
  });

  test.each([
    ['anonymously', null, 'could not read Username'],
    ['with read access only', 'reader', '403'],
  ])('pushing %s is refused', async (_name, login, said) => {
    const { pushes, url } = await serve();
    const home = await temporaryFolder();
    await userGit(home, 'clone', '-q', url(login), 'x');
    await userGit(join(home, 'x'), 'commit', '-q', '--allow-empty', '-m', 'Change');
    const run = await userGit(join(home, 'x'), 'push', '-q', 'origin', 'HEAD');
    expect(run.ok).toBe(false);
    expect(run.out).toContain(said);
    expect(pushes).toEqual([]);
  });
});

test.each([
  ['another path', '/acme/shop/issues'],
  ['a path upwards', '/acme/..%2f..%2fetc/info/refs?service=git-upload-pack'],
  ['a service that is not git’s', '/acme/shop.git/info/refs?service=git-archive'],
  ['the dumb protocol', '/acme/shop.git/info/refs'],
])('%s is not ours', async (_name, path) => {
  const { port } = await serve();
  expect((await fetch(`http://127.0.0.1:${port}${path}`)).status).toBe(418);
});
