// One head of a hotfix, read from the local GitHub and judged: what is pushed, run, reviewed and required there decides, in four requests.
import { Octokit } from 'octokit';
import { expect, test } from 'vitest';
import { judgeHotfix } from '../../../src/core/hotfix/gate.ts';
import { createInstallationToken, known } from '../../../src/sandbox/state/index.ts';
import { policy, record } from '../../core/hotfix/facts.ts';
import { localGitHub, shop } from './local-github.ts';

type Change = { readonly path?: string; readonly message?: string; readonly content?: string };

/** A hotfix of the responder, of whose branch the rules require `test` from GitHub Actions. */
async function aHotfix(first: Change = {}) {
  const github = await localGitHub();
  const { sandbox } = github;
  const [responder, lead] = [github.as('responder'), github.as('lead')];
  const branch = 'hotfix/incident-7';
  const { data: main } = await responder.rest.git.getRef({ ...shop, ref: 'heads/main' });
  await responder.rest.git.createRef({ ...shop, ref: `refs/heads/${branch}`, sha: main.object.sha });
  const push = async ({ path = 'src/pay.ts', message = 'hotfix: pay again', content = 'pay();\n' }: Change = {}) => {
    const { data } = await responder.rest.repos.createOrUpdateFileContents({
      ...shop,
      path,
      branch,
      message,
      content: Buffer.from(content).toString('base64'),
    });
    return data.commit.sha ?? '';
  };
  const head = await push(first);
  const { data: pull } = await responder.rest.pulls.create({
    ...shop,
    title: 'HOTFIX: pay',
    head: branch,
    base: 'main',
  });
  await lead.rest.repos.updateBranchProtection({
    ...shop,
    branch: 'main',
    required_status_checks: {
      strict: false,
      contexts: [],
      checks: [{ context: 'test', app_id: sandbox.seeded.actions.id }],
    },
    enforce_admins: true,
    required_pull_request_reviews: null,
    restrictions: null,
  });
  const check = async (sha: string, conclusion: 'success' | 'failure') => {
    const { store, seeded } = sandbox;
    const installation = [...store.installations.values()].find(({ appId }) => appId === seeded.actions.id);
    const { token } = createInstallationToken(store, known(store.installations, installation?.id ?? 0));
    const actions = new Octokit({ auth: token, baseUrl: `${sandbox.url}/api/v3` });
    await actions.rest.checks.create({ ...shop, name: 'test', head_sha: sha, conclusion });
  };
  const review = async (who: 'reviewer' | 'commander' | 'lead', event: 'APPROVE' | 'REQUEST_CHANGES' | 'COMMENT') => {
    await github.as(who).rest.pulls.createReview({ ...shop, pull_number: pull.number, event, body: 'Seen' });
  };
  const judged = async (sha = head) => {
    const asked = { place: shop, pull: pull.number, head: sha, base: 'main' };
    const facts = await github.gateway.hotfixes(sandbox.app.installationId).facts(asked);
    if (facts === null) throw new Error('There is no such pull request.');
    const { conclusion, rows } = judgeHotfix(facts, policy, record({ pulls: [pull.number] }));
    const open = rows.filter(({ holds }) => holds !== 'yes').map(({ name, holds }) => `${name} ${holds}`);
    return { conclusion, open, facts };
  };
  return { github, responder, head, pull, push, check, review, judged };
}

test('however much is said of it beside, opinions are read', async () => {
  const { head, check, review, judged } = await aHotfix();
  await check(head, 'success');
  await review('commander', 'APPROVE');
  for (let nth = 0; nth < 101; nth += 1) await review('reviewer', 'COMMENT');
  expect(await judged()).toMatchObject({ conclusion: 'success', open: [] });
});

