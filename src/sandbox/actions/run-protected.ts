// Lets a job begin: when it is its turn in its concurrency group, and once the environment that it names lets it.
import type { Job } from '../state/automation.ts';
import { moveJob } from '../state/runs.ts';
import { fill, isTrue, type Scope } from './expression.ts';
import type { Claim } from './groups.ts';
import { makeDeployment, sayDeployment } from './job-deployment.ts';
import type { JobResult, RunContext } from './run-context.ts';
import { type DueJob, failJob, runJob } from './run-job.ts';
import type { JobOfFile } from './workflow-file.ts';

/** A job whose condition holds. */
export type PermittedJob = Omit<DueJob, 'deployment'>;

/** Runs it when it may. */
export async function runProtected(due: PermittedJob, scope: Scope): Promise<JobResult> {
  const { context, job, planned } = due;
  if (planned.concurrency === undefined) return runInEnvironment(due, scope);
  const own = new AbortController();
  const signal = AbortSignal.any([context.cancel, own.signal]);
  const claim = claimOf(context, job, planned.concurrency, scope, { signal, cancel: () => own.abort() });
  if ((await context.groups.enter(claim)) === 'cancelled') return cancelled(context, job);
  try {
    return await runInEnvironment({ ...due, context: { ...context, cancel: signal } }, scope);
  } finally {
    context.groups.leave(claim);
  }
}

function claimOf(
  { store, run }: RunContext,
  job: Job,
  written: NonNullable<JobOfFile['concurrency']>,
  scope: Scope,
  end: Pick<Claim, 'signal' | 'cancel'>,
): Claim {
  const name = fill(written.group, scope).toLowerCase();
  const isOfRuns = [...store.workflowRuns.values()].some(
    ({ status, repositoryId, concurrency }) =>
      status !== 'completed' && repositoryId === run.repositoryId && concurrency?.group === name,
  );
  if (isOfRuns) throw new Error(`The sandbox does not support that a job shares the group ${name} with a workflow.`);
  return {
    ...end,
    group: `${run.repositoryId}/${name}`,
    cancelInProgress: isTrue(written['cancel-in-progress'], scope),
    keepsAll: written.queue === 'max',
    waits: () => void moveJob(store, job, { status: 'pending' }),
  };
}

function cancelled({ store }: RunContext, job: Job): JobResult {
  moveJob(store, job, { status: 'completed', conclusion: 'cancelled' });
  return { conclusion: 'cancelled', outputs: {} };
}

async function runInEnvironment(due: PermittedJob, scope: Scope): Promise<JobResult> {
  const { context, job, planned } = due;
  const environment = planned.environment === undefined ? '' : fill(planned.environment.name, scope);
  const deployment = environment === '' ? null : makeDeployment(context.store, context.run, environment);
  const verdict = deployment === null ? 'approved' : await context.gate(job, deployment, context.cancel);
  if (verdict === 'approved') return runJob({ ...due, deployment });
  if (deployment !== null) sayDeployment(context.store, job, deployment, { state: 'failure' });
  if (verdict === 'rejected') return failJob(context.store, job, `The deployment to ${environment} was rejected.`);
  return cancelled(context, job);
}
