// What happened to an environment lately, as GitHub tells it: what could have caused the symptoms, and what could be rolled back to.
import * as z from 'zod';

const sha = z.string().regex(/^[0-9a-f]{40}$/);
const at = z.string();

/** GitHub's states of a deployment's status, in lower case. */
export const DeploymentState = z.enum([
  'error',
  'failure',
  'inactive',
  'in_progress',
  'pending',
  'queued',
  'success',
  'waiting',
]);
export type DeploymentState = z.infer<typeof DeploymentState>;

/** A deployment with its statuses, newest first. */
export const Deployment = z.object({
  id: z.number().int(),
  environment: z.string(),
  sha,
  ref: z.string(),
  by: z.string().nullable(),
  at,
  url: z.string().nullable(),
  statuses: z.array(z.object({ state: DeploymentState, at })),
});
export type Deployment = z.infer<typeof Deployment>;

/** A merged pull request; `files` are the paths that it changed as far as they were read. */
export const MergedPull = z.object({
  number: z.number().int(),
  title: z.string(),
  by: z.string().nullable(),
  at,
  /** The commit on the base branch that it became. */
  sha,
  url: z.string(),
  files: z.array(z.string()),
  changedLines: z.number().int().nonnegative(),
});
export type MergedPull = z.infer<typeof MergedPull>;

export const Release = z.object({ tag: z.string(), name: z.string(), at, sha: sha.nullable(), url: z.string() });
export type Release = z.infer<typeof Release>;

/** A run of a workflow that did not succeed. */
export const FailedRun = z.object({
  id: z.number().int(),
  workflow: z.string(),
  branch: z.string().nullable(),
  sha,
  at,
  conclusion: z.enum(['failure', 'cancelled', 'timed_out', 'startup_failure', 'action_required']),
  url: z.string(),
});
export type FailedRun = z.infer<typeof FailedRun>;

/** A commit on the default branch to a file that changes how the service is run or who answers: a configuration or the policy. */
export const ConfigurationChange = z.object({
  path: z.string(),
  sha,
  by: z.string().nullable(),
  at,
  message: z.string(),
  url: z.string(),
});
export type ConfigurationChange = z.infer<typeof ConfigurationChange>;

/** The recent past, each list newest first. `unread` names the parts that GitHub did not tell. */
export const RecentPast = z.object({
  deployments: z.array(Deployment),
  pulls: z.array(MergedPull),
  releases: z.array(Release),
  failedRuns: z.array(FailedRun),
  configuration: z.array(ConfigurationChange),
  /** Commits between the newest deployment's and the one before it, oldest first, by the deployment's id: what each brought. */
  brought: z.record(z.string(), z.array(sha)),
  unread: z.array(z.string()),
});
export type RecentPast = z.infer<typeof RecentPast>;
