// What happened to an environment lately, as GitHub tells it: what could have caused the symptoms, and what could be rolled back to.
import * as z from 'zod';
import type { Timestamp } from '../time.ts';

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

/** A deployment with its statuses, newest first. `id` is its GraphQL id: the numbers of today's are too large for GraphQL. */
export const Deployment = z.object({
  id: z.string(),
  environment: z.string(),
  sha,
  ref: z.string(),
  by: z.string().nullable(),
  at,
  url: z.string().nullable(),
  statuses: z
    .array(z.object({ state: DeploymentState, at }))
    .readonly()
    .readonly(),
});
export type Deployment = z.infer<typeof Deployment>;

/** A merged pull request; `files` are the paths that it changed as far as they were read, `changedFiles` how many there are (absent: those that were read). */
export const MergedPull = z.object({
  number: z.number().int(),
  title: z.string(),
  by: z.string().nullable(),
  at,
  /** The commit on the base branch that it became. */
  sha,
  url: z.string(),
  files: z.array(z.string()).readonly(),
  changedFiles: z.number().int().nonnegative().optional(),
  changedLines: z.number().int().nonnegative(),
  /** The commits of its branch, as far as they were read: a merge keeps them. */
  commits: z.array(z.string()).readonly().optional(),
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

/** An incident of the repository: from when its impact began until the service was restored, as far as its issue tells; `to` is null while it is open. */
export const IncidentWindow = z.object({ number: z.number().int(), from: at, to: at.nullable() });
export type IncidentWindow = z.infer<typeof IncidentWindow>;

/** The recent past, each list newest first. `unread` names the parts that GitHub did not tell. */
export const RecentPast = z.object({
  /** The environment that was asked about: of others only the newest deployments are known. Absent: not told. */
  environment: z.string().optional(),
  deployments: z.array(Deployment).readonly(),
  pulls: z.array(MergedPull).readonly(),
  releases: z.array(Release).readonly(),
  failedRuns: z.array(FailedRun).readonly(),
  configuration: z.array(ConfigurationChange).readonly(),
  /** Other incidents, those of the last weeks. */
  incidents: z.array(IncidentWindow).readonly().default([]),
  /** The commits that a deployment brought beside the one before it, by its id; absent where that is not known. */
  brought: z.record(z.string(), z.array(sha).readonly()).readonly(),
  /** The name of the default branch; null where GitHub did not tell. */
  branch: z.string().nullable().default(null),
  unread: z.array(z.string()).readonly(),
  /** Lists that GitHub has more of, in words with how many were read: a cause may be among the rest. */
  cut: z.array(z.string()).readonly().default([]),
});
export type RecentPast = z.infer<typeof RecentPast>;

/** The part with the other incidents, as `unread` names it. */
export const INCIDENTS = 'other incidents';

/** Of which environment, how far back and how much of it is asked. `paths` are files and folders whose commits count as changes of the configuration. */
export type PastWanted = {
  readonly environment: string;
  readonly since: Timestamp;
  readonly paths: readonly string[];
  /** Labels of which each incident has one that somebody with the right to has accepted. */
  readonly accepted: readonly string[];
  /** Absent: deployments do. */
  readonly from?: VersionsFrom;
  /** False: only what was live when, and other incidents. Absent: also what could be the cause. */
  readonly withCauses?: false;
};

/** Where a team does not use deployments, what tells instead what was live when: releases, tags, or the runs of this workflow file. */
export type VersionsFrom = 'releases' | 'tags' | { readonly runsOf: string };

/** Whether it tells of the environment: another command of the comment may have asked about another one. */
export function isOf(past: RecentPast, environment: string): boolean {
  return past.environment === undefined || past.environment === environment;
}

/** Nothing happened. */
export const quietPast: RecentPast = {
  deployments: [],
  pulls: [],
  releases: [],
  failedRuns: [],
  configuration: [],
  incidents: [],
  brought: {},
  branch: null,
  unread: [],
  cut: [],
};

/** What a host knows that cannot ask. */
export const unreadPast: RecentPast = {
  ...quietPast,
  unread: ['deployments', 'pull requests', 'releases', 'workflow runs', 'the configuration'],
};
