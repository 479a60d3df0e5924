// What happens to changes, as values: pull requests, checks, statuses, releases.
import type { CheckRun, CheckSuite, CommitStatus } from './check.ts';
import type { PullRequestIssue } from './issue.ts';
import type { Team, User } from './people.ts';
import type { MergeGroup, Review } from './pull-request.ts';
import type { Release } from './release.ts';
import type { Label } from './repository.ts';

type From = { readonly from: string };

/** What may be edited of a pull request; `base` is the branch it goes into. */
export type PullRequestChanges = {
  readonly title?: From;
  readonly body?: { readonly from: string | null };
  readonly base?: { readonly ref: From; readonly sha: From };
};

/** Who is asked for a review. */
export type Requested = { readonly kind: 'user'; readonly user: User } | { readonly kind: 'team'; readonly team: Team };

type PullRequestHappening =
  | {
      readonly action:
        | 'opened'
        | 'closed'
        | 'reopened'
        | 'locked'
        | 'unlocked'
        | 'auto_merge_enabled'
        | 'enqueued'
        | 'ready_for_review'
        | 'converted_to_draft';
    }
  | { readonly action: 'review_requested' | 'review_request_removed'; readonly requested: Requested }
  | { readonly action: 'auto_merge_disabled' | 'dequeued'; readonly reason: string }
  | { readonly action: 'edited'; readonly changes: PullRequestChanges }
  | { readonly action: 'labeled' | 'unlabeled'; readonly label: Label }
  | { readonly action: 'assigned' | 'unassigned'; readonly assignee: User }
  | { readonly action: 'synchronize'; readonly before: string; readonly after: string };

/** One thing that happened to a change. */
export type ChangeHappening =
  | ({ readonly event: 'pull_request'; readonly pullRequest: PullRequestIssue } & PullRequestHappening)
  | {
      readonly event: 'pull_request_review';
      readonly action: 'submitted' | 'dismissed';
      readonly pullRequest: PullRequestIssue;
      readonly review: Review;
    }
  | { readonly event: 'check_run'; readonly action: 'created' | 'completed'; readonly run: CheckRun }
  | {
      readonly event: 'merge_group';
      readonly action: 'checks_requested' | 'destroyed';
      readonly group: MergeGroup;
      readonly reason?: 'merged' | 'invalidated' | 'dequeued';
    }
  | { readonly event: 'check_suite'; readonly action: 'requested' | 'completed'; readonly suite: CheckSuite }
  | {
      readonly event: 'status';
      readonly status: CommitStatus;
      readonly commit: CommitShown;
      readonly branches: readonly string[];
    }
  | {
      readonly event: 'release';
      readonly action: 'created' | 'published' | 'released' | 'prereleased';
      readonly release: Release;
    };

/** A commit, as far as the event of a status shows it. */
export type CommitShown = {
  readonly oid: string;
  readonly tree: string;
  readonly parents: readonly string[];
  readonly author: { readonly name: string; readonly email: string; readonly date: string };
  readonly committer: { readonly name: string; readonly email: string; readonly date: string };
  readonly message: string;
};
