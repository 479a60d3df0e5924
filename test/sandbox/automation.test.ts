/** Workflows, runs, deployments. */
import { expect, test } from 'vitest';
import type { Sandbox } from '../../src/sandbox/start-sandbox.ts';
import { as, type Client, listen, localGithub, shop } from './support/local-github.ts';

const workflow = `
name: Rollback
run-name: Rollback to \${{ inputs.sha }} (\${{ inputs.key }})
on:
  workflow_dispatch:
    inputs:
      sha: { required: true }
      key: { default: none }
jobs:
  roll-back:
    runs-on: ubuntu-latest
    steps: [{ run: ./roll-back }]
`;
const dispatches = `${shop}/actions/workflows/rollback.yml/dispatches`;

async function withWorkflow(sandbox: Sandbox): Promise<Client> {
  const responder = as(sandbox, 'responder');
  const content = Buffer.from(workflow).toString('base64');
  await responder('PUT', `${shop}/contents/.github/workflows/rollback.yml`, { message: 'Add', content });
  return responder;
}

test('a dispatch answers 204, and 200 with the run when it asks for run details', async () => {
  const sandbox = await localGithub();
  const responder = await withWorkflow(sandbox);
  const plain = await responder('POST', dispatches, { ref: 'main', inputs: { sha: 'abc' } });
  expect([plain.status, plain.text]).toEqual([204, '']);
  const detailed = await responder('POST', dispatches, {
    ref: 'main',
    inputs: { sha: 'def', key: 'r1' },
    return_run_details: true,
  });
  expect(detailed.status).toBe(200);
  const run = await responder('GET', `${shop}/actions/runs/${detailed.body.workflow_run_id}`);
  expect(run.body).toMatchObject({
    status: 'queued',
    event: 'workflow_dispatch',
    display_title: 'Rollback to def (r1)',
  });
  const runs = await responder('GET', `${shop}/actions/workflows/rollback.yml/runs?event=workflow_dispatch`);
  expect(runs.body.total_count).toBe(2);
});

test.each([
  [
    'an input the workflow does not declare',
    { ref: 'main', inputs: { sha: 'a', other: 'b' } },
    'Unexpected inputs provided: ["other"]',
  ],
  ['a missing required input', { ref: 'main' }, "Required input 'sha' not provided"],
  [
    'a ref that is no branch or tag',
    { ref: 'f'.repeat(40), inputs: { sha: 'a' } },
    `No ref found for: ${'f'.repeat(40)}`,
  ],
])('a dispatch with %s is a 422', async (_, body, message) => {
  const sandbox = await localGithub();
  const responder = await withWorkflow(sandbox);
  const refused = await responder('POST', dispatches, body);
  expect([refused.status, refused.body.message]).toEqual([422, message]);
});

test('dispatching takes write, and `actions: write` for an app', async () => {
  const sandbox = await localGithub();
  await withWorkflow(sandbox);
  expect((await as(sandbox, 'reviewer')('POST', dispatches, { ref: 'main', inputs: { sha: 'a' } })).status).toBe(403);
});

async function deploy(client: Client, environment: string): Promise<string> {
  const { body } = await client('POST', `${shop}/deployments`, {
    ref: 'main',
    environment,
    auto_merge: false,
    required_contexts: [],
  });
  const path = `${shop}/deployments/${body.id}/statuses`;
  await client('POST', path, { state: 'success' });
  return path;
}

test.each([
  ['production', 'success'],
  ['staging', 'inactive'],
])(
  'a newer success in %s leaves the older deployment %s: auto_inactive spares production',
  async (environment, state) => {
    const sandbox = await localGithub();
    const responder = as(sandbox, 'responder');
    const older = await deploy(responder, environment);
    await deploy(responder, environment);
    expect((await responder('GET', older)).body[0].state).toBe(state);
  },
);

test('a deployment with required contexts that nothing has passed is a 409', async () => {
  const sandbox = await localGithub();
  const input = { ref: 'main', required_contexts: ['ci'] };
  expect((await as(sandbox, 'responder')('POST', `${shop}/deployments`, input)).status).toBe(409);
});

test('runs and deployments are heard by an app that may read them', async () => {
  const manifest = {
    name: 'Firebreak',
    description: '',
    default_permissions: { actions: 'read', deployments: 'read' },
    default_events: ['workflow_run', 'deployment', 'deployment_status'],
  } as const;
  const sandbox = await localGithub({ manifest: { ...manifest, default_events: [...manifest.default_events] } });
  const { names } = await listen(sandbox);
  const responder = await withWorkflow(sandbox);
  await responder('POST', dispatches, { ref: 'main', inputs: { sha: 'a' } });
  await deploy(responder, 'production');
  await sandbox.settled();
  expect(names()).toEqual(['workflow_run.requested', 'deployment.created', 'deployment_status.created']);
});
