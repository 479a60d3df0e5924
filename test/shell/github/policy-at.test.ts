// A policy that another lies over is read from its repository: one request, and nothing there is an answer too.
import { describe, expect, test } from 'vitest';
import { commitFiles, createRepository as createGitRepository } from '../../../src/sandbox/git/index.ts';
import { folderOf } from '../../../src/sandbox/git-host.ts';
import { asUser } from '../../../src/sandbox/state/actor.ts';
import { changeInstalledRepositories } from '../../../src/sandbox/state/registered-apps.ts';
import { createRepository } from '../../../src/sandbox/state/repositories.ts';
import { atTheEdge, graphql, onlyPreparedAnswers } from './edge.ts';
import { localGitHub } from './local-github.ts';

describe('answer by answer', () => {
  onlyPreparedAnswers();
  const policyAt = () => atTheEdge().gateway.policyAt('acme/policies:shared/incidents.yml');
  const blob = { oid: 'aaa', text: 'preset: sev', isTruncated: false };
  const found = { source: 'acme/policies/shared/incidents.yml', version: 'aaa', text: 'preset: sev' };

  test('asks for that file on the default branch, and says where it was found', async () => {
    const sent = graphql({ data: { repository: { isPrivate: false, policy: blob } } });
    expect(await policyAt()).toEqual({ ...found, private: false });
    expect(sent.variables).toEqual({ owner: 'acme', repo: 'policies', file: 'HEAD:shared/incidents.yml' });
  }); // biome-ignore format: one thought a line

  test.each([
    { name: 'a private repository', repository: { isPrivate: true, policy: blob } },
    { name: 'a repository of which GitHub does not say what it is', repository: { policy: blob } },
  ])('says that it is private: $name', async ({ repository }) => {
    graphql({ data: { repository } });
    expect(await policyAt()).toEqual({ ...found, private: true });
  });

  test.each([
    'acme/policies:',
    'acme/policies:/',
    'acme/policies:.',
    'acme/policies:../secret.yml',
    'acme/policies:a/./b.yml',
    'acme/policies:a//b.yml',
    'acme:x.yml',
    'acme/a/b:x.yml',
    '',
  ])('%j can be no file: none, and GitHub is not asked', async (name) => {
    expect(await atTheEdge().gateway.policyAt(name)).toBeNull();
  });

  test.each([
    { name: 'no repository', data: { repository: null }, errors: [{ type: 'NOT_FOUND', path: ['repository'], message: 'no' }] },
    { name: 'a repository that may not be read', data: { repository: null }, errors: [{ type: 'FORBIDDEN', path: ['repository'], message: 'no' }] },
    { name: 'no file', data: { repository: { policy: null } } },
    { name: 'a folder', data: { repository: { policy: {} } } },
  ])('$name: none', async ({ name: _, ...answer }) => {
    graphql(answer);
    expect(await policyAt()).toBeNull();
  }); // biome-ignore format: a table

  test.each([
    { name: 'too big to be sent whole', policy: { ...blob, isTruncated: true } },
    { name: 'binary', policy: { ...blob, text: null } },
  ])('$name: empty, which no policy is', async ({ policy }) => {
    graphql({ data: { repository: { policy } } });
    expect(await policyAt()).toMatchObject({ version: 'aaa', text: '' });
  });

  test('GitHub says no in another way: that is told', async () => {
    graphql({ data: null, errors: [{ type: 'UNPROCESSABLE', path: ['repository'], message: 'odd' }] });
    await expect(policyAt()).rejects.toMatchObject({ status: 422 });
  });
});

test('from the local GitHub, in one request', async () => {
  const github = await localGitHub();
  const { store, seeded } = github.sandbox;
  const repository = createRepository(store, seeded.organisation, 'policies', { private: true });
  const folder = folderOf(store, repository);
  await createGitRepository(folder, repository.defaultBranch);
  const author = { name: 'lead', email: 'lead@acme.example', date: new Date() };
  const files = { '.github/firebreak.yml': 'preset: sev\n' };
  await commitFiles(folder, { branch: repository.defaultBranch, files, message: 'Agree', author });
  const name = 'acme/policies:.github/firebreak.yml';
  expect(await github.incidents.policyAt(name)).toBeNull();
  changeInstalledRepositories(store, asUser(seeded.people.lead), seeded.installation, { action: 'added', repository });
  github.asked();
  const found = await github.incidents.policyAt(name);
  expect(found).toMatchObject({ text: 'preset: sev\n', version: expect.stringMatching(/^[0-9a-f]{40}$/) });
  expect(github.asked()).toEqual(['BasePolicy']);
  expect(github.sandbox.violations()).toEqual([]);
});
