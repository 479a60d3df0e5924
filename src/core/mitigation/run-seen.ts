// A run of a workflow that we started, as GitHub tells of it.
import type { Timestamp } from '../time.ts';

/** `id` null: it is looked for by `key`, which is in its name, among the runs of the workflow on the branch that we started since then; whoever may start runs can give one any name. `branch` null: the default branch. */
export type RunWanted = {
  readonly key: string;
  readonly id: number | null;
  readonly workflow: string;
  readonly branch: string | null;
  readonly since: Timestamp;
  /** What its jobs and steps came to is wanted, once it has ended; absent: it is not. */
  readonly parts?: true;
  /** Names of the steps that may print the error rate, which is wanted once it has ended; absent: it is not. */
  readonly measures?: readonly string[];
  /** What its probes printed is wanted, once it has ended; absent: it is not. */
  readonly probes?: true;
};

/** What a probe printed (`S000-11` to `S000-13`), line by line. */
export type ProbeSeen = { readonly id: string; readonly ok: boolean; readonly lines: readonly string[] };

/** A job or a step of a run that has ended: its name, and whether it succeeded. What was skipped is none. */
export type RunPart = { readonly name: string; readonly passed: boolean };

/** `conclusion` is GitHub's word, null until it has ended. `step` is the one that runs, or the one that failed. */
export type RunSeen = {
  readonly id: number;
  readonly url: string;
  readonly status: 'queued' | 'waiting' | 'running' | 'ended';
  readonly conclusion: string | null;
  readonly step: string | null;
  /** Absent: not asked for, not ended, or not told. */
  readonly parts?: readonly RunPart[];
  /** The error rate that its step printed, a share; absent: none, or more than one. */
  readonly measured?: number;
  /** As `parts`. */
  readonly probes?: readonly ProbeSeen[];
};
