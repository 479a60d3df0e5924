// What is shown of how things were, read from the local GitHub.
import { expect, test } from 'vitest';
import { localGitHub, nothing, shop } from './local-github.ts';

test('a draft of a release is nobody’s to see, and takes no release’s place', async () => {
  const github = await localGitHub({ now: '2026-03-02T09:00:00Z' });
  const { rest } = github.as('lead');
  const issue = await github.declare();
  await rest.repos.createRelease({ ...shop, tag_name: 'v9', name: 'Nine' });
  github.sandbox.advance('PT1M');
  await rest.repos.createRelease({ ...shop, tag_name: 'v10', name: 'The secret one', draft: true });
  const evidence = { commits: 1, releases: 1, deployments: 1, runs: 1 };
  const { evidence: seen } = await github.incidents.facts(issue, { ...nothing, evidence });
  expect(seen?.releases).toMatchObject([{ name: 'v9' }]);
  expect(github.sandbox.violations()).toEqual([]);
});
