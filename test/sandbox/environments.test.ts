/** Environments and the rules that protect them: a job waits until it may deploy. */
import { expect, test } from 'vitest';
import type { Sandbox } from '../../src/sandbox/start-sandbox.ts';
import { dispatch, jobsOf, logOf, reached, runOf, withFiles, workflow } from './actions/support.ts';
import { as, asBot, type Client, listen, localGithub, shop } from './support/local-github.ts';

const path = '.github/workflows/deploy.yml';
const deploys = workflow('- run: echo deployed', { job: 'environment: production' });
const production = `${shop}/environments/production`;
const manifest = {
  name: 'Firebreak',
  description: '',
  default_permissions: { actions: 'read', deployments: 'write' } as const,
  default_events: ['workflow_run', 'deployment_protection_rule'],
};

/** A run that has come to the environment, whose rules somebody with admin has set. */
async function waitingRun(
  rules: (sandbox: Sandbox) => object,
  more: (lead: Client, sandbox: Sandbox) => unknown = () => undefined,
) {
  const { sandbox, responder } = await withFiles({ [path]: deploys }, { runs: 'execute', manifest });
  const { heard, names } = await listen(sandbox);
  const lead = as(sandbox, 'lead');
  expect((await lead('PUT', production, rules(sandbox))).status).toBe(200);
  await more(lead, sandbox);
  const id = await dispatch(responder, 'deploy.yml');
  await reached(sandbox, id, 'waiting');
  const run = `${shop}/actions/runs/${id}`;
  const ended = async () => {
    await sandbox.runs.idle();
    await sandbox.settled();
    return (await runOf(responder, id)).conclusion;
  };
  return { sandbox, responder, lead, id, run, heard, names, ended };
}

const reviewers = ({ seeded }: Sandbox) => ({ reviewers: [{ type: 'User', id: seeded.people.commander.id }] });

test('an environment can be set up by who has admin, and read', async () => {
  const sandbox = await localGithub();
  const team = [...sandbox.store.teams.values()].find(({ slug }) => slug === 'leads');
  const rules = { wait_timer: 30, prevent_self_review: true, reviewers: [{ type: 'Team', id: team?.id }] };
  expect((await as(sandbox, 'responder')('PUT', production, rules)).status).toBe(403);
  const { body } = await as(sandbox, 'lead')('PUT', production, rules);
  expect(body.protection_rules.map(({ type }: { type: string }) => type)).toEqual(['wait_timer', 'required_reviewers']);
  expect((await as(sandbox, 'responder')('GET', `${shop}/environments/Production`)).body).toEqual(body);
  expect((await as(sandbox, 'responder')('GET', `${shop}/environments`)).body.total_count).toBe(1);
  expect((await as(sandbox, 'responder')('GET', `${shop}/environments/staging`)).status).toBe(404);
});

test('what the sandbox does not have of environments is a 501', async () => {
  const sandbox = await localGithub();
  const lead = as(sandbox, 'lead');
  const policy = { deployment_branch_policy: { protected_branches: true, custom_branch_policies: false } };
  expect((await lead('PUT', production, policy)).status).toBe(501);
  expect((await lead('DELETE', production)).status).toBe(501);
});

test('a deployment makes its environment, without rules', async () => {
  const sandbox = await localGithub();
  const responder = as(sandbox, 'responder');
  await responder('POST', `${shop}/deployments`, { ref: 'main', environment: 'staging', auto_merge: false });
  expect((await responder('GET', `${shop}/environments/staging`)).body.protection_rules).toEqual([]);
});

test('a job waits for a reviewer, and goes on when one approves', async () => {
  const { sandbox, responder, run, id, ended, names } = await waitingRun(reviewers);
  expect((await jobsOf(responder, id))[0].status).toBe('waiting');
  const commander = as(sandbox, 'commander');
  const { body: pending } = await commander('GET', `${run}/pending_deployments`);
  expect(pending).toMatchObject([{ environment: { name: 'production' }, current_user_can_approve: true }]);
  const review = { environment_ids: [pending[0].environment.id], state: 'approved', comment: 'Ship it' };
  expect((await responder('GET', `${run}/pending_deployments`)).body[0].current_user_can_approve).toBe(false);
  expect((await responder('POST', `${run}/pending_deployments`, review)).status).toBe(422);
  const { status, body } = await commander('POST', `${run}/pending_deployments`, review);
  expect([status, body[0].environment]).toEqual([200, 'production']);
  expect(await ended()).toBe('success');
  expect(names()).toEqual(['workflow_run.requested', 'workflow_run.in_progress', 'workflow_run.completed']);
  expect((await commander('POST', `${run}/pending_deployments`, review)).status).toBe(422);
});

