import { describe, expect, test } from 'vitest';
import {
  changedFiles,
  commitFiles,
  commitsBetween,
  createRef,
  defaultBranch,
  deleteRef,
  isFastForward,
  listRefs,
  listTree,
  log,
  readBlob,
  readFile,
  resolveCommit,
  resolveRef,
  updateRef,
} from '../../../src/sandbox/git/index.ts';
import { author, emptyRepository } from './support.ts';

const commit = (files: Record<string, string | Uint8Array | null>, message = 'Change', branch = 'main') => ({
  branch,
  files,
  message,
  author,
});

describe('files', () => {
  test('what is committed can be read at the branch, at HEAD and at the commit', async () => {
    const folder = await emptyRepository();
    const oid = await commitFiles(
      folder,
      commit({ '.github/firebreak.yml': 'version: 1\n', 'docs/a b "c".md': 'é\r\n' }),
    );
    for (const ref of ['main', 'HEAD', 'refs/heads/main', oid])
      expect(await readFile(folder, ref, '.github/firebreak.yml')).toMatchObject({ text: 'version: 1\n', size: 11 });
    expect((await readBlob(folder, 'HEAD:docs/a b "c".md'))?.text).toBe('é\r\n');
  });

  test.each([
    ['a path that does not exist', 'HEAD:nothing.md'],
    ['a folder', 'HEAD:docs'],
    ['a branch that does not exist', 'nowhere:docs/a.md'],
    ['two revisions in one', 'HEAD:docs/a.md\nHEAD:docs/a.md'],
    ['an option', '--batch-all-objects'],
    ['nothing', ''],
  ])('%s is no file', async (_name, expression) => {
    const folder = await emptyRepository();
    await commitFiles(folder, commit({ 'docs/a.md': 'a' }));
    expect(await readBlob(folder, expression)).toBeNull();
  });

  test('files that are asked for together are each answered, whatever the others are', async () => {
    const folder = await emptyRepository();
    await commitFiles(folder, commit({ 'a.md': 'a\n\n', 'b.md': '' }));
    const ask = (...paths: readonly string[]) =>
      Promise.allSettled(paths.map(async (path) => (await readBlob(folder, `HEAD:${path}`))?.text));
    expect(await ask('a.md', 'nothing.md', 'b.md', 'a.md')).toMatchObject(
      ['a\n\n', undefined, '', 'a\n\n'].map((value) => ({ status: 'fulfilled', value })),
    );
    expect(await ask('a.md', './a.md', 'b.md')).toMatchObject([
      { value: 'a\n\n' },
      { status: 'rejected' },
      { value: '' },
    ]);
  });

  test('an empty repository has no files and no commits', async () => {
    const folder = await emptyRepository();
    expect(await readBlob(folder, 'HEAD:README.md')).toBeNull();
    expect(await log(folder, 'HEAD')).toBeNull();
    expect(await defaultBranch(folder)).toBe('main');
  });

  test('binary content has bytes and no text', async () => {
    const folder = await emptyRepository();
    await commitFiles(folder, commit({ 'logo.png': Uint8Array.from([137, 80, 0, 255]) }));
    const blob = await readFile(folder, 'main', 'logo.png');
    expect(blob).toMatchObject({ text: null, size: 4 });
    expect([...(blob?.bytes ?? [])]).toEqual([137, 80, 0, 255]);
  });

  test.each(['../outside', '/etc/passwd', 'a//b', 'a/./b', '.git/config', 'a/.GIT/hooks/x', 'a\nb', ''])(
    'the path %j is not written',
    async (path) => {
      const folder = await emptyRepository();
      await expect(commitFiles(folder, commit({ [path]: 'x' }))).rejects.toThrow('path not allowed');
      expect(await listRefs(folder)).toEqual([]);
    },
  );

  test.each(['a..b', '-x', 'a b', 'x.lock', 'a\ncommit refs/heads/y'])(
    'the branch name %j is not made',
    async (branch) => {
      const folder = await emptyRepository();
      await expect(
        commitFiles(folder, commit({ 'a.md': 'x' }, 'Change', branch === '-x' ? '../x' : branch)),
      ).rejects.toThrow();
      expect(await listRefs(folder)).toEqual([]);
    },
  );

  test('folders list their entries, and everything below when asked', async () => {
    const folder = await emptyRepository();
    await commitFiles(folder, commit({ 'README.md': 'hi', 'docs/deep/a.md': 'abc' }));
    expect((await listTree(folder, 'HEAD'))?.map(({ path, type, size }) => [path, type, size])).toEqual([
      ['README.md', 'blob', 2],
      ['docs', 'tree', null],
    ]);
    expect((await listTree(folder, 'HEAD', true))?.map(({ path }) => path)).toEqual([
      'README.md',
      'docs',
      'docs/deep',
      'docs/deep/a.md',
    ]);
    expect((await listTree(folder, 'HEAD:docs'))?.map(({ path }) => path)).toEqual(['deep']);
    expect(await listTree(folder, 'HEAD:README.md')).toBeNull();
  });

  test('commits that come together are made one after the other, none lost', async () => {
    const folder = await emptyRepository();
    await Promise.all([1, 2, 3, 4, 5].map((n) => commitFiles(folder, commit({ [`${n}.md`]: `${n}` }))));
    expect((await listTree(folder, 'HEAD'))?.length).toBe(5);
    expect((await log(folder, 'HEAD'))?.length).toBe(5);
  });
});

