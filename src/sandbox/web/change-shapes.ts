// What pages read of the API's answers about changes.
import * as z from 'zod';
import { Label, Person } from './shapes.ts';

/** `pull-request-simple`. */
export const PullItem = z.object({
  number: z.number(),
  title: z.string(),
  state: z.enum(['open', 'closed']),
  draft: z.boolean().default(false),
  user: Person,
  labels: z.array(Label),
  created_at: z.string(),
  merged_at: z.string().nullable(),
  node_id: z.string(),
  head: z.object({ label: z.string(), ref: z.string(), sha: z.string(), repo: z.object({ fork: z.boolean() }) }),
  base: z.object({ ref: z.string() }),
  requested_reviewers: z.array(Person).default([]),
  requested_teams: z.array(z.object({ slug: z.string() })).default([]),
  auto_merge: z.object({ enabled_by: Person, merge_method: z.string() }).nullable(),
});
export type PullItem = z.infer<typeof PullItem>;

/** `pull-request`. */
export const Pull = PullItem.extend({
  merged_by: Person.nullable(),
  merge_commit_sha: z.string().nullable(),
  mergeable: z.boolean().nullable(),
  mergeable_state: z.string(),
  commits: z.number(),
  additions: z.number(),
  deletions: z.number(),
  changed_files: z.number(),
});
export type Pull = z.infer<typeof Pull>;

/** A changed file. */
export const ChangedFile = z.object({
  filename: z.string(),
  status: z.string(),
  additions: z.number(),
  deletions: z.number(),
});
export type ChangedFile = z.infer<typeof ChangedFile>;

/** A review. */
export const Review = z.object({
  id: z.number(),
  user: Person,
  state: z.string(),
  submitted_at: z.string(),
  commit_id: z.string(),
});
export type Review = z.infer<typeof Review>;

/** The check runs of a commit. */
export const CheckRuns = z.object({
  check_runs: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      conclusion: z.string().nullable(),
      app: z.object({ id: z.number(), name: z.string() }),
      output: z.object({ title: z.string().nullable(), summary: z.string().nullable(), text: z.string().nullable() }),
    }),
  ),
});

/** The newest statuses of a commit. */
export const Combined = z.object({
  statuses: z.array(z.object({ context: z.string(), state: z.string(), description: z.string().nullable() })),
});

/** A release. */
export const Release = z.object({
  tag_name: z.string(),
  name: z.string().nullable(),
  body: z.string().nullable(),
  draft: z.boolean(),
  prerelease: z.boolean(),
  published_at: z.string().nullable(),
  author: Person,
});
export type Release = z.infer<typeof Release>;

/** A deployment. */
export const Deployment = z.object({
  id: z.number(),
  ref: z.string(),
  sha: z.string(),
  environment: z.string(),
  creator: Person,
  created_at: z.string(),
});
export type Deployment = z.infer<typeof Deployment>;

/** One status of a deployment. */
export const DeploymentStatus = z.object({ state: z.string(), created_at: z.string() });
export type DeploymentStatus = z.infer<typeof DeploymentStatus>;