test('a job that a reviewer rejects fails, and its deployment with it', async () => {
  const { sandbox, responder, run, id, ended } = await waitingRun(reviewers);
  const commander = as(sandbox, 'commander');
  const { body: pending } = await commander('GET', `${run}/pending_deployments`);
  const review = { environment_ids: [pending[0].environment.id], state: 'rejected', comment: '' };
  await commander('POST', `${run}/pending_deployments`, review);
  expect(await ended()).toBe('failure');
  const [job] = await jobsOf(responder, id);
  expect(await logOf(responder, job.id)).toContain('The deployment to production was rejected.');
  const { body: deployments } = await responder('GET', `${shop}/deployments`);
  const { body: statuses } = await responder('GET', `${shop}/deployments/${deployments[0].id}/statuses`);
  expect(statuses[0].state).toBe('failure');
});

test('nobody reviews their own run where that is prevented', async () => {
  const { responder, run } = await waitingRun(({ seeded }) => ({
    prevent_self_review: true,
    reviewers: [{ type: 'User', id: seeded.people.responder.id }],
  }));
  const { body: pending } = await responder('GET', `${run}/pending_deployments`);
  expect(pending[0].current_user_can_approve).toBe(false);
  const review = { environment_ids: [pending[0].environment.id], state: 'approved', comment: '' };
  expect((await responder('POST', `${run}/pending_deployments`, review)).status).toBe(422);
});

test('a job waits for the time of its environment, by the clock of the sandbox', async () => {
  const { sandbox, ended } = await waitingRun(() => ({ wait_timer: 30 }));
  sandbox.advance('PT29M');
  expect(sandbox.store.pendingDeployments.size).toBe(1);
  sandbox.advance('PT1M1S');
  expect(await ended()).toBe('success');
});

test.each([
  ['approved', 'success'],
  ['rejected', 'failure'],
])('a job waits for the word of an app; %s is %s', async (state, conclusion) => {
  const rule = (lead: Client, sandbox: Sandbox) =>
    lead('POST', `${production}/deployment_protection_rules`, { integration_id: sandbox.app.id });
  const { sandbox, lead, responder, id, run, heard, ended } = await waitingRun(() => ({}), rule);
  expect((await lead('GET', `${production}/deployment_protection_rules`)).body.total_count).toBe(1);
  await sandbox.settled();
  const asked = heard.find(({ event }) => event === 'deployment_protection_rule')?.payload;
  expect(asked).toMatchObject({ action: 'requested', environment: 'production', event: 'workflow_dispatch' });
  expect(asked.deployment_callback_url).toBe(`${sandbox.url}/api/v3${run}/deployment_protection_rule`);
  const word = { environment_name: 'production', state, comment: 'No incident is open' };
  expect((await responder('POST', `${run}/deployment_protection_rule`, word)).status).toBe(403);
  const reader = await asBot(sandbox, { permissions: { actions: 'read', deployments: 'read' } });
  expect((await reader('POST', `${run}/deployment_protection_rule`, word)).status).toBe(403);
  const bot = await asBot(sandbox);
  const comment = { environment_name: 'production', comment: 'Looking' };
  expect((await bot('POST', `${run}/deployment_protection_rule`, comment)).status).toBe(204);
  expect((await runOf(responder, id)).status).toBe('waiting');
  expect((await bot('POST', `${run}/deployment_protection_rule`, word)).status).toBe(204);
  expect(await ended()).toBe(conclusion);
});

test('an app does not review in the place of a person', async () => {
  const { sandbox, run } = await waitingRun(reviewers);
  const bot = await asBot(sandbox);
  const review = { environment_ids: [1], state: 'approved', comment: '' };
  expect((await bot('POST', `${run}/pending_deployments`, review)).status).toBe(403);
});

test('a run that is cancelled while it waits does not deploy', async () => {
  const { sandbox, run, ended } = await waitingRun(reviewers);
  expect((await as(sandbox, 'lead')('POST', `${run}/cancel`)).status).toBe(202);
  expect(await ended()).toBe('cancelled');
  expect(sandbox.store.pendingDeployments.size).toBe(0);
});
