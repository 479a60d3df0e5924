// Workflows, runs, deployments and statuses in GitHub's shapes.
import type { Deployment, DeploymentStatus, Job, Workflow, WorkflowRun } from '../../state/automation.ts';
import { nodeIdOf } from '../../state/node-id.ts';
import { known, type Store } from '../../state/store.ts';
import { viaApp } from './app.ts';
import { simpleRepository } from './repository.ts';
import { repositoryPage, repositoryUrl, type Shape } from './urls.ts';
import { userWithId } from './user.ts';

/** `workflow`. */
export function workflowShape(store: Store, workflow: Workflow): Shape {
  const repository = known(store.repositories, workflow.repositoryId);
  const page = repositoryPage(store, repository);
  return {
    id: workflow.id,
    node_id: nodeIdOf('workflow', workflow.id),
    name: workflow.name,
    path: workflow.path,
    state: workflow.state,
    created_at: workflow.createdAt,
    updated_at: workflow.createdAt,
    url: `${repositoryUrl(store, repository)}/actions/workflows/${workflow.id}`,
    html_url: `${page}/blob/${repository.defaultBranch}/${workflow.path}`,
    badge_url: `${page}/workflows/${encodeURIComponent(workflow.name)}/badge.svg`,
  };
}

/** Where a run is in the API. */
export function runUrl(store: Store, run: WorkflowRun): string {
  return `${repositoryUrl(store, known(store.repositories, run.repositoryId))}/actions/runs/${run.id}`;
}

/** A run's page. */
export function runPage(store: Store, run: WorkflowRun): string {
  return `${repositoryPage(store, known(store.repositories, run.repositoryId))}/actions/runs/${run.id}`;
}

/** `workflow-run`. */
export function runShape(store: Store, run: WorkflowRun): Shape {
  const repository = known(store.repositories, run.repositoryId);
  const workflow = known(store.workflows, run.workflowId);
  const url = runUrl(store, run);
  const suite = { check_suite_id: run.id + 1, check_suite_node_id: `CS_kwDO${run.id + 1}` };
  return {
    id: run.id,
    name: workflow.name,
    node_id: nodeIdOf('workflowRun', run.id),
    ...suite,
    head_branch: run.headBranch,
    head_sha: run.headSha,
    path: workflow.path,
    run_number: run.runNumber,
    run_attempt: run.attempt,
    event: run.event,
    display_title: run.displayTitle,
    status: run.status,
    conclusion: run.conclusion,
    workflow_id: run.workflowId,
    url,
    html_url: runPage(store, run),
    pull_requests: [],
    created_at: run.createdAt,
    updated_at: run.updatedAt,
    run_started_at: run.startedAt,
    actor: userWithId(store, run.actorId),
    triggering_actor: userWithId(store, run.triggeringActorId),
    previous_attempt_url: run.attempt === 1 ? null : `${url}/attempts/${run.attempt - 1}`,
    referenced_workflows: [],
    jobs_url: `${url}/jobs`,
    logs_url: `${url}/logs`,
    check_suite_url: `${repositoryUrl(store, repository)}/check-suites/${run.id + 1}`,
    artifacts_url: `${url}/artifacts`,
    cancel_url: `${url}/cancel`,
    rerun_url: `${url}/rerun`,
    workflow_url: `${repositoryUrl(store, repository)}/actions/workflows/${run.workflowId}`,
    head_commit: run.headCommit,
    repository: simpleRepository(store, repository),
    head_repository: simpleRepository(store, repository),
  };
}

/** A run as deployments show it: without its commit, and with repositories that have no description. */
export function deploymentRunShape(store: Store, run: WorkflowRun): Shape {
  const repository = { ...simpleRepository(store, known(store.repositories, run.repositoryId)), description: null };
  return { ...runShape(store, run), head_commit: null, repository, head_repository: repository };
}

/** `job`. */
export function jobShape(store: Store, job: Job): Shape {
  const run = known(store.workflowRuns, job.runId);
  const repository = repositoryUrl(store, known(store.repositories, run.repositoryId));
  const begun = job.status === 'in_progress' || job.steps.length > 0;
  return {
    id: job.id,
    run_id: run.id,
    workflow_name: known(store.workflows, run.workflowId).name,
    head_branch: run.headBranch,
    run_url: runUrl(store, run),
    run_attempt: job.attempt,
    node_id: nodeIdOf('job', job.id),
    head_sha: run.headSha,
    url: `${repository}/actions/jobs/${job.id}`,
    html_url: `${runPage(store, run)}/job/${job.id}`,
    status: job.status,
    conclusion: job.conclusion,
    created_at: job.createdAt,
    started_at: job.startedAt,
    completed_at: job.completedAt,
    name: job.name,
    steps: job.steps.map(({ log, startedAt, completedAt, ...step }) => ({
      ...step,
      started_at: startedAt,
      completed_at: completedAt,
    })),
    check_run_url: `${repository}/check-runs/${job.id}`,
    labels: job.labels,
    runner_id: begun ? 1 : null,
    runner_name: begun ? 'Sandbox 1' : null,
    runner_group_id: begun ? 0 : null,
    runner_group_name: begun ? 'GitHub Actions' : null,
  };
}

/** `deployment`. */
export function deploymentShape(store: Store, deployment: Deployment): Shape {
  const repository = repositoryUrl(store, known(store.repositories, deployment.repositoryId));
  const url = `${repository}/deployments/${deployment.id}`;
  return {
    url,
    id: deployment.id,
    node_id: nodeIdOf('deployment', deployment.id),
    sha: deployment.sha,
    ref: deployment.ref,
    task: deployment.task,
    payload: deployment.payload,
    original_environment: deployment.environment,
    environment: deployment.environment,
    description: deployment.description,
    creator: userWithId(store, deployment.creatorId),
    created_at: deployment.createdAt,
    updated_at: deployment.updatedAt,
    statuses_url: `${url}/statuses`,
    repository_url: repository,
    transient_environment: deployment.transientEnvironment,
    production_environment: deployment.productionEnvironment,
    performed_via_github_app: viaApp(store, deployment.viaAppId),
  };
}

/** `deployment-status`. */
export function statusShape(store: Store, status: DeploymentStatus): Shape {
  const deployment = known(store.deployments, status.deploymentId);
  const repository = repositoryUrl(store, known(store.repositories, deployment.repositoryId));
  const url = `${repository}/deployments/${deployment.id}`;
  return {
    url: `${url}/statuses/${status.id}`,
    id: status.id,
    node_id: nodeIdOf('deploymentStatus', status.id),
    state: status.state,
    creator: userWithId(store, status.creatorId),
    description: status.description,
    environment: status.environment,
    target_url: status.logUrl,
    created_at: status.createdAt,
    updated_at: status.createdAt,
    deployment_url: url,
    repository_url: repository,
    environment_url: status.environmentUrl,
    log_url: status.logUrl,
    performed_via_github_app: viaApp(store, status.viaAppId),
  };
}
