// The deployment of a job that names an environment: made when its turn comes, in progress when it starts, and ended as the job ends.
import { runPage } from '../rest/shapes/automation.ts';
import type { Conclusion, Deployment, DeploymentState, Job, WorkflowRun } from '../state/automation.ts';
import { createDeployment, createDeploymentStatus } from '../state/deployments.ts';
import type { Repository } from '../state/repository.ts';
import { known, type Store } from '../state/store.ts';
import { actionsActor } from './token.ts';

/** Makes it, as GitHub Actions. */
export function makeDeployment(store: Store, run: WorkflowRun, environment: string): Deployment {
  const repository = repositoryOf(store, run);
  const input = { ref: run.headBranch, sha: run.headSha, environment, runId: run.id };
  return createDeployment(store, actionsActor(store, repository), repository, input);
}

/** Says how it stands; `url` is where the environment can be looked at. */
export function sayDeployment(
  store: Store,
  job: Job,
  deployment: Deployment,
  { state, url = '' }: { readonly state: DeploymentState; readonly url?: string },
): void {
  const run = known(store.workflowRuns, job.runId);
  createDeploymentStatus(store, actionsActor(store, repositoryOf(store, run)), deployment, {
    ...{ state, logUrl: `${runPage(store, run)}/job/${job.id}` },
    ...(url === '' ? {} : { environmentUrl: url }),
  });
}

/** What a job's end says of its deployment: one that was cancelled or refused has not deployed. */
export function stateFor(conclusion: Conclusion): DeploymentState {
  return conclusion === 'success' ? 'success' : 'failure';
}

function repositoryOf(store: Store, run: WorkflowRun): Repository {
  return known(store.repositories, run.repositoryId);
}
