// Workflows and their runs, deployments and their statuses: what dispatching and rolling back needs.

/** A workflow file of the default branch. `inputs` are the names `workflow_dispatch` takes, null when it does not listen to it. */
export type Workflow = {
  readonly id: number;
  readonly repositoryId: number;
  readonly name: string;
  readonly path: string;
  readonly state: 'active' | 'disabled_manually';
  readonly inputs: readonly WorkflowInput[] | null;
  /** The `run-name` expression as written, or null. */
  readonly runName: string | null;
  readonly createdAt: string;
};

/** One declared input of `workflow_dispatch`. */
export type WorkflowInput = { readonly name: string; readonly required: boolean; readonly default: string | null };

/** The commit a run is about, as far as runs show it. */
export type HeadCommit = {
  readonly id: string;
  readonly tree_id: string;
  readonly message: string;
  readonly timestamp: string;
  readonly author: { readonly name: string; readonly email: string };
  readonly committer: { readonly name: string; readonly email: string };
};

/** One run of a workflow. */
export type WorkflowRun = {
  readonly id: number;
  readonly workflowId: number;
  readonly repositoryId: number;
  readonly runNumber: number;
  readonly event: string;
  readonly status: 'queued' | 'in_progress' | 'completed';
  readonly conclusion: 'success' | 'failure' | 'cancelled' | null;
  readonly displayTitle: string;
  readonly headBranch: string;
  readonly headSha: string;
  readonly headCommit: HeadCommit;
  readonly inputs: Readonly<Record<string, string>>;
  readonly actorId: number;
  readonly createdAt: string;
  readonly updatedAt: string;
};

/** A deployment of a commit to an environment. */
export type Deployment = {
  readonly id: number;
  readonly repositoryId: number;
  readonly ref: string;
  readonly sha: string;
  readonly task: string;
  readonly payload: unknown;
  readonly environment: string;
  readonly description: string | null;
  readonly productionEnvironment: boolean;
  readonly transientEnvironment: boolean;
  readonly creatorId: number;
  readonly viaAppId: number | null;
  readonly createdAt: string;
  readonly updatedAt: string;
};

/** The states of a deployment status. */
export const deploymentStates = [
  'error',
  'failure',
  'inactive',
  'in_progress',
  'queued',
  'pending',
  'success',
] as const;
/** One of the states. */
export type DeploymentState = (typeof deploymentStates)[number];

/** One status of a deployment; the newest counts. */
export type DeploymentStatus = {
  readonly id: number;
  readonly deploymentId: number;
  readonly state: DeploymentState;
  readonly description: string;
  readonly environment: string;
  readonly environmentUrl: string;
  readonly logUrl: string;
  readonly creatorId: number;
  readonly viaAppId: number | null;
  readonly createdAt: string;
};
