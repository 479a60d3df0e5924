// The working copies and the outbox in the database: what one trigger leads to commits in one transaction, by compare-and-swap on the revision.
import { Incident } from '../../core/incident/record.ts';
import { incidentKey, type Trigger } from '../../core/trigger.ts';
import { type CheckJob, checkJobsOf } from './check-jobs.ts';
import { instantOf, toMillisecond } from './clock.ts';
import { type Database, type Queryable, type Row, toJson } from './database/database.ts';
import { earlierIncidents } from './earlier.ts';
import { begin, notBegun, settleDone, unfinished } from './effect-store.ts';
import type { Delivery } from './inbox.ts';
import { type SaveTellings, toldInstead } from './lane-store.ts';
import { keepPolicy, lastGoodPolicy } from './last-good-policy.ts';
import type { OfPage } from './page-proof.ts';
import type { PolicyMemory } from './policy-memory.ts';
import { mayRollBack, rollbacksElsewhere } from './rollbacks.ts';
import { type Change, isOpen, type Known, type OutboxEntry, type RecordStore, type Settled, unknown } from './store.ts';

/** Sets the incident's one timer, in the given transaction. */
export type ScheduleTimer = (tx: Queryable, key: string, at: string) => Promise<void>;

export type DatabaseStoreParts = {
  readonly database: Database;
  /** Puts deliveries of our own into the inbox, in the given transaction; each once by its guid. */
  readonly deliver: (tx: Queryable, deliveries: readonly Delivery[]) => Promise<unknown>;
  readonly schedule: ScheduleTimer;
  /** Puts what channels are told into their lanes, in the given transaction; absent where there are none. */
  readonly tell?: SaveTellings;
  /** Has the repository looked at where a freeze begins or ends, in the given transaction; absent where nothing is held back. */
  readonly followFreeze?: (tx: Queryable, change: Change) => Promise<void>;
  /** Puts checks that the app makes into their queue, in the given transaction; absent where it makes none. */
  readonly check?: (tx: Queryable, jobs: readonly CheckJob[]) => Promise<void>;
  /** Shared by all stores of the process. */
  readonly policies: PolicyMemory;
};

/** The store of one inbox row: a commit also marks that row decided. `rowId` null: there is no row. */
export function databaseStore(parts: DatabaseStoreParts, rowId: number | null): RecordStore {
  const { database, policies } = parts;
  return {
    load: (key) => load(parts, key),
    commit: (change) => commit(parts, rowId, change),
    unfinished: (key) => unfinished(database, key),
    begin: (entries) => begin(database, entries),
    notBegun: (entries) => notBegun(database, entries),
    settle: (entry, settled) => settle(parts, entry, settled),
    settleDone: (key, done, shows) => settleDone(database, key, done, shows),
    cardIs: async (key, card) => {
      const sql = `UPDATE firebreak.incidents SET record = jsonb_set(record, '{card}', $2::text::jsonb) WHERE key = $1`;
      await database.query(sql, [key, toJson(card)]);
    },
    earlier: (issue) => earlierIncidents(database, issue),
    rollbacksElsewhere: (issue) => rollbacksElsewhere(database, issue),
    lastGoodPolicy: (repositoryId) => lastGoodPolicy(database, policies, repositoryId),
    keepPolicy: (repositoryId, lastGood, problems) =>
      keepPolicy(database, policies, repositoryId, lastGood, toJson(problems)),
  };
}

type IncidentRow = Row & {
  record: unknown;
  card_revision: number;
  fresh: boolean;
  rebuilt_at: Date | null;
  due_at: Date | null;
};

async function load({ database, tell }: DatabaseStoreParts, key: string): Promise<Known> {
  const sql = 'SELECT record, card_revision, fresh, rebuilt_at, due_at FROM firebreak.incidents WHERE key = $1';
  const [row] = (await database.query<IncidentRow>(sql, [key])).rows;
  const instead = tell === undefined ? [] : await toldInstead(database, key);
  const told = instead.length === 0 ? {} : { toldInstead: instead };
  if (row === undefined) return { ...unknown, ...told };
  return {
    ...told,
    record: Incident.parse(row.record),
    cardRevision: row.card_revision,
    fresh: row.fresh,
    rebuiltAt: row.rebuilt_at === null ? null : instantOf(row.rebuilt_at),
    dueAt: row.due_at === null ? null : instantOf(row.due_at),
  };
}

class SavedByAnother extends Error {}

async function commit(
  { database, schedule, deliver, tell, check, followFreeze }: DatabaseStoreParts,
  rowId: number | null,
  change: Change,
): Promise<'saved' | 'conflict'> {
  try {
    await database.transaction(async (tx) => {
      await saveRecord(tx, change);
      if (!(await mayRollBack(tx, database.kind, change))) throw new SavedByAnother();
      await saveTimer(tx, schedule, change);
      await saveEffects(tx, rowId, change);
      await saveJoins(tx, deliver, change);
      await check?.(tx, checkJobsOf(change));
      if (change.tellings !== undefined) await tell?.(tx, { ...change, tellings: change.tellings });
      await followFreeze?.(tx, change);
      if (rowId !== null) await markDecided(tx, rowId, change.outcome);
    });
    return 'saved';
  } catch (error) {
    if (error instanceof SavedByAnother) return 'conflict';
    throw error;
  }
}

async function saveRecord(tx: Queryable, change: Change): Promise<void> {
  const { before, record } = change;
  const saved = before.record === null ? await insertRecord(tx, change) : await updateRecord(tx, change);
  if (!saved && (record !== null || before.record !== null)) throw new SavedByAnother();
}

