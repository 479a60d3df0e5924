// A run is started once, on any host, and found again where its answer was lost: ours, and nobody else's of that name.
import { describe, expect, test } from 'vitest';
import type { EffectOf } from '../../../src/core/effects.ts';
import { decideRun } from '../../../src/sandbox/actions/decide-run.ts';
import { type LocalGitHub, localGitHub, shop } from './local-github.ts';

const since = '2026-03-02T09:00:00Z';
const key = 'firebreak-7-1';
const workflow = 'go-back.yml';
const dispatches = 'POST /repos/{owner}/{repo}/actions/workflows/{workflow_id}/dispatches';

const text = `on: { workflow_dispatch: { inputs: { key: { type: string } } } }
run-name: Rollback (\${{ inputs.key }})
jobs: { roll: { runs-on: ubuntu-latest, steps: [{ run: "true" }] } }
`;

async function withWorkflow(): Promise<LocalGitHub> {
  const github = await localGitHub({ now: since });
  const { rest } = github.as('lead');
  const file = { path: `.github/workflows/${workflow}`, branch: 'main', message: 'Roll back' };
  const content = Buffer.from(text).toString('base64');
  await rest.repos.createOrUpdateFileContents({ ...shop, ...file, content });
  return github;
}

const start: EffectOf<'dispatch'> = {
  kind: 'dispatch',
  key: `dispatch/${key}`,
  operation: key,
  workflow,
  branch: null,
  inputs: { key },
  at: since,
};

/** Starts what may be taken for ours. */
async function forged(github: LocalGitHub, branch: string): Promise<void> {
  const { rest } = github.as('responder');
  const { data: base } = await rest.git.getRef({ ...shop, ref: 'heads/main' });
  if (branch !== 'main') await rest.git.createRef({ ...shop, ref: `refs/heads/${branch}`, sha: base.object.sha });
  await rest.actions.createWorkflowDispatch({ ...shop, workflow_id: workflow, ref: branch, inputs: { key } });
}

const found = async (github: LocalGitHub, branch: string | null) => {
  const issue = await github.declare();
  const wanted = { key, workflow, branch, since };
  const run = await github.incidents.findRun(issue, wanted);
  return run?.id ?? null;
};

const startedBy = ({ sandbox }: LocalGitHub, login: string) =>
  [...sandbox.store.workflowRuns.values()].filter(
    ({ actorId }) => sandbox.store.users.get(actorId)?.login.startsWith(login) === true,
  );

test.each([
  ['on another branch', 'topic'],
  ['on the default branch', 'main'],
])('a run of that name that somebody else started %s is not ours', async (_name, branch) => {
  const github = await withWorkflow();
  await forged(github, branch);
  expect(await found(github, 'main')).toBeNull();
  expect(await found(github, null)).toBeNull();
});

test('ours is found among them by its name, on the branch that it was started on', async () => {
  const github = await withWorkflow();
  const issue = await github.declare();
  await github.incidents.perform(issue, [start], {});
  await forged(github, 'topic');
  await forged(github, 'main');
  const [ours] = startedBy(github, 'firebreak');
  expect(ours?.id).toBeDefined();
  expect(await found(github, 'main')).toBe(ours?.id);
  expect(await found(github, null)).toBe(ours?.id);
  expect(await found(github, 'topic')).toBeNull();
});

test('a host that tells the run of a start is asked once', async () => {
  const github = await withWorkflow();
  const issue = await github.declare();
  const [result] = await github.incidents.perform(issue, [start], {});
  const [run, ...more] = startedBy(github, 'firebreak');
  expect(result).toMatchObject({ ok: true, run: { id: run?.id } });
  expect(more).toEqual([]);
});

test.each([
  [422, 'Invalid request.\n\n"return_run_details" is not a permitted key.'],
  [400, 'Unexpected inputs provided: ["return_run_details"]'],
])(
  'a host that does not know that it can tell of it (%i) is asked again without, and the run is found by its name',
  async (status, message) => {
    const github = await withWorkflow();
    const issue = await github.declare();
    github.fault(dispatches, { status, match: 'return_run_details', body: { message } });
    github.asked();
    const [result] = await github.incidents.perform(issue, [start], {});
    expect(github.asked().filter((one) => one === dispatches)).toHaveLength(2);
    expect(result).toMatchObject({ ok: true, run: null });
    const [run, ...more] = startedBy(github, 'firebreak');
    expect(more).toEqual([]);
    expect(await found(github, null)).toBe(run?.id);
  },
);

test.each([
  ['refuses the values', 422, "Required input 'sha' not provided"],
  ['has no such workflow', 404, 'Not Found'],
])('a host that %s is not asked again', async (_name, status, message) => {
  const github = await withWorkflow();
  const issue = await github.declare();
  github.fault(dispatches, { status, body: { message } });
  github.asked();
  const [result] = await github.incidents.perform(issue, [start], {});
  expect(result).toMatchObject({ ok: false, fate: 'final', status });
  expect(github.asked().filter((one) => one === dispatches)).toHaveLength(1);
  expect(startedBy(github, 'firebreak')).toEqual([]);
});

describe('what is ended before a rollback', () => {
  const stops = workflow;
  const decided = (github: LocalGitHub, id: number, how: 'in_progress' | 'completed') => {
    const run = github.sandbox.store.workflowRuns.get(id);
    if (run === undefined) throw new Error('no run');
    decideRun(
      github.sandbox.store,
      run,
      how === 'completed' ? { status: how, conclusion: 'success' } : { status: how },
    );
  };
  const deploy = async (github: LocalGitHub): Promise<number> => {
    const asked = { ...shop, workflow_id: workflow, ref: 'main', return_run_details: true };
    const { data } = await github.as('responder').rest.actions.createWorkflowDispatch(asked);
    return Number(Object(data).workflow_run_id);
  };
  const ended = (github: LocalGitHub) =>
    [...github.sandbox.store.workflowRuns.values()].flatMap(({ id, conclusion }) =>
      conclusion === 'cancelled' ? [id] : [],
    );

  test('is every run of the workflow that deploys, however many there are and whatever ended after it began', async () => {
    const github = await withWorkflow();
    const issue = await github.declare();
    const open: number[] = [];
    for (let index = 0; index < 4; index += 1) open.push(await deploy(github));
    for (const id of open) decided(github, id, 'in_progress');
    for (let index = 0; index < 30; index += 1) decided(github, await deploy(github), 'completed');
    const [result] = await github.incidents.perform(issue, [{ ...start, stops }], {});
    expect(result).toMatchObject({ ok: true });
    expect(ended(github)).toEqual(open);
  });

  test('is no run of ours: it is the rollback of another incident', async () => {
    const github = await withWorkflow();
    const issue = await github.declare();
    await github.incidents.perform(issue, [start], {});
    const [ours] = startedBy(github, 'firebreak');
    decided(github, ours?.id ?? 0, 'in_progress');
    await forged(github, 'main');
    const next = { ...start, key: 'dispatch/firebreak-8-1', operation: 'firebreak-8-1', stops };
    await github.incidents.perform(issue, [next], {});
    // A name makes nobody's run ours.
    expect(ended(github)).toEqual([(ours?.id ?? 0) + 1]);
  });
});
