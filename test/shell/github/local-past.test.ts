// What happened lately, read from the local GitHub: two requests, and what is refused is only left out.
import { describe, expect, test } from 'vitest';
import { decideRun } from '../../../src/sandbox/actions/decide-run.ts';
import { type LocalGitHub, localGitHub, nothing, shop } from './local-github.ts';

type Client = ReturnType<LocalGitHub['as']>;

const wanted = {
  environment: 'production',
  since: '2026-03-01T00:00:00Z',
  paths: ['config'],
  accepted: ['status: investigating', 'status: closed'],
};

/** The tip of the default branch, with a file changed by a merged pull request. */
async function merge(client: Client, path: string, title: string): Promise<string> {
  const { data: base } = await client.rest.git.getRef({ ...shop, ref: 'heads/main' });
  const branch = `change-${path.replaceAll(/\W/g, '-')}`;
  await client.rest.git.createRef({ ...shop, ref: `refs/heads/${branch}`, sha: base.object.sha });
  const content = Buffer.from(`${title}\n`).toString('base64');
  await client.rest.repos.createOrUpdateFileContents({ ...shop, path, branch, message: title, content });
  const { data: pull } = await client.rest.pulls.create({ ...shop, title, head: branch, base: 'main' });
  const { data: merged } = await client.rest.pulls.merge({ ...shop, pull_number: pull.number, merge_method: 'squash' });
  return merged.sha;
}

type State = 'in_progress' | 'success' | 'failure';

async function deploy(client: Client, ref: string, ...states: readonly State[]): Promise<string> {
  return deployTo(client, 'production', ref, ...states);
}

async function deployTo(client: Client, environment: string, ref: string, ...states: readonly State[]) {
  const { data } = await client.rest.repos.createDeployment({
    ...shop,
    ref,
    environment,
    auto_merge: false,
    required_contexts: [],
  });
  if (!('id' in data)) throw new Error('no deployment');
  for (const state of states)
    await client.rest.repos.createDeploymentStatus({ ...shop, deployment_id: data.id, state });
  return data.node_id;
}

test('deployments with their statuses, what each brought, merges, releases and the configuration come in two requests', async () => {
  const github = await localGitHub({ now: '2026-03-02T09:00:00Z' });
  const lead = github.as('lead');
  const issue = await github.declare({ labels: ['incident', 'P0', 'status: investigating'] });
  const first = await merge(lead, 'src/pay.ts', 'Pay faster');
  const good = await deploy(lead, first, 'in_progress', 'success');
  github.sandbox.advance('PT1H');
  const second = await merge(lead, 'config/flags.yml', 'Turn the new cart on');
  const bad = await deploy(lead, second, 'in_progress', 'success');
  await lead.rest.repos.createRelease({ ...shop, tag_name: 'v2', name: 'Two', target_commitish: second });
  github.asked();
  const { past } = await github.incidents.facts(issue, { ...nothing, past: wanted });
  expect(github.asked().sort()).toEqual(['Facts', 'GET /repos/{owner}/{repo}/actions/runs', 'RecentPast']);
  expect(past?.unread).toEqual([]);
  expect(past?.deployments.slice(0, 2)).toMatchObject([
    {
      id: bad,
      environment: 'production',
      sha: second,
      by: 'lead',
      statuses: [{ state: 'success' }, { state: 'in_progress' }],
    },
    { id: good, sha: first, statuses: expect.arrayContaining([expect.objectContaining({ state: 'success' })]) },
  ]);
  expect(past?.brought[bad]).toContain(second);
  expect(past?.brought[bad]).not.toContain(first);
  expect(past?.pulls.slice(0, 2)).toMatchObject([
    { title: 'Turn the new cart on', sha: second, files: ['config/flags.yml'], changedLines: 1 },
    { title: 'Pay faster', sha: first },
  ]);
  expect(past?.releases[0]).toMatchObject({ tag: 'v2', name: 'Two', sha: second });
  expect(past?.configuration[0]).toMatchObject({ path: 'config', sha: second });
  expect(past?.incidents).toMatchObject([{ number: issue.number, to: null }]);
  expect(github.sandbox.violations()).toEqual([]);
});

