// Deliveries as rows: stored in one transaction with the doorbells of their incidents, before GitHub gets its 202 (INV-1, INV-2).
import { incidentKey, subjectKey, type Trigger } from '../../core/trigger.ts';
import { crashPoint } from './crash-points.ts';
import { type Database, type Queryable, type Row, toJson } from './database/database.ts';
import { gatesOf, type LaneAsk, type NewAsk, storeAsks, withProposals } from './freeze-asks.ts';
import type { Queue } from './queue.ts';
import { WORK } from './queue-settings.ts';

/** One delivery as the intake made it. One of `trigger`, `ignored` (a reason code) and `freeze` is set. */
export type Delivery = {
  /** The id of the hook (`X-GitHub-Hook-ID`); `firebreak` for what the engine itself puts in. */
  readonly hookId: string;
  readonly guid: string;
  readonly event: string;
  readonly action: string | null;
  readonly trigger: Trigger | null;
  readonly ignored: string | null;
  /** What the freeze of a repository must look at; it is asked with the delivery, once. */
  readonly freeze?: NewAsk | LaneAsk;
};

/** How many deliveries share one transaction at most. */
const BATCH = 100;

export type InboxRow = {
  readonly id: number;
  readonly guid: string;
  readonly action: string | null;
  readonly key: string;
  readonly state: 'waiting' | 'decided';
  readonly outcome: string | null;
  /** Attempts that were begun before this one. */
  readonly attempts: number;
  readonly receivedAt: Date;
  /** As stored; parsed by the worker, so that a row that cannot be parsed is one dead row. */
  readonly trigger: unknown;
};

export type Ended = { readonly state: 'done' | 'dead'; readonly error: string | null; readonly outcome: string | null };

export type Inbox = {
  /** Stores and rings. Resolves when committed; returns how many were new. Throws when they could not be stored: answer 503. */
  accept(deliveries: readonly Delivery[]): Promise<number>;
  /** The incident's first row that is not finished, with its attempts counted up, committed; null when there is none. */
  take(key: string): Promise<InboxRow | null>;
  /** The attempt does not count: it never came to the row's own work. */
  uncount(row: InboxRow): Promise<void>;
  end(row: InboxRow, ended: Ended): Promise<void>;
  /** Rings for every incident that has something unfinished: doorbells may have been lost. Returns how many. */
  ringUnfinished(): Promise<number>;
  /** Whether every row is finished, every effect carried out, and no doorbell rings. */
  isIdle(): Promise<boolean>;
};

/** The inbox on this database, ringing this queue. */
export function createInbox(database: Database, queue: Queue): Inbox {
  return {
    accept: (deliveries) => acceptAll(database, queue, deliveries),
    take: (key) => take(database, key),
    uncount: async (row) => {
      await database.query('UPDATE firebreak.inbox SET attempts = attempts - 1 WHERE id = $1', [row.id]);
    },
    end: (row, ended) => end(database, row, ended),
    ringUnfinished: () => ringUnfinished(database, queue),
    isIdle: () => isIdle(database),
  };
}

async function acceptAll(database: Database, queue: Queue, deliveries: readonly Delivery[]): Promise<number> {
  let fresh = 0;
  for (let start = 0; start < deliveries.length; start += BATCH) {
    const batch = deliveries.slice(start, start + BATCH);
    crashPoint('before-commit');
    fresh += await database.transaction((tx) => acceptInto(tx, queue, batch));
    crashPoint('after-commit-before-202');
  }
  return fresh;
}

/** Stores the deliveries and rings, in a transaction that is already open. Returns how many were new. */
export async function acceptInto(tx: Queryable, queue: Queue, deliveries: readonly Delivery[]): Promise<number> {
  const rows = deliveries.map(rowOf);
  const stored = await insert(tx, rows);
  if (stored.length < rows.length) await insertRepeats(tx, rows, stored);
  const keys = stored.flatMap((row) =>
    row.state === 'waiting' && row.incident_key !== null ? [row.incident_key] : [],
  );
  await queue.ring(tx, [...new Set(keys)]);
  const fresh = new Set(stored.map((row) => `${row.hook_id} ${row.guid}`));
  const asks = deliveries.flatMap(({ hookId, guid, freeze }) =>
    freeze !== undefined && fresh.has(`${hookId} ${guid}`) ? [freeze] : [],
  );
  const gates: NewAsk[] = [];
  for (const one of asks) gates.push(...(isOfLane(one) ? await gatesOf(tx, one) : [one]));
  await storeAsks(tx, queue, withProposals(gates));
  return stored.length;
}

function isOfLane(one: NewAsk | LaneAsk): one is LaneAsk {
  return one.ask.is === 'said';
}

type NewRow = {
  readonly hook_id: string;
  readonly guid: string;
  readonly event: string;
  readonly action: string | null;
  readonly incident_key: string | null;
  readonly subject_key: string | null;
  readonly trigger: Trigger | null;
  readonly state: 'waiting' | 'ignored' | 'done';
  readonly outcome: string | null;
};

