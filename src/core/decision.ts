// The value that every decision is: the new record, what to do, and why, in a machine-readable word.
import type { Telling } from './channels/telling.ts';
import type { Effect } from './effects.ts';
import type { Incident, IssueRef } from './incident/record.ts';
import type { Message } from './messages.ts';
import type { Timestamp } from './time.ts';
import type { TriggerOf } from './trigger.ts';

export type LogLine = { readonly level: 'info' | 'warn'; readonly code: string; readonly text: string };

/**
 * Another incident is told that this one has joined it. Its record is changed in its own order: where the host keeps it, the trigger is stored with the
 * decision; where not, `message` is said in its thread. Once by its key.
 */
export type Join = {
  readonly key: string;
  readonly to: IssueRef;
  readonly trigger: TriggerOf<'joined'>;
  readonly message: Message;
};

export type Decision = {
  /** The record after; the same object as before when nothing changed; null when the issue is no incident. */
  readonly record: Incident | null;
  readonly effects: readonly Effect[];
  /** Absent: none. */
  readonly joins?: readonly Join[];
  /** What channels beside GitHub are told, in order for each of them; absent: nothing. */
  readonly tellings?: readonly Telling[];
  /** One reason code per trigger (INV-10): `done`, `refused:<problem>`, `ignored:<why>`. */
  readonly outcome: string;
  /** When to look again; null when nothing will be due. */
  readonly lookAgainAt: Timestamp | null;
  readonly log: readonly LogLine[];
};