test('a deployment brought what was merged since what was live there before, whatever was tried elsewhere, failed or is older than a day', async () => {
  const github = await localGitHub({ now: '2026-03-02T09:00:00Z' });
  const lead = github.as('lead');
  const issue = await github.declare({ labels: ['incident', 'P0', 'status: investigating'] });
  const good = await deploy(lead, await merge(lead, 'src/pay.ts', 'Pay faster'), 'success');
  const merged: string[] = [];
  for (const path of ['src/old.ts', 'src/cart.ts', 'docs/cart.md']) {
    github.sandbox.advance('PT20H');
    merged.unshift(await merge(lead, path, `Change ${path}`));
    await deployTo(lead, 'staging', merged[0] ?? '', 'success');
  }
  const failed = await deploy(lead, merged[1] ?? '', 'failure');
  github.sandbox.advance('PT1M');
  const bad = await deploy(lead, merged[0] ?? '', 'success');
  github.sandbox.advance('PT1M');
  const back = await deploy(lead, merged[2] ?? '', 'success');
  const past = (await github.incidents.facts(issue, { ...nothing, past: { ...wanted, since: '2026-03-04T12:00:00Z' } }))
    .past;
  expect(past?.brought[bad]).toEqual(merged);
  expect(past?.brought[failed]).toEqual(merged.slice(1));
  expect(past?.brought[back]).toEqual([]);
  expect(past?.brought).not.toHaveProperty(good);
  expect(past?.pulls.map(({ sha }) => sha)).toEqual(merged);
  expect(past?.pulls[0]).toMatchObject({ files: ['docs/cart.md'], changedFiles: 1, commits: [expect.any(String)] });
});

test('an incident is one that somebody here accepted: of reports by strangers, however many, nothing is said', async () => {
  const github = await localGitHub();
  const issue = await github.declare({ labels: ['incident', 'P0', 'status: investigating'] });
  const labels = ['incident', 'P0', 'status: reported'];
  for (let report = 0; report < 60; report += 1) await github.declare({ labels });
  await github.declare({ labels: ['incident', 'P0'] });
  const { past } = await github.incidents.facts(issue, { ...nothing, past: wanted });
  expect(past?.incidents.map(({ number }) => number)).toEqual([issue.number]);
});

test.each([
  ['the query', 'POST /graphql', ['deployments', 'pull requests', 'releases', 'other incidents', 'the configuration']],
  ['the runs', 'GET /repos/{owner}/{repo}/actions/runs', ['workflow runs']],
])('%s is refused: it is named, and the rest is there', async (_name, route, unread) => {
  const github = await localGitHub();
  const issue = await github.declare();
  github.fault(route, { status: 403, times: 9, ...(route.includes('graphql') ? { match: 'RecentPast' } : {}) });
  const { past, issue: live } = await github.incidents.facts(issue, { ...nothing, past: wanted });
  expect(live?.title).toBe('Shop down');
  expect([...(past?.unread ?? [])].sort()).toEqual([...unread].sort());
});

test('an answer that nobody understands: it is named, and the rest is there', async () => {
  const github = await localGitHub();
  const issue = await github.declare();
  github.fault('GET /repos/{owner}/{repo}/actions/runs', { status: 200, body: { workflow_runs: 'none' }, times: 9 });
  const { past, issue: live } = await github.incidents.facts(issue, { ...nothing, past: wanted });
  expect(live?.title).toBe('Shop down');
  expect(past?.unread).toEqual(['workflow runs']);
});

