/** A rollback is dispatched, followed and read by a client that nobody here wrote. */
import { Octokit } from 'octokit';
import { expect, test } from 'vitest';
import { putFile, withFiles, workflow } from './support.ts';

const here = { owner: 'acme', repo: 'shop' };

test('octokit dispatches a rollback, follows its run, reads its jobs and logs, and finds its deployment', async () => {
  const steps = `
- { name: Pause, run: echo paused }
- { name: Roll back, run: 'echo "rolled back to $SHA"', env: { SHA: '\${{ inputs.sha }}' } }
- { name: Verify, run: 'test "$GITHUB_REF_NAME" = main' }
`;
  const head = 'on: { workflow_dispatch: { inputs: { sha: { type: string, required: true } } } }';
  const { sandbox, responder } = await withFiles({}, { runs: 'execute' });
  await putFile(responder, '.github/workflows/rollback.yml', workflow(steps, { head, job: 'environment: production' }));
  const { rest } = new Octokit({ auth: sandbox.tokens.responder, baseUrl: `${sandbox.url}/api/v3` });
  const { data: dispatched } = await rest.actions.createWorkflowDispatch({
    ...{ ...here, workflow_id: 'rollback.yml', ref: 'main', inputs: { sha: 'abc' }, return_run_details: true },
  });
  const run_id = Number(Object(dispatched).workflow_run_id);
  await sandbox.runs.idle();
  const { data: run } = await rest.actions.getWorkflowRun({ ...here, run_id });
  expect([run.status, run.conclusion, run.event]).toEqual(['completed', 'success', 'workflow_dispatch']);
  const { data: jobs } = await rest.actions.listJobsForWorkflowRun({ ...here, run_id });
  const [job] = jobs.jobs;
  expect(job?.steps?.map(({ name }) => name)).toEqual(['Set up job', 'Pause', 'Roll back', 'Verify', 'Complete job']);
  const logs = await rest.actions.downloadJobLogsForWorkflowRun({ ...here, job_id: job?.id ?? 0 });
  expect(String(logs.data)).toContain('rolled back to abc');
  const { data: deployments } = await rest.repos.listDeployments({ ...here, environment: 'production' });
  expect(deployments.map(({ sha }) => sha)).toEqual([run.head_sha]);
  await expect(rest.actions.cancelWorkflowRun({ ...here, run_id })).rejects.toMatchObject({ status: 409 });
});
