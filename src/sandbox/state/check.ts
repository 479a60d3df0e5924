// Checks and statuses of commits: what apps and others say of them.
import type { HeadCommit } from './automation.ts';

/** How far a check is. */
export const checkStatuses = ['queued', 'in_progress', 'completed'] as const;
/** One of them. */
export type CheckStatus = (typeof checkStatuses)[number];

/** How a check ended. */
export const checkConclusions = [
  'success',
  'failure',
  'neutral',
  'cancelled',
  'skipped',
  'timed_out',
  'action_required',
] as const;
/** One of them. */
export type CheckConclusion = (typeof checkConclusions)[number];

/** All that one app says of one commit. Its status and conclusion are those of its runs. */
export type CheckSuite = {
  readonly id: number;
  readonly repositoryId: number;
  readonly appId: number;
  readonly headSha: string;
  readonly headBranch: string | null;
  readonly headCommit: HeadCommit;
  readonly before: string | null;
  readonly status: CheckStatus;
  readonly conclusion: CheckConclusion | null;
  readonly createdAt: string;
  readonly updatedAt: string;
};

/** What a check run shows. */
export type CheckOutput = {
  readonly title: string | null;
  readonly summary: string | null;
  readonly text: string | null;
};

/** What a check run says of some lines of a file; REST's words. */
export type CheckAnnotation = {
  readonly path: string;
  readonly startLine: number;
  readonly endLine: number;
  readonly startColumn: number | null;
  readonly endColumn: number | null;
  readonly level: 'notice' | 'warning' | 'failure';
  readonly message: string;
  readonly title: string | null;
  readonly rawDetails: string | null;
};

/** One check of one commit. */
export type CheckRun = {
  readonly id: number;
  readonly suiteId: number;
  readonly name: string;
  readonly headSha: string;
  readonly externalId: string;
  readonly detailsUrl: string;
  readonly status: CheckStatus;
  readonly conclusion: CheckConclusion | null;
  readonly startedAt: string;
  readonly completedAt: string | null;
  readonly output: CheckOutput;
  readonly annotations: readonly CheckAnnotation[];
};

/** The states of a commit status. */
export const statusStates = ['error', 'failure', 'pending', 'success'] as const;
/** One of them. */
export type StatusState = (typeof statusStates)[number];

/** A commit status; of each context the newest counts. */
export type CommitStatus = {
  readonly id: number;
  readonly repositoryId: number;
  readonly sha: string;
  readonly state: StatusState;
  readonly context: string;
  readonly description: string | null;
  readonly targetUrl: string | null;
  readonly creatorId: number;
  readonly viaAppId: number | null;
  readonly createdAt: string;
};
