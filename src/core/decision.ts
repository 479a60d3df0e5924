// The value that every decision is: the new record, what to do, and why, in a machine-readable word.
import type { Effect } from './effects.ts';
import type { Incident } from './incident/record.ts';
import type { Timestamp } from './time.ts';

export type LogLine = { readonly level: 'info' | 'warn'; readonly code: string; readonly text: string };

export type Decision = {
  /** The record after; the same object as before when nothing changed; null when the issue is no incident. */
  readonly record: Incident | null;
  readonly effects: readonly Effect[];
  /** One reason code per trigger (INV-10): `done`, `refused:<problem>`, `ignored:<why>`. */
  readonly outcome: string;
  /** When to look again; null when nothing will be due. */
  readonly lookAgainAt: Timestamp | null;
  readonly log: readonly LogLine[];
};