test('no answer: it is named, and the facts do not wait for it', async () => {
  const github = await localGitHub({}, { turn: { unasked: 100, asked: 100 } });
  const issue = await github.declare();
  github.fault('GET /repos/{owner}/{repo}/actions/runs', { hang: true, times: 9 });
  const { past, issue: live } = await github.incidents.facts(issue, { ...nothing, past: wanted });
  expect(live?.title).toBe('Shop down');
  // On a slow machine the rest may come too late as well.
  expect(past?.unread).toContain('workflow runs');
});

/** Runs of the workflow that deploys, each ended so; their ids, the first first. */
async function runsOf(
  github: LocalGitHub,
  ...conclusions: readonly ('success' | 'failure')[]
): Promise<readonly number[]> {
  const { rest } = github.as('lead');
  const text =
    'on: { workflow_dispatch: {} }\njobs: { deploy: { runs-on: ubuntu-latest, steps: [{ run: "true" }] } }\n';
  const content = Buffer.from(text).toString('base64');
  await rest.repos.createOrUpdateFileContents({
    ...shop,
    path: '.github/workflows/deploy.yml',
    branch: 'main',
    message: 'Deploy',
    content,
  });
  const ids: number[] = [];
  for (const conclusion of conclusions) {
    const asked = { ...shop, workflow_id: 'deploy.yml', ref: 'main', return_run_details: true };
    const { data } = await rest.actions.createWorkflowDispatch(asked);
    const id = Number(Object(data).workflow_run_id);
    github.sandbox.advance('PT1M');
    const run = github.sandbox.store.workflowRuns.get(id);
    if (run === undefined) throw new Error('no run');
    decideRun(github.sandbox.store, run, { status: 'completed', conclusion });
    ids.push(id);
    github.sandbox.advance('PT10M');
  }
  return ids;
}

describe('failed runs', () => {
  const failing = async (github: LocalGitHub, ...changed: readonly object[]) => {
    const ids = await runsOf(github, ...changed.map(() => 'failure' as const));
    for (const [at, change] of changed.entries())
      Object.assign(github.sandbox.store.workflowRuns.get(ids[at] ?? 0) ?? {}, change);
    return ids;
  };

  test('are those that people with the right to write began: of the default branch, by hand, by the clock, for a release or a deployment', async () => {
    const github = await localGitHub({ now: '2026-03-02T09:00:00Z' });
    const issue = await github.declare();
    const ids = await failing(
      github,
      { event: 'pull_request' },
      { event: 'issue_comment' },
      { event: 'push', headBranch: 'feature/x' },
      { event: 'push' },
      { event: 'release', headBranch: 'v1' },
      { event: 'schedule' },
    );
    const { past } = await github.incidents.facts(issue, { ...nothing, past: wanted });
    expect(past?.failedRuns.map(({ id }) => id)).toEqual(ids.slice(3).reverse());
    expect(past?.failedRuns.every(({ workflow }) => workflow !== '')).toBe(true);
  });

  test('are asked for apart where a day has more runs than a page, and how many there are is said', async () => {
    const github = await localGitHub();
    const issue = await github.declare();
    const failed = (id: number) => ({
      id,
      event: 'push',
      name: 'Deploy',
      path: '.github/workflows/deploy.yml',
      head_branch: 'main',
      head_sha: 'a'.repeat(40),
      updated_at: '2026-03-02T09:00:00Z',
      conclusion: id === 1 ? 'timed_out' : 'failure',
      html_url: 'https://github.example/runs',
    });
    const route = 'GET /repos/{owner}/{repo}/actions/runs';
    github.fault(route, { status: 200, body: { total_count: 300, workflow_runs: [failed(1)] }, times: 1 });
    github.fault(route, { status: 200, body: { total_count: 200, workflow_runs: [failed(2)] }, times: 1 });
    github.asked();
    const { past } = await github.incidents.facts(issue, { ...nothing, past: wanted });
    expect(past?.failedRuns.map(({ id }) => id).sort()).toEqual([1, 2]);
    expect(past?.cut).toEqual(['100 failed workflow runs']);
    expect(past?.unread).toEqual([]);
  });
});

