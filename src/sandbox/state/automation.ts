// Workflows and their runs, deployments and their statuses: what dispatching and rolling back needs.

/** A workflow file of the default branch. What it says is read from the reference that a run is about. */
export type Workflow = {
  readonly id: number;
  readonly repositoryId: number;
  readonly name: string;
  readonly path: string;
  readonly state: 'active' | 'disabled_manually';
  readonly createdAt: string;
};

/** The types an input can have. */
export const inputTypes = ['string', 'boolean', 'number', 'choice', 'environment'] as const;

/** One declared input of `workflow_dispatch`. */
export type WorkflowInput = {
  readonly name: string;
  readonly type: (typeof inputTypes)[number];
  readonly required: boolean;
  readonly default: InputValue | null;
  readonly options: readonly string[];
};

/** An input as a run has it: typed, as its declaration says. */
export type InputValue = string | number | boolean;

/** The commit a run is about, as far as runs show it. */
export type HeadCommit = {
  readonly id: string;
  readonly tree_id: string;
  readonly message: string;
  readonly timestamp: string;
  readonly author: { readonly name: string; readonly email: string };
  readonly committer: { readonly name: string; readonly email: string };
};

/** How far a run or a job has come: `pending` waits for its concurrency group, `waiting` for the protection of an environment. */
export type RunStatus = 'queued' | 'pending' | 'waiting' | 'in_progress' | 'completed';
/** How a run, a job or a step has ended. */
export type Conclusion = 'success' | 'failure' | 'cancelled' | 'timed_out' | 'skipped';

/** An event as workflows are told it, as it was when it happened. */
export type Payload = Readonly<Record<string, unknown>>;

/** The concurrency group of a run, names without regard to case; `keepsAll` queues every pending run instead of the newest alone. */
export type Concurrency = {
  readonly group: string;
  readonly cancelInProgress: boolean;
  readonly keepsAll: boolean;
};

/** One run of a workflow. */
export type WorkflowRun = {
  readonly id: number;
  readonly workflowId: number;
  readonly repositoryId: number;
  readonly runNumber: number;
  /** 1, and one more for each time it was run again. */
  readonly attempt: number;
  readonly event: string;
  readonly status: RunStatus;
  readonly conclusion: Conclusion | null;
  readonly displayTitle: string;
  /** The full reference, `refs/heads/main`. */
  readonly ref: string;
  readonly headBranch: string;
  readonly headSha: string;
  readonly headCommit: HeadCommit;
  /** `GITHUB_SHA`, whose workflow file it is of: the head, but for a pull request what merging it would be. */
  readonly sha: string;
  readonly inputs: Readonly<Record<string, InputValue>>;
  /** What the event brought; null for a dispatch, whose inputs are the event. */
  readonly payload: Payload | null;
  readonly concurrency: Concurrency | null;
  readonly actorId: number;
  readonly triggeringActorId: number;
  readonly createdAt: string;
  readonly startedAt: string;
  readonly updatedAt: string;
};

/** One step of a job, with what it has printed. */
export type Step = {
  readonly number: number;
  readonly name: string;
  readonly status: 'queued' | 'in_progress' | 'completed';
  readonly conclusion: Conclusion | null;
  readonly startedAt: string | null;
  readonly completedAt: string | null;
  readonly log: readonly string[];
};

/** One job of an attempt of a run. */
export type Job = {
  readonly id: number;
  readonly runId: number;
  readonly attempt: number;
  /** Its name in the file, which `needs` refers to. */
  readonly key: string;
  readonly name: string;
  readonly labels: readonly string[];
  /** The environment it deploys to, as far as that is known before it runs. */
  readonly environment: string | null;
  readonly status: RunStatus;
  readonly conclusion: Conclusion | null;
  readonly steps: readonly Step[];
  readonly createdAt: string;
  readonly startedAt: string;
  readonly completedAt: string | null;
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
  /** The run whose job made it; null when it came through the API. */
  readonly runId: number | null;
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
