// How a run ends that is not executed: as a person in the web face or a script says.
import type { Conclusion, Deployment, Job, WorkflowRun } from '../state/automation.ts';
import { Refusal } from '../state/refusal.ts';
import { beginStep, currentRun, endStep, jobsOf, moveJob, moveRun } from '../state/runs.ts';
import { now, type Store } from '../state/store.ts';
import { makeDeployment, sayDeployment, stateFor } from './job-deployment.ts';

/** What is decided. */
export type Decision =
  | { readonly status: 'in_progress' }
  | { readonly status: 'completed'; readonly conclusion: Exclude<Conclusion, 'skipped'> };

/** Moves a run on, with its jobs and the deployments of those that name an environment. A run that ends has been in progress, unless it is cancelled before. 409 when it has ended. */
export function decideRun(store: Store, run: WorkflowRun, decision: Decision): void {
  const { status } = currentRun(store, run);
  if (status === 'completed') throw new Refusal(409, `Run ${run.id} has ended.`);
  const cancelled = decision.status === 'completed' && decision.conclusion === 'cancelled';
  if (status === 'pending' && !cancelled) throw new Refusal(409, `Run ${run.id} waits for its concurrency group.`);
  if (status !== 'in_progress' && !cancelled) begin(store, run);
  if (decision.status === 'completed') end(store, run, decision.conclusion);
}

function begin(store: Store, run: WorkflowRun): void {
  const current = moveRun(store, run, { status: 'in_progress' });
  for (const job of jobsOf(store, current)) {
    moveJob(store, job, { status: 'in_progress' });
    beginStep(store, job, 'Set up job');
    if (job.environment === null) continue;
    const deployment = makeDeployment(store, current, job.environment);
    sayDeployment(store, job, deployment, { state: 'in_progress' });
  }
}

function end(store: Store, run: WorkflowRun, conclusion: Exclude<Conclusion, 'skipped'>): void {
  for (const job of jobsOf(store, currentRun(store, run))) {
    if (job.status === 'completed') continue;
    const log = [`${now(store)} Not executed: it was decided that this run ends with ${conclusion}.`];
    for (const step of job.steps)
      if (step.status !== 'completed') endStep(store, job, step.number, { conclusion, log });
    const deployment = job.status === 'in_progress' ? deploymentOf(store, run, job) : undefined;
    if (deployment) sayDeployment(store, job, deployment, { state: stateFor(conclusion) });
    moveJob(store, job, { status: 'completed', conclusion });
  }
  moveRun(store, run, { status: 'completed', conclusion });
}

function deploymentOf(store: Store, run: WorkflowRun, job: Job): Deployment | undefined {
  return [...store.deployments.values()].findLast((one) => one.runId === run.id && one.environment === job.environment);
}