describe('where deployments are not used', () => {
  const since = '2026-03-02T08:00:00Z';

  test('runs of the workflow that deploys say what was live: those that succeeded, and what is now', async () => {
    const github = await localGitHub({ now: '2026-03-02T09:00:00Z' });
    const issue = await github.declare();
    const [first, failed, newest] = await runsOf(github, 'success', 'failure', 'success');
    const from = { runsOf: 'deploy.yml' };
    github.asked();
    const { past, live } = await github.incidents.facts(issue, {
      ...nothing,
      past: { ...wanted, since, from },
      live: { environment: 'production', from },
    });
    expect(github.asked()).toContain('GET /repos/{owner}/{repo}/actions/workflows/{workflow_id}/runs');
    expect(past?.deployments).toMatchObject([
      { id: `run ${newest}`, environment: 'production', ref: 'main', by: 'lead', statuses: [{ state: 'success' }] },
      { id: `run ${failed}`, statuses: [{ state: 'failure' }] },
      { id: `run ${first}`, statuses: [{ state: 'success' }] },
    ]);
    expect(live).toMatchObject({ id: `run ${newest}`, sha: past?.deployments[0]?.sha });
  });

  test('a run of a pull request deploys nothing, whosever it is', async () => {
    const github = await localGitHub({ now: '2026-03-02T09:00:00Z' });
    const issue = await github.declare();
    const [first, preview] = await runsOf(github, 'success', 'success');
    Object.assign(github.sandbox.store.workflowRuns.get(preview ?? 0) ?? {}, { event: 'pull_request' });
    const from = { runsOf: 'deploy.yml' };
    const { past, live } = await github.incidents.facts(issue, {
      ...nothing,
      past: { ...wanted, since, from },
      live: { environment: 'production', from },
    });
    expect(past?.deployments.map(({ id }) => id)).toEqual([`run ${first}`]);
    expect(live).toMatchObject({ id: `run ${first}` });
  });

  test('and where GitHub does not tell of them, that is said', async () => {
    const github = await localGitHub();
    const issue = await github.declare();
    const from = { runsOf: 'deploy.yml' };
    const { past, live } = await github.incidents.facts(issue, {
      ...nothing,
      past: { ...wanted, from },
      live: { environment: 'production', from },
    });
    expect(past?.unread).toEqual(['deployments']);
    expect(live).toBeUndefined();
  });

  test.each(['tags', 'releases'] as const)('%s do, however old they are', async (from) => {
    const github = await localGitHub({ now: '2026-03-02T09:00:00Z' });
    const lead = github.as('lead');
    const issue = await github.declare();
    const shas: string[] = [];
    for (const tag of ['v1', 'v2']) {
      const sha = await merge(lead, `src/${tag}.ts`, `Change ${tag}`);
      shas.unshift(sha);
      if (from === 'tags') await lead.rest.git.createRef({ ...shop, ref: `refs/tags/${tag}`, sha });
      else await lead.rest.repos.createRelease({ ...shop, tag_name: tag, target_commitish: sha });
      github.sandbox.advance('P3D');
    }
    const asked = { ...wanted, since: '2026-03-08T00:00:00Z', from };
    const { past, live } = await github.incidents.facts(issue, { ...nothing, past: asked, live: { environment: 'production', from } });
    const of = from.slice(0, -1);
    expect(past?.deployments.map(({ id, sha }) => [id, sha])).toEqual([[`${of} v2`, shas[0]], [`${of} v1`, shas[1]]]);
    expect(past?.releases).toEqual([]);
    expect(past?.unread).toEqual([]);
    expect(live).toMatchObject({ id: `${of} v2`, sha: shas[0] });
    expect(github.sandbox.violations()).toEqual([]);
  }); // biome-ignore format: one thought a line
});