describe('history', () => {
  test('a log has authors, messages and dates, newest first, and can be narrowed to a path', async () => {
    const folder = await emptyRepository();
    await commitFiles(folder, commit({ 'a.md': '1' }, 'Add a'));
    await commitFiles(folder, commit({ 'b.md': '1' }, 'Add b\n\nBecause.'));
    expect((await log(folder, 'main'))?.map(({ message }) => message)).toEqual(['Add b\n\nBecause.', 'Add a']);
    expect(await log(folder, 'main', { path: 'a.md' })).toMatchObject([
      {
        message: 'Add a',
        parents: [],
        author: { name: 'Responder', email: 'responder@acme.example', date: '2026-03-02T09:00:00Z' },
      },
    ]);
    expect((await log(folder, 'main', { max: 1, skip: 1 }))?.map(({ message }) => message)).toEqual(['Add a']);
  });

  test('a commit says what it added, changed and removed', async () => {
    const folder = await emptyRepository();
    const first = await commitFiles(folder, commit({ 'a.md': '1\n', 'b.md': '1\n' }));
    const second = await commitFiles(folder, commit({ 'a.md': '1\n2\n', 'b.md': null, 'c.md': '1\n' }));
    expect(await changedFiles(folder, first)).toHaveLength(2);
    expect(await changedFiles(folder, second)).toEqual([
      { path: 'a.md', status: 'modified', additions: 1, deletions: 0 },
      { path: 'b.md', status: 'removed', additions: 0, deletions: 1 },
      { path: 'c.md', status: 'added', additions: 1, deletions: 0 },
    ]);
    expect((await commitsBetween(folder, first, second)).map(({ oid }) => oid)).toEqual([second]);
    expect(await commitsBetween(folder, null, second)).toHaveLength(2);
    expect([await isFastForward(folder, first, second), await isFastForward(folder, second, first)]).toEqual([
      true,
      false,
    ]);
  });
});

describe('references', () => {
  test('are made, moved forward and removed', async () => {
    const folder = await emptyRepository();
    const first = await commitFiles(folder, commit({ 'a.md': '1' }));
    expect(await createRef(folder, 'refs/heads/hotfix/x', first)).toEqual({ ok: true });
    const second = await commitFiles(folder, commit({ 'a.md': '2' }));
    expect(await updateRef(folder, 'refs/heads/hotfix/x', second)).toEqual({ ok: true });
    expect(await resolveRef(folder, 'refs/heads/hotfix/x')).toBe(second);
    expect(await resolveCommit(folder, 'hotfix/x')).toBe(second);
    expect(await deleteRef(folder, 'refs/heads/hotfix/x')).toEqual({ ok: true });
    expect(await listRefs(folder, 'refs/heads/')).toEqual([{ ref: 'refs/heads/main', oid: second }]);
  });

  test('say why they were not changed', async () => {
    const folder = await emptyRepository();
    const first = await commitFiles(folder, commit({ 'a.md': '1' }));
    const second = await commitFiles(folder, commit({ 'a.md': '2' }));
    const reasons = await Promise.all([
      createRef(folder, 'refs/heads/main', first),
      createRef(folder, 'refs/heads/x', '0'.repeat(40)),
      createRef(folder, 'heads/x', first),
      createRef(folder, 'refs/heads/a..b', first),
      updateRef(folder, 'refs/heads/none', first),
      updateRef(folder, 'refs/heads/main', first),
      deleteRef(folder, 'refs/heads/none'),
    ]);
    const expected = ['exists', 'no-object', 'bad-name', 'bad-name', 'missing', 'not-fast-forward', 'missing'];
    expect(reasons).toEqual(expected.map((reason) => ({ ok: false, reason })));
    expect(await resolveRef(folder, 'refs/heads/main')).toBe(second);
    expect(await updateRef(folder, 'refs/heads/main', first, true)).toEqual({ ok: true });
  });
});

describe('what is asked again', () => {
  test('is the newest after each change, also where it was refused before', async () => {
    const folder = await emptyRepository();
    expect(await resolveCommit(folder, 'main')).toBeNull();
    const first = await commitFiles(folder, commit({ 'a.md': 'a' }));
    expect(await resolveCommit(folder, 'main')).toBe(first);
    const second = await commitFiles(folder, commit({ 'a.md': 'b' }));
    expect(await resolveCommit(folder, 'main')).toBe(second);
    await createRef(folder, 'refs/heads/next', first);
    expect((await listRefs(folder, 'refs/heads/')).map(({ ref }) => ref)).toEqual([
      'refs/heads/main',
      'refs/heads/next',
    ]);
    await deleteRef(folder, 'refs/heads/next');
    expect((await listRefs(folder, 'refs/heads/')).map(({ ref }) => ref)).toEqual(['refs/heads/main']);
  });

  test('is not what another repository has', async () => {
    const [one, other] = [await emptyRepository(), await emptyRepository()];
    await commitFiles(one, commit({ 'a.md': 'a' }));
    expect(await readFile(one, 'main', 'a.md')).toMatchObject({ text: 'a' });
    expect(await readFile(other, 'main', 'a.md')).toBeNull();
  });

  test('while a change is under way, what was read is not kept', async () => {
    const folder = await emptyRepository();
    await commitFiles(folder, commit({ 'a.md': 'a' }));
    const changing = commitFiles(folder, commit({ 'a.md': 'b' }));
    await Promise.all([resolveCommit(folder, 'main'), readFile(folder, 'main', 'a.md'), changing]);
    expect(await resolveCommit(folder, 'main')).toBe(await changing);
    expect(await readFile(folder, 'main', 'a.md')).toMatchObject({ text: 'b' });
  });
});
