// Issues, comments, reactions and the events of their timeline.
import type { PullRequest } from './pull-request.ts';

/** Why an issue is in its state; `reopened` is the reason of an open one. */
export type StateReason = 'completed' | 'not_planned' | 'duplicate' | 'reopened';

/** One edit of a text: who made it, when, and what stood there before. */
export type Edit = { readonly editorId: number; readonly at: string; readonly from: string };

/** Whether the issue is still there, and where it went. A tombstone answers 410 or 301. */
export type IssueFate =
  | { readonly kind: 'live' }
  | { readonly kind: 'deleted'; readonly at: string; readonly byId: number }
  | { readonly kind: 'transferred'; readonly at: string; readonly toIssueId: number };

/** An issue. `pullRequest` has a pull request's own fields; null for a plain issue. */
export type Issue = {
  readonly id: number;
  readonly repositoryId: number;
  readonly number: number;
  readonly title: string;
  readonly body: string | null;
  readonly state: 'open' | 'closed';
  readonly stateReason: StateReason | null;
  readonly locked: boolean;
  readonly lockReason: string | null;
  readonly pinned: boolean;
  readonly authorId: number;
  readonly viaAppId: number | null;
  readonly assigneeIds: readonly number[];
  readonly labelIds: readonly number[];
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly closedAt: string | null;
  readonly closedById: number | null;
  readonly edits: readonly Edit[];
  readonly fate: IssueFate;
  readonly pullRequest: PullRequest | null;
  /** The issues below it, in the order in which they were added; an issue is below one other at most. */
  readonly subIssueIds: readonly number[];
};

/** An issue that is a pull request. */
export type PullRequestIssue = Issue & { readonly pullRequest: PullRequest };

/** Whether an issue is a pull request. */
export function isPullRequest(issue: Issue): issue is PullRequestIssue {
  return issue.pullRequest !== null;
}

/** A comment on an issue. `viaAppId`: the app that made it, for itself or for a person. */
export type Comment = {
  readonly id: number;
  readonly issueId: number;
  readonly body: string;
  readonly authorId: number;
  readonly viaAppId: number | null;
  /** Sent as the answer to a notification. */
  readonly viaEmail: boolean;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly edits: readonly Edit[];
  readonly pinned: { readonly byId: number; readonly at: string } | null;
  readonly minimised: string | null;
};

/** GitHub's eight reactions, in its order. */
export const reactionContents = ['+1', '-1', 'laugh', 'confused', 'heart', 'hooray', 'rocket', 'eyes'] as const;
/** One of the eight reactions. */
export type ReactionContent = (typeof reactionContents)[number];

/** What a reaction is on. */
export type ReactionSubject = { readonly kind: 'issue' | 'comment'; readonly id: number };

/** One reaction of one account. */
export type Reaction = {
  readonly id: number;
  readonly subject: ReactionSubject;
  readonly userId: number;
  readonly content: ReactionContent;
  readonly createdAt: string;
};

/** What happened, beyond the common fields of an issue event. */
export type IssueEventDetail =
  | {
      readonly event: 'labeled' | 'unlabeled';
      readonly label: { readonly name: string; readonly color: string };
    }
  | { readonly event: 'assigned' | 'unassigned'; readonly assigneeId: number }
  | { readonly event: 'renamed' | 'base_ref_changed'; readonly from: string; readonly to: string }
  | { readonly event: 'closed'; readonly stateReason: StateReason | null; readonly commitId: string | null }
  | { readonly event: 'reopened'; readonly stateReason: 'reopened' }
  | { readonly event: 'locked'; readonly lockReason: string | null }
  | {
      readonly event:
        | 'unlocked'
        | 'pinned'
        | 'unpinned'
        | 'transferred'
        | 'mentioned'
        | 'subscribed'
        | 'comment_deleted';
    }
  | { readonly event: 'referenced' | 'merged'; readonly commitId: string };

/** One event of an issue's history, as `GET …/issues/{n}/events` lists them. */
export type IssueEvent = IssueEventDetail & {
  readonly id: number;
  readonly issueId: number;
  readonly actorId: number;
  readonly viaAppId: number | null;
  readonly at: string;
};
