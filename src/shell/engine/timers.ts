// One due job per open incident says "look again at this instant". It writes an inbox row and rings; what is due is the core's to say (INV-8).
import { IssueRef } from '../../core/incident/record.ts';
import type { Timestamp } from '../../core/time.ts';
import { incidentKey, type Trigger } from '../../core/trigger.ts';
import { type Clock, instantOf, realTime } from './clock.ts';
import { crashPoint } from './crash-points.ts';
import type { Database, Queryable, Row } from './database/database.ts';
import { acceptInto, type Delivery } from './inbox.ts';
import type { Queue } from './queue.ts';

/** How many due incidents one sweep takes at a time. */
const BATCH = 100;

export type Timers = {
  /** Sets the incident's timer to an instant of the engine's clock, in the given transaction. */
  schedule(tx: Queryable, key: string, at: Timestamp): Promise<void>;
  /** pg-boss fired for these incidents. */
  fired(keys: readonly string[]): Promise<void>;
  /** Rings for everything that is due and was not rung: after a clock jump, a lost job, a deleted queue. Returns how many. */
  sweep(): Promise<number>;
};

/** The timers on this database and queue, seen by this clock. */
export function createTimers(database: Database, queue: Queue, clock: Clock): Timers {
  const fired = (keys: readonly string[]) => fire(database, queue, clock, keys);
  return {
    schedule: (tx, key, at) => queue.setTimer(tx, key, realTime(clock, at)),
    fired,
    sweep: () => sweep(database, clock, fired),
  };
}

type DueRow = Row & { key: string; issue: unknown; installation_id: number | null; due_at: Date };

async function fire(database: Database, queue: Queue, clock: Clock, keys: readonly string[]): Promise<void> {
  crashPoint('timer-fired');
  await database.transaction(async (tx) => {
    const sql = `SELECT key, issue, installation_id, due_at FROM firebreak.incidents
      WHERE due_at IS NOT NULL AND key IN (SELECT jsonb_array_elements_text($1::text::jsonb))`;
    const { rows } = await tx.query<DueRow>(sql, [JSON.stringify(keys)]);
    const now = Date.parse(clock.now());
    const due = rows.filter((row) => row.due_at.getTime() <= now);
    if (due.length > 0) await acceptInto(tx, queue, await ticksOf(tx, due, clock.now()));
    for (const row of rows) if (row.due_at.getTime() > now) await setAgain(tx, queue, clock, row, now);
  });
  crashPoint('timer-row-written');
}

/** The job fired before its time by our clock (the clocks of database and process differ, or ours was set back): never early. */
async function setAgain(tx: Queryable, queue: Queue, clock: Clock, row: DueRow, now: number): Promise<void> {
  const remaining = Math.ceil((row.due_at.getTime() - now) / 1000);
  const at = realTime(clock, instantOf(row.due_at));
  await queue.setTimer(tx, row.key, at.getTime() > Date.now() + 1000 ? at : remaining);
}

/** How often an incident is looked at whose instant has passed and stays: its tick was given up, or nothing came of it. */
const AGAIN_EVERY = 5 * 60 * 1000;

/** One row per incident and due instant: its subject key makes a second one a no-op. */
async function ticksOf(tx: Queryable, due: readonly DueRow[], now: Timestamp): Promise<readonly Delivery[]> {
  const ticks = due.map((row) => tickOfRow(row, instantOf(row.due_at)));
  const sql = `SELECT guid FROM firebreak.inbox WHERE hook_id = 'firebreak' AND state IN ('done', 'dead')
    AND guid IN (SELECT jsonb_array_elements_text($1::text::jsonb))`;
  const { rows } = await tx.query<{ guid: string }>(sql, [JSON.stringify(ticks.map((tick) => tick.guid))]);
  const ended = new Set(rows.map((row) => row.guid));
  const later = instantOf(new Date(Math.floor(Date.parse(now) / AGAIN_EVERY) * AGAIN_EVERY));
  return due.map((row, index) => {
    const tick = ticks[index] ?? tickOfRow(row, later);
    return ended.has(tick.guid) ? tickOfRow(row, later) : tick;
  });
}

function tickOfRow(row: DueRow, at: Timestamp): Delivery {
  return tickOf(IssueRef.parse(row.issue), row.installation_id, at);
}

/** "Look again" at an instant: one row for it, however often it is put in. */
export function tickOf(issue: IssueRef, installationId: number | null, at: Timestamp): Delivery {
  const trigger: Trigger = { kind: 'tick', issue, installationId, at, actor: null, via: 'clock' };
  const guid = `tick:${incidentKey(issue)}:${at}`;
  return { hookId: 'firebreak', guid, event: 'tick', action: null, trigger, ignored: null };
}

async function sweep(
  database: Database,
  clock: Clock,
  fired: (keys: readonly string[]) => Promise<void>,
): Promise<number> {
  const sql = `SELECT key FROM firebreak.incidents i WHERE due_at <= $1 AND NOT EXISTS (
      SELECT 1 FROM firebreak.inbox t WHERE t.incident_key = i.key AND t.state IN ('waiting', 'decided')
    ) ORDER BY due_at`;
  const { rows } = await database.query<{ key: string }>(sql, [clock.now()]);
  for (let start = 0; start < rows.length; start += BATCH) {
    await fired(rows.slice(start, start + BATCH).map((row) => row.key));
  }
  return rows.length;
}
