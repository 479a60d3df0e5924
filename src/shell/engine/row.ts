// One inbox row through the loop, with the database as its store.
import { IssueRef } from '../../core/incident/record.ts';
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

/** Carries out what ended rows of the incident left over. Does nothing when there is nothing. */
export async function carryOutRest(parts: RowParts, key: string, signal: AbortSignal): Promise<void> {
  const sql = `SELECT issue, installation_id FROM firebreak.incidents WHERE key = $1 AND EXISTS (
    SELECT 1 FROM firebreak.effects WHERE incident_key = $1 AND state IN ('pending', 'sent'))`;
  const [row] = (await parts.database.query<{ issue: unknown; installation_id: number | null }>(sql, [key])).rows;
  if (row === undefined) return;
  const target = { issue: IssueRef.parse(row.issue), installationId: row.installation_id };
  await carryOut(parts, databaseStore(parts, null), target, signal);
}

/** The action of the row that ends a catch-up: everything found in the thread stands before it in the inbox. */
export const CAUGHT_UP = 'caught-up';
