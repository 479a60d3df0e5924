// One inbox row through the loop, with the database as its store.
import type { Trigger } from '../../core/trigger.ts';
import { type DatabaseStoreParts, databaseStore } from './database-store.ts';
import type { InboxRow } from './inbox.ts';
import { carryOut, decideTrigger } from './loop.ts';
import type { LoopParts } from './parts.ts';

export type RowParts = LoopParts & DatabaseStoreParts;

/** Decides the row's trigger; the row is `decided` when what follows is saved. Returns the reason code. */
export function decideRow(parts: RowParts, row: InboxRow, trigger: Trigger): Promise<string> {
  return decideTrigger(parts, databaseStore(parts, row.id), trigger);
}

/** Carries out the incident's outbox. After the closing look of a catch-up, the incident's past is known here again. */
export async function carryOutRow(
  parts: RowParts,
  row: InboxRow,
  trigger: Trigger,
  signal: AbortSignal,
): Promise<void> {
  await carryOut(parts, databaseStore(parts, row.id), trigger, signal);
  if (row.action !== CAUGHT_UP) return;
  await parts.database.query('UPDATE firebreak.incidents SET fresh = false WHERE key = $1 AND fresh', [row.key]);
}

/** The action of the row that ends a catch-up: everything found in the thread stands before it in the inbox. */
export const CAUGHT_UP = 'caught-up';