test('tested by GitHub Actions and approved by somebody else it may be merged, and four requests tell so', async () => {
  const { github, head, check, review, judged } = await aHotfix();
  expect(await judged()).toMatchObject({
    conclusion: 'pending',
    open: ['checks waits', 'checks waits', 'approval waits'],
  });
  await check(head, 'success');
  await review('reviewer', 'APPROVE');
  expect(await judged()).toMatchObject({ conclusion: 'pending', open: ['approval waits'] });
  await review('commander', 'APPROVE');
  github.asked();
  expect(await judged()).toMatchObject({ conclusion: 'success', open: [] });
  expect(github.asked()).toHaveLength(4);
  expect(github.sandbox.violations()).toEqual([]);
});

test('AC-20 what is pushed after the approval needs its own tests and approval', async () => {
  const { github, head, push, check, review, judged } = await aHotfix();
  await check(head, 'success');
  await review('commander', 'APPROVE');
  const next = await push({ path: 'src/more.ts' });
  await judged();
  for (const sha of [head, next]) {
    github.asked();
    const seen = await judged(sha);
    expect(seen).toMatchObject({ conclusion: 'pending', open: ['checks waits', 'checks waits', 'approval waits'] });
    expect(seen.facts.head).toBe(next);
    expect(github.asked()).toHaveLength(4);
  }
});

test('a check that is run again counts as it ends then', async () => {
  const { head, check, review, judged } = await aHotfix();
  await review('commander', 'APPROVE');
  await check(head, 'success');
  await check(head, 'failure');
  expect(await judged()).toMatchObject({ conclusion: 'failure', open: ['checks waits', 'checks no'] });
  await check(head, 'success');
  expect(await judged()).toMatchObject({ conclusion: 'success', open: [] });
});

test('AC-23 a status of that name that its author posts is no check', async () => {
  const { responder, head, review, judged } = await aHotfix();
  await review('commander', 'APPROVE');
  await responder.rest.repos.createCommitStatus({ ...shop, sha: head, context: 'test', state: 'success' });
  expect(await judged()).toMatchObject({ conclusion: 'pending', open: ['checks waits', 'checks waits'] });
});

test('AC-25 a co-author does not vouch for it', async () => {
  const { github, check, review, push, judged } = await aHotfix();
  const { commander } = github.sandbox.seeded.people;
  const line = `Co-authored-by: ${commander.login} <${commander.id}+${commander.login}@users.noreply.github.com>`;
  const next = await push({ path: 'src/more.ts', message: `hotfix: pay\n\n${line}` });
  await check(next, 'success');
  await review('commander', 'APPROVE');
  expect(await judged(next)).toMatchObject({ conclusion: 'pending', open: ['approval waits'] });
});

test('whoever may write here and asks for changes blocks it, until they approve', async () => {
  const { github, head, check, review, judged } = await aHotfix();
  await check(head, 'success');
  await review('commander', 'APPROVE');
  await review('lead', 'REQUEST_CHANGES');
  expect(await judged()).toMatchObject({ conclusion: 'failure', open: ['objections no'] });
  await review('lead', 'APPROVE');
  expect(await judged()).toMatchObject({ conclusion: 'success', open: [] });
  expect(github.sandbox.violations()).toEqual([]);
});

test('S002-22 AC-24 its files are those of the commit, with what they add', async () => {
  const mark = '// INCIDENT FIX: no cache (REMOVE AFTER INCIDENT)\n';
  const { push, judged } = await aHotfix({ content: mark });
  expect((await judged()).open).toContain('markers no');
  const next = await push({ path: '.github/workflows/ci.yml', content: 'on: push\n' });
  const { open, facts } = await judged(next);
  expect(open).toContain('files no');
  expect(facts.files.items).toMatchObject([
    { path: '.github/workflows/ci.yml', changedLines: 1, patch: '@@ -0,0 +1 @@\n+on: push' },
    { path: 'src/pay.ts', changedLines: 1, patch: `@@ -0,0 +1 @@\n+${mark.trim()}` },
  ]);
});

test('a head that is pushed back and forth is judged by what is said of it, whichever head the event told', async () => {
  const { head, push, check, review, judged } = await aHotfix();
  const next = await push({ path: 'src/more.ts' });
  await check(next, 'success');
  await review('commander', 'APPROVE');
  expect(await judged(head)).toMatchObject({ conclusion: 'success', facts: { head: next } });
});
