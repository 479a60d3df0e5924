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
  /** The head of the pull request that is in it. */
  readonly headSha: string;
  readonly base: string;
  readonly baseSha: string;
  readonly commit: HeadCommit;
};

/** A place in the merge queue of its base: the lowest goes first; its group is made when it is its turn. `jump`: it was put before all others; `headSha`: what it was let in with. */
export type QueueEntry = {
  readonly byId: number;
  readonly at: string;
  readonly place: number;
  readonly jump: boolean;
  /** The head that was ready when it was put there. */
  readonly headSha: string;
  readonly group: MergeGroup | null;
};

/** Who can be asked for a review, and can own code. */
export type PullReviewer = { readonly kind: 'user' | 'team'; readonly id: number };

/** A review that somebody is asked for; `asCodeOwner`: by the file of code owners. */
export type ReviewRequest = { readonly id: number; readonly reviewer: PullReviewer; readonly asCodeOwner: boolean };

/** How much a pull request changes, against where its branches part. */
export type ChangeSize = {
  readonly commits: number;
  readonly additions: number;
  readonly deletions: number;
  readonly changedFiles: number;
};

/** A pull request's own fields; title, state, labels and conversation are its issue's. Its head may be in a fork; the commits of both are in the base's repository. */
export type PullRequest = {
  readonly id: number;
  readonly draft: boolean;
  readonly base: string;
  readonly head: string;
  readonly headRepositoryId: number;
  /** Whoever may push to the base may push to its head in a fork. */
  readonly maintainerCanModify: boolean;
  /** Where the branches are; once it is closed, where they were. */
  readonly baseSha: string;
  readonly headSha: string;
  readonly size: ChangeSize;
  readonly merge: Merge | null;
  readonly autoMerge: AutoMerge | null;
  readonly queued: QueueEntry | null;
  readonly requests: readonly ReviewRequest[];
  /** The owners of what it changes, as its base names them: one list for each rule that fits a file. */
  readonly codeOwners: readonly (readonly PullReviewer[])[];
};

/** What a review says when it is submitted. */
export type SubmittedState = 'APPROVED' | 'CHANGES_REQUESTED' | 'COMMENTED';
/** What it says now. */
export type ReviewState = SubmittedState | 'DISMISSED';

/** A submitted review of a pull request, at the commit that was looked at. */
export type Review = {
  readonly id: number;
  readonly issueId: number;
  readonly authorId: number;
  readonly state: ReviewState;
  readonly body: string;
  readonly commitId: string;
  readonly submittedAt: string;
  /** Why and by whom its opinion was taken away. */
  readonly dismissal: { readonly byId: number; readonly message: string } | null;
};
