// What a pull request has beside the issue that it also is, and its reviews.
import type { HeadCommit } from './automation.ts';

/** GitHub's three ways to merge. */
export const mergeMethods = ['merge', 'squash', 'rebase'] as const;
/** One of them. */
export type MergeMethod = (typeof mergeMethods)[number];

/** How a pull request was merged: by its button, or by a push that brought its commits. */
export type Merge = { readonly sha: string; readonly at: string; readonly byId: number };

/** A merge that was asked for once everything that is required is there. */
export type AutoMerge = {
  readonly byId: number;
  readonly at: string;
  readonly method: MergeMethod;
  readonly title: string | null;
  readonly message: string | null;
};

/** A commit that shows its base as it would be with the pull request, on a branch of its own. */
export type MergeGroup = {
  readonly ref: string;
  readonly sha: string;
  readonly base: string;
  readonly baseSha: string;
  readonly commit: HeadCommit;
};

/** A place in the merge queue of its base; its group is made when it is its turn. */
export type QueueEntry = { readonly byId: number; readonly at: string; readonly group: MergeGroup | null };

/** How much a pull request changes, against where its branches part. */
export type ChangeSize = {
  readonly commits: number;
  readonly additions: number;
  readonly deletions: number;
  readonly changedFiles: number;
};

/** A pull request's own fields; title, state, labels and conversation are its issue's. Both branches are in one repository. */
export type PullRequest = {
  readonly id: number;
  readonly draft: boolean;
  readonly base: string;
  readonly head: string;
  /** Where the branches are; once it is closed, where they were. */
  readonly baseSha: string;
  readonly headSha: string;
  readonly size: ChangeSize;
  readonly merge: Merge | null;
  readonly autoMerge: AutoMerge | null;
  readonly queued: QueueEntry | null;
};

/** What a review says. */
export type ReviewState = 'APPROVED' | 'CHANGES_REQUESTED' | 'COMMENTED';

/** A submitted review of a pull request, at the commit that was looked at. */
export type Review = {
  readonly id: number;
  readonly issueId: number;
  readonly authorId: number;
  readonly state: ReviewState;
  readonly body: string;
  readonly commitId: string;
  readonly submittedAt: string;
};
