// What GitHub knows of an issue that was something like an incident before Firebreak came.
import type { LiveIssue } from '../facts.ts';
import type { Incident, IssueRef } from '../incident/record.ts';
import type { Timestamp } from '../time.ts';

/** It was closed or opened again; `by` is a login, null where GitHub names nobody. */
export type Turn = { readonly kind: 'closed' | 'reopened'; readonly at: Timestamp; readonly by: string | null };

/** The status card in its thread: none, the app's own with its record, or one that cannot be believed. */
export type SeenCard =
  | { readonly is: 'none' }
  | { readonly is: 'ours'; readonly record: Incident }
  | { readonly is: 'doubtful'; readonly why: string };

export type PastIssue = {
  readonly issue: IssueRef;
  readonly live: LiveIssue;
  /** In order of time. */
  readonly turns: readonly Turn[];
  readonly card: SeenCard;
};

/** What a pull request with one of the labels shows: it is never an incident. */
export type PastPull = { readonly number: number; readonly title: string; readonly url: string };
