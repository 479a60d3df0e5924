/** The past of the sample repository, as `npm run sandbox` begins with it. */
import { expect, test } from 'vitest';
import { as, localGithub, shop } from './support/local-github.ts';

test('with its past, the sample has merged pull requests, releases and deployments, of which one is live', async () => {
  const sandbox = await localGithub({ history: true, now: '2026-03-02T09:00:00Z' });
  const responder = as(sandbox, 'responder');
  const query = `{ repository(owner: "acme", name: "shop") {
    merged: pullRequests(states: [MERGED], first: 20) { totalCount nodes { mergedAt mergedBy { login } statusCheckRollup { state } } }
    open: pullRequests(states: [OPEN], first: 20) { nodes { title mergeable } }
    releases(first: 10) { nodes { tagName tagCommit { oid } } }
    production: deployments(environments: ["production"], first: 20) { nodes { state createdAt commitOid statuses(first: 5) { nodes { state } } } }
    staging: deployments(environments: ["staging"], first: 20) { totalCount }
    defaultBranchRef { target { ... on Commit { history(first: 1) { totalCount } } } } } }`;
  const { body } = await responder('POST', '/api/graphql', { query });
  const { merged, open, releases, production, staging } = body.data.repository;
  expect(merged.totalCount).toBe(8);
  expect(merged.nodes.at(-1)).toMatchObject({
    mergedAt: expect.stringMatching(/^2026-03-02T08:10/),
    statusCheckRollup: { state: 'SUCCESS' },
  });
  expect(open.nodes).toEqual([{ title: 'Show reviews below products', mergeable: 'MERGEABLE' }]);
  expect(releases.nodes.map(({ tagName }: { tagName: string }) => tagName)).toEqual(['v2.3.4', 'v2.3.3', 'v2.3.2']);
  expect(production.nodes.map(({ state }: { state: string }) => state)).toEqual([
    ...Array.from({ length: 5 }, () => 'INACTIVE'),
    'ACTIVE',
  ]);
  expect(production.nodes[0].statuses.nodes.map(({ state }: { state: string }) => state)).toEqual([
    'INACTIVE',
    'SUCCESS',
    'IN_PROGRESS',
  ]);
  expect(production.nodes.at(-1)).toMatchObject({
    createdAt: expect.stringMatching(/^2026-03-02T08:45/),
    commitOid: releases.nodes[0].tagCommit.oid,
  });
  expect(staging.totalCount).toBe(1);
  const opened = await responder('POST', `${shop}/issues`, { title: 'After all that' });
  expect(opened.body.number).toBe(10);
  expect(opened.body.created_at).toMatch(/^2026-03-02T09:0/);
});

test('what its pull requests say of their size is what git says, and their commits are there', async () => {
  const sandbox = await localGithub({ history: true });
  const responder = as(sandbox, 'responder');
  for (const { number } of (await responder('GET', `${shop}/pulls?state=all`)).body) {
    const pull = (await responder('GET', `${shop}/pulls/${number}`)).body;
    const files: { additions: number; deletions: number }[] = (await responder('GET', `${shop}/pulls/${number}/files`))
      .body;
    const sum = (name: 'additions' | 'deletions') => files.reduce((total, file) => total + file[name], 0);
    expect([pull.changed_files, pull.additions, pull.deletions]).toEqual([
      files.length,
      sum('additions'),
      sum('deletions'),
    ]);
    const of = (await responder('GET', `${shop}/commits/${pull.merge_commit_sha ?? pull.head.sha}/pulls`)).body;
    expect(of.map((one: { number: number }) => one.number)).toEqual([number]);
  }
  const between = (await responder('GET', `${shop}/compare/v2.3.3...v2.3.4`)).body;
  expect([between.status, between.ahead_by]).toEqual(['ahead', 3]);
});

test('without it there is nothing but the first commit, and the first issue is #1', async () => {
  const sandbox = await localGithub();
  const responder = as(sandbox, 'responder');
  expect((await responder('GET', `${shop}/pulls?state=all`)).body).toEqual([]);
  expect((await responder('POST', `${shop}/issues`, { title: 'First' })).body.number).toBe(1);
});
