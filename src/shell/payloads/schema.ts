// The few fields of GitHub's webhook payloads that are read; everything else in them is ignored and forgotten.
import * as z from 'zod';
import { timestamp } from '../../core/time.ts';

const when = z.iso.datetime({ offset: true }).transform(timestamp);

/** An account; null once it was deleted ("ghost"). */
const Account = z.object({
  id: z.number().int(),
  login: z.string(),
  node_id: z.string(),
  type: z.string().default('User'),
});
export type Account = z.infer<typeof Account>;

const AppMark = z.object({ id: z.number().int().nullish(), name: z.string().nullish() });

const Issue = z.object({
  node_id: z.string(),
  number: z.number().int(),
  title: z.string(),
  body: z.string().nullish(),
  user: Account.nullish(),
  labels: z.array(z.object({ name: z.string() })).nullish(),
  created_at: when,
  updated_at: when,
  closed_at: when.nullish(),
  performed_via_github_app: AppMark.nullish(),
  /** Present when the "issue" is a pull request. */
  pull_request: z.unknown().optional(),
});

const common = {
  issue: Issue,
  repository: z.object({ id: z.number().int(), name: z.string(), owner: z.object({ login: z.string() }) }),
  sender: Account.nullish(),
  installation: z.object({ id: z.number().int() }).nullish(),
};

const former = z.object({ from: z.string().nullish() }).nullish();

/** Event `issues`. A `comment` shows that the body belongs to another event: names of events are not signed (AC-03). */
export const IssuesPayload = z.object({
  ...common,
  action: z.string(),
  label: z.object({ name: z.string() }).nullish(),
  changes: z.object({ title: former, body: former }).nullish(),
  comment: z.undefined().optional(),
});
export type IssuesPayload = z.infer<typeof IssuesPayload>;

/** Event `issue_comment`. */
export const CommentPayload = z.object({
  ...common,
  action: z.string(),
  changes: z.object({ body: former }).nullish(),
  comment: z.object({
    id: z.number().int(),
    node_id: z.string(),
    body: z.string().nullish(),
    user: Account.nullish(),
    created_at: when,
    updated_at: when,
    performed_via_github_app: AppMark.nullish(),
  }),
});
export type CommentPayload = z.infer<typeof CommentPayload>;

/** Event `workflow_run`. */
export const RunPayload = z.object({
  action: z.string(),
  repository: common.repository,
  workflow_run: z.object({ display_title: z.string().nullish(), updated_at: when }),
});
export type RunPayload = z.infer<typeof RunPayload>;

const ofRepository = { action: z.string(), repository: common.repository, installation: common.installation };

/** Event `pull_request`. */
export const PullPayload = z.object({
  ...ofRepository,
  number: z.number().int(),
  sender: z.object({ id: z.number().int() }).nullish(),
  changes: z.object({ base: z.unknown().optional() }).nullish(),
  pull_request: z.object({
    base: z.object({ ref: z.string() }),
    head: z.object({ sha: z.string(), ref: z.string() }),
    title: z.string().optional(),
    body: z.string().nullish(),
    state: z.enum(['open', 'closed']).optional().catch(undefined),
    updated_at: when.optional(),
    merged: z.boolean().nullish(),
  }),
});
export type PullPayload = z.infer<typeof PullPayload>;

/** Event `pull_request_review`. */
export const ReviewPayload = z.object({
  ...ofRepository,
  pull_request: z.object({ number: z.number().int(), head: z.object({ sha: z.string() }) }),
});
export type ReviewPayload = z.infer<typeof ReviewPayload>;

/** Event `check_run`. */
export const CheckPayload = z.object({
  ...ofRepository,
  check_run: z.object({
    head_sha: z.string(),
    app: z.object({ id: z.number().int() }).nullish(),
    pull_requests: z.array(z.object({ number: z.number().int() })).default([]),
  }),
});
export type CheckPayload = z.infer<typeof CheckPayload>;

/** Event `status`, which has no action. */
export const StatusPayload = z.object({
  repository: common.repository,
  installation: common.installation,
  sha: z.string(),
});
export type StatusPayload = z.infer<typeof StatusPayload>;

/** Event `merge_group`. */
export const GroupPayload = z.object({
  ...ofRepository,
  merge_group: z.object({ head_sha: z.string(), head_ref: z.string(), base_ref: z.string() }),
});
export type GroupPayload = z.infer<typeof GroupPayload>;

/** Event `deployment_protection_rule`. */
export const RulePayload = z.object({
  ...ofRepository,
  environment: z.string(),
  deployment_callback_url: z.string(),
});
export type RulePayload = z.infer<typeof RulePayload>;

const Changed = z.object({
  added: z.array(z.string()).default([]),
  removed: z.array(z.string()).default([]),
  modified: z.array(z.string()).default([]),
});

/** Event `push`, which has no action. Its times of a repository are seconds since the epoch. */
export const PushPayload = z.object({
  ref: z.string(),
  before: z.string(),
  after: z.string(),
  deleted: z.boolean().default(false),
  commits: z.array(Changed).default([]),
  repository: common.repository.extend({ default_branch: z.string(), pushed_at: z.number().int() }),
  sender: Account.nullish(),
  installation: common.installation,
});
export type PushPayload = z.infer<typeof PushPayload>;

/** Event `deployment_status`. */
export const DeploymentPayload = z.object({
  action: z.string(),
  repository: common.repository,
  deployment_status: z.object({ state: z.string(), created_at: when }),
});
export type DeploymentPayload = z.infer<typeof DeploymentPayload>;