async function insertRecord(tx: Queryable, change: Change): Promise<boolean> {
  const { key, issue, record } = change;
  if (record === null) return true;
  const sql = `INSERT INTO firebreak.incidents
      (key, issue, repository_id, installation_id, record, revision, card_revision, open, fresh, rebuilt_at, due_at)
    VALUES ($1, $2::text::jsonb, $3, $4, $5::text::jsonb, $6, $7, $8, $9, $10, $11)
    ON CONFLICT DO NOTHING RETURNING key`;
  const { rows } = await tx.query(sql, [
    key,
    toJson(issue),
    issue.repositoryId,
    change.installationId,
    toJson(record),
    record.revision,
    change.cardRevision,
    isOpen(record),
    change.fresh,
    change.rebuiltAt,
    dueDate(change),
  ]);
  return rows.length > 0;
}

async function updateRecord(tx: Queryable, change: Change): Promise<boolean> {
  const { key, before, record } = change;
  const revision = before.record?.revision ?? -1;
  if (record === null) {
    const gone = 'DELETE FROM firebreak.incidents WHERE key = $1 AND revision = $2 RETURNING key';
    return (await tx.query(gone, [key, revision])).rows.length > 0;
  }
  const sql = `UPDATE firebreak.incidents
    SET issue = $3::text::jsonb, installation_id = COALESCE($4::bigint, installation_id), record = $5::text::jsonb, revision = $6,
        card_revision = GREATEST(card_revision, $7::int), open = $8, fresh = $9, due_at = $10
    WHERE key = $1 AND revision = $2 RETURNING key`;
  const { rows } = await tx.query(sql, [
    key,
    revision,
    toJson(change.issue),
    change.installationId,
    toJson(record),
    record.revision,
    change.cardRevision,
    isOpen(record),
    change.fresh,
    dueDate(change),
  ]);
  return rows.length > 0;
}

function dueDate(change: Change): string | null {
  return change.dueAt === null ? null : toMillisecond(change.dueAt);
}

/** When nothing is due any more the old timer stays: it fires once and finds nothing. */
async function saveTimer(tx: Queryable, schedule: ScheduleTimer, change: Change): Promise<void> {
  const due = dueDate(change);
  if (change.record === null || due === null || due === change.before.dueAt) return;
  await schedule(tx, change.key, due);
}

async function saveEffects(tx: Queryable, rowId: number | null, change: Change): Promise<void> {
  const sent = change.effects.filter(({ kind }) => kind !== 'check');
  if (sent.length === 0) return;
  const rows = sent.map((effect, position) => ({ key: effect.key, position, effect }));
  // A key that was decided before is the same intent: it is done once (INV-3).
  const sql = `INSERT INTO firebreak.effects (incident_key, key, inbox_id, position, effect, label_ids, look_first)
    SELECT $1, given.key, $2, given.position, given.effect, $3::text::jsonb, $4
    FROM jsonb_to_recordset($5::text::jsonb) AS given(key text, position int, effect jsonb)
    ORDER BY given.position
    ON CONFLICT (incident_key, key) DO NOTHING`;
  await tx.query(sql, [change.key, rowId ?? 0, toJson(change.labelIds), change.lookFirst, toJson(rows)]);
}

/** What other incidents are told is a delivery like any other: in their own order, and once, though this is decided again. */
async function saveJoins(tx: Queryable, deliver: DatabaseStoreParts['deliver'], change: Change): Promise<void> {
  const { key, joins = [] } = change;
  if (joins.length === 0) return;
  await deliver(
    tx,
    joins.map((join) => ownDelivery(`${key}/${join.key}`, join.trigger)),
  );
}

async function markDecided(tx: Queryable, rowId: number, outcome: string): Promise<void> {
  const sql = `UPDATE firebreak.inbox SET state = 'decided', outcome = $2 WHERE id = $1 AND state = 'waiting' RETURNING id`;
  const { rows } = await tx.query(sql, [rowId, outcome]);
  if (rows.length === 0) throw new Error(`Inbox row ${rowId} was decided by another process.`);
}

async function settle(
  { database, deliver }: DatabaseStoreParts,
  entry: OutboxEntry,
  { state, result, ofPage }: Settled,
): Promise<void> {
  const sql = 'UPDATE firebreak.effects SET state = $2, result = COALESCE($3::text::jsonb, result) WHERE id = $1';
  const values = [entry.id, state, result === null ? null : toJson(result)];
  if (ofPage === undefined) {
    await database.query(sql, values);
    return;
  }
  await database.transaction(async (tx) => {
    await tx.query(sql, values);
    await deliver(tx, [ownDelivery(newsGuid(ofPage), ofPage)]);
  });
}

function newsGuid(news: OfPage): string {
  return `${incidentKey(news.issue)}/${news.kind}/${aboutOf(news)}`;
}

function aboutOf(news: OfPage): string {
  switch (news.kind) {
    case 'dispatched':
      return `${news.operation}/${news.how}`;
    case 'unrecorded':
      return news.operation;
    case 'hotfix-answered':
      return news.hotfix;
    case 'postmortem-answered':
      return news.postmortem;
    case 'issue-opened':
      return `${news.of.list}/${news.of.id}`;
    default:
      return news.page;
  }
}

/** What the engine puts into the inbox itself: once by its guid. */
function ownDelivery(guid: string, trigger: Trigger): Delivery {
  return { hookId: 'firebreak', guid, event: 'firebreak', action: trigger.kind, trigger, ignored: null };
}