function rowOf(delivery: Delivery): NewRow {
  const { hookId, guid, event, action, trigger } = delivery;
  const waiting = trigger !== null && delivery.ignored === null;
  return {
    hook_id: hookId,
    guid,
    event,
    action,
    incident_key: trigger === null ? null : incidentKey(trigger.issue),
    subject_key: waiting ? subjectKey(trigger) : null,
    trigger: waiting ? trigger : null,
    ...(waiting ? ({ state: 'waiting', outcome: null } as const) : endedAs(delivery)),
  };
}

function endedAs({ freeze, ignored }: Delivery): Pick<NewRow, 'state' | 'outcome'> {
  if (freeze !== undefined) return { state: 'done', outcome: 'freeze-asked' };
  return { state: 'ignored', outcome: `ignored:${ignored ?? 'no-trigger'}` };
}

type StoredRow = Row & { hook_id: string; guid: string; incident_key: string | null; state: string };

async function insert(tx: Queryable, rows: readonly NewRow[]): Promise<readonly StoredRow[]> {
  const sql = `INSERT INTO firebreak.inbox
      (hook_id, guid, event, action, incident_key, subject_key, trigger, state, outcome, handled_at)
    SELECT hook_id, guid, event, action, incident_key, subject_key, trigger, state, outcome,
      CASE WHEN state <> 'waiting' THEN now() END
    FROM ROWS FROM (jsonb_to_recordset($1::text::jsonb) AS (hook_id text, guid text, event text, action text,
      incident_key text, subject_key text, trigger jsonb, state text, outcome text)) WITH ORDINALITY AS given
      (hook_id, guid, event, action, incident_key, subject_key, trigger, state, outcome, place)
    ORDER BY place
    ON CONFLICT DO NOTHING
    RETURNING hook_id, guid, incident_key, state`;
  return (await tx.query<StoredRow>(sql, [toJson(rows)])).rows;
}

/** The same subject under another delivery id: kept as ignored, so that the delivery log has its id, and not handled again (AC-03). */
async function insertRepeats(tx: Queryable, rows: readonly NewRow[], stored: readonly StoredRow[]): Promise<void> {
  const known = new Set(stored.map((row) => `${row.hook_id} ${row.guid}`));
  const repeats = rows
    .filter((row) => !known.has(`${row.hook_id} ${row.guid}`))
    .map(
      (row) => ({ ...row, subject_key: null, trigger: null, state: 'ignored', outcome: 'ignored:repeated' }) as const,
    );
  await insert(tx, repeats);
}

type TakenRow = Row & {
  id: number;
  guid: string;
  action: string | null;
  state: 'waiting' | 'decided';
  outcome: string | null;
  attempts: number;
  received_at: Date;
  trigger: unknown;
};

async function take(database: Database, key: string): Promise<InboxRow | null> {
  const sql = `UPDATE firebreak.inbox SET attempts = attempts + 1
    WHERE id = (SELECT id FROM firebreak.inbox WHERE incident_key = $1 AND state IN ('waiting', 'decided') ORDER BY id LIMIT 1)
    RETURNING id, guid, action, state, outcome, attempts, received_at, trigger`;
  const [row] = (await database.query<TakenRow>(sql, [key])).rows;
  if (row === undefined) return null;
  const { id, guid, action, state, outcome, trigger } = row;
  return { id, guid, action, key, state, outcome, attempts: row.attempts - 1, receivedAt: row.received_at, trigger };
}

async function end(database: Database, row: InboxRow, ended: Ended): Promise<void> {
  if (ended.state === 'done') return endRow(database, row, ended);
  await database.transaction(async (tx) => {
    await endRow(tx, row, ended);
    await abandonEffects(tx, row.id);
  });
}

async function endRow(tx: Queryable, row: InboxRow, ended: Ended): Promise<void> {
  const sql = `UPDATE firebreak.inbox
    SET state = $2, error = $3, outcome = COALESCE($4, outcome), handled_at = now() WHERE id = $1`;
  await tx.query(sql, [row.id, ended.state, ended.error, ended.outcome]);
}

/** What a dead row had decided and not done must not stop the rows behind it. */
async function abandonEffects(tx: Queryable, rowId: number): Promise<void> {
  const sql = `UPDATE firebreak.effects SET state = 'failed' WHERE inbox_id = $1 AND state IN ('pending', 'sent')`;
  await tx.query(sql, [rowId]);
}

async function ringUnfinished(database: Database, queue: Queue): Promise<number> {
  const sql = `SELECT incident_key AS key FROM firebreak.inbox WHERE state IN ('waiting', 'decided')
    UNION SELECT incident_key FROM firebreak.effects WHERE state IN ('pending', 'sent')`;
  return database.transaction(async (tx) => {
    const { rows } = await tx.query<{ key: string }>(sql);
    await queue.ring(
      tx,
      rows.map((row) => row.key),
    );
    return rows.length;
  });
}

async function isIdle(database: Database): Promise<boolean> {
  const sql = `SELECT EXISTS (SELECT 1 FROM firebreak.inbox WHERE state IN ('waiting', 'decided'))
    OR EXISTS (SELECT 1 FROM firebreak.effects WHERE state IN ('pending', 'sent'))
    OR EXISTS (SELECT 1 FROM pgboss.job WHERE name = $1 AND state IN ('created', 'retry', 'active') AND start_after <= now()) AS busy`;
  const [row] = (await database.query<{ busy: boolean }>(sql, [WORK])).rows;
  return row?.busy === false;
}
