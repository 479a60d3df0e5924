// Where the loop keeps its working copy and its outbox: a database, or (in a workflow run) only the status card.
import type { ToldInstead } from '../../core/brain.ts';
import type { Telling } from '../../core/channels/telling.ts';
import type { Join } from '../../core/decision.ts';
import type { Effect, GitHubEffect } from '../../core/effects.ts';
import type { PolicyFile } from '../../core/facts.ts';
import type { Incident, IssueRef } from '../../core/incident/record.ts';
import type { RollbackElsewhere } from '../../core/mitigation/rollback-elsewhere.ts';
import type { PolicyProblem } from '../../core/policy/policy.ts';
import type { Timestamp } from '../../core/time.ts';
import type { EffectResult } from '../github/port.ts';
import type { OfPage } from './page-proof.ts';

/** What is known of an incident before GitHub is asked. */
export type Known = {
  /** The working copy; null when there is none. */
  readonly record: Incident | null;
  /** The newest revision that is known to have been on the card; -1 when none. An older card is an old text. */
  readonly cardRevision: number;
  /** Rebuilt from GitHub and not yet compared with its thread: what was done before is not known here. */
  readonly fresh: boolean;
  /** When it was rebuilt from GitHub: of what happened before that, our outbox knows nothing. Null: it began here. */
  readonly rebuiltAt: Timestamp | null;
  readonly dueAt: Timestamp | null;
  /** Pages that channels were told while GitHub could not be asked; absent: none. */
  readonly toldInstead?: readonly ToldInstead[];
};

/** Nothing is known. */
export const unknown: Known = { record: null, cardRevision: -1, fresh: false, rebuiltAt: null, dueAt: null };

/** Everything that follows from one trigger, saved together or not at all. */
export type Change = {
  readonly key: string;
  readonly issue: IssueRef;
  readonly installationId: number | null;
  /** What was loaded; the change is refused when it is no longer so. */
  readonly before: Known;
  /** The record after; null when the issue is no incident. */
  readonly record: Incident | null;
  readonly cardRevision: number;
  readonly fresh: boolean;
  readonly rebuiltAt: Timestamp | null;
  readonly dueAt: Timestamp | null;
  readonly effects: readonly Effect[];
  /** Other incidents that are told of it; absent: none. */
  readonly joins?: readonly Join[];
  /** What channels are told; absent: nothing. */
  readonly tellings?: readonly Telling[];
  /** Ids of the labels that the effects name. */
  readonly labelIds: Readonly<Record<string, string>>;
  /** Look for the markers before anything is sent for the first time. */
  readonly lookFirst: boolean;
  readonly outcome: string;
};

export type OutboxEntry = {
  readonly id: number;
  readonly effect: GitHubEffect;
  readonly labelIds: Readonly<Record<string, string>>;
  readonly lookFirst: boolean;
  /** `sent`: begun and not known to have ended. */
  readonly state: 'pending' | 'sent';
  readonly attempts: number;
  /** The titles of channels that stood in for it; absent: none did. */
  readonly alsoTold?: readonly string[];
};

export type Settled = {
  readonly state: 'pending' | 'sent' | 'done' | 'failed' | 'superseded';
  readonly result: EffectResult | null;
  /** What the incident is told of its page, with the same commit: whom it did not reach, or that GitHub refused it; absent: nothing is wrong with it. */
  readonly ofPage?: OfPage;
};

/** One that is done. */
export type DoneEntry = { readonly entry: OutboxEntry; readonly result: EffectResult };

/** The effects that are decided and not yet done. */
export type Outbox = {
  /** What is not done yet, in the order in which it was decided, and the record that it belongs to; null: there is none, or nothing is to be done for it. */
  unfinished(key: string): Promise<{ readonly entries: readonly OutboxEntry[]; readonly record: Incident | null }>;
  /** Marks them as begun; throws when another process began one of them meanwhile. */
  begin(entries: readonly OutboxEntry[]): Promise<void>;
  /** They were certainly not performed: as if `begin` had not been called. */
  notBegun(entries: readonly OutboxEntry[]): Promise<void>;
  settle(entry: OutboxEntry, settled: Settled): Promise<void>;
  /** Those that are done and of which nobody is told anything, all at once; `shows`: the revision that the incident's card shows by them. */
  settleDone(key: string, done: readonly DoneEntry[], shows: number | null): Promise<void>;
  /** The card of the incident is this comment. */
  cardIs(key: string, card: { readonly id: number; readonly nodeId: string }): Promise<void>;
};

export type RecordStore = Outbox & {
  load(key: string): Promise<Known>;
  /** `conflict`: another process saved first, or another incident began a rollback of the same environment; load and decide again. */
  commit(change: Change): Promise<'saved' | 'conflict'>;
  /** Rollbacks under way of the repository's other incidents; null: this host does not know of them. */
  /** The repository's other incidents that left something open; null where this host does not know. */
  earlier(issue: IssueRef): Promise<readonly Incident[] | null>;
  rollbacksElsewhere(issue: IssueRef): Promise<readonly RollbackElsewhere[] | null>;
  /** The last policy file of the repository that was good, if one is remembered. */
  lastGoodPolicy(repositoryId: number): Promise<PolicyFile | null>;
  keepPolicy(repositoryId: number, lastGood: PolicyFile | null, problems: readonly PolicyProblem[]): Promise<void>;
};

/** Statuses in which an incident is over, so that nobody looks for news of it. */
export function isOpen(record: Incident): boolean {
  return record.status !== 'closed' && record.status !== 'declined' && record.status !== 'duplicate';
}
