// The tables of the engine, as numbered steps that are applied once each. A step and its number commit together, so a crash in between
// changes nothing and the next start goes on (F-12). A step that was released is never edited; a new one is added.
import type { Database, Queryable } from './database.ts';

const first = [
  `CREATE TABLE firebreak.meta (name text PRIMARY KEY, value jsonb NOT NULL)`,
  `CREATE TABLE firebreak.inbox (
     id bigserial PRIMARY KEY,
     hook_id text NOT NULL,
     guid text NOT NULL,
     event text NOT NULL,
     action text,
     incident_key text,
     subject_key text,
     trigger jsonb,
     state text NOT NULL CHECK (state IN ('waiting', 'decided', 'done', 'ignored', 'dead')),
     outcome text,
     attempts int NOT NULL DEFAULT 0,
     received_at timestamptz NOT NULL DEFAULT now(),
     handled_at timestamptz,
     error text,
     UNIQUE (hook_id, guid)
   )`,
  `CREATE UNIQUE INDEX inbox_subject ON firebreak.inbox (subject_key) WHERE subject_key IS NOT NULL`,
  `CREATE INDEX inbox_unfinished ON firebreak.inbox (incident_key, id) WHERE state IN ('waiting', 'decided')`,
  `CREATE INDEX inbox_guid ON firebreak.inbox (guid)`,
  `CREATE INDEX inbox_received ON firebreak.inbox (received_at)`,
  `CREATE TABLE firebreak.incidents (
     key text PRIMARY KEY,
     issue jsonb NOT NULL,
     repository_id bigint NOT NULL,
     installation_id bigint,
     record jsonb NOT NULL,
     revision int NOT NULL,
     card_revision int NOT NULL DEFAULT -1,
     open boolean NOT NULL,
     fresh boolean NOT NULL DEFAULT false,
     rebuilt_at timestamptz,
     due_at timestamptz,
     issue_updated_at timestamptz,
     comments_since timestamptz,
     looked_at timestamptz
   )`,
  `CREATE INDEX incidents_due ON firebreak.incidents (due_at) WHERE due_at IS NOT NULL`,
  `CREATE INDEX incidents_open ON firebreak.incidents (repository_id) WHERE open`,
  `CREATE TABLE firebreak.effects (
     id bigserial PRIMARY KEY,
     incident_key text NOT NULL,
     key text NOT NULL,
     inbox_id bigint NOT NULL,
     position int NOT NULL,
     effect jsonb NOT NULL,
     label_ids jsonb NOT NULL,
     look_first boolean NOT NULL,
     state text NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'sent', 'done', 'failed', 'superseded')),
     result jsonb,
     attempts int NOT NULL DEFAULT 0,
     created_at timestamptz NOT NULL DEFAULT now(),
     UNIQUE (incident_key, key)
   )`,
  `CREATE INDEX effects_unfinished ON firebreak.effects (incident_key, inbox_id, position) WHERE state IN ('pending', 'sent')`,
  `CREATE INDEX effects_created ON firebreak.effects (created_at)`,
  `CREATE TABLE firebreak.policies (
     repository_id bigint PRIMARY KEY,
     source text NOT NULL,
     version text NOT NULL,
     text text,
     problems jsonb NOT NULL
   )`,
];

const channels = [
  `CREATE TABLE firebreak.tellings (
     id bigserial PRIMARY KEY,
     incident_key text NOT NULL,
     channel text NOT NULL,
     key text NOT NULL,
     issue jsonb NOT NULL,
     installation_id bigint,
     telling jsonb NOT NULL,
     not_before timestamptz,
     out_of_band boolean NOT NULL DEFAULT false,
     state text NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'sent', 'done', 'failed', 'superseded')),
     attempts int NOT NULL DEFAULT 0,
     problem text,
     created_at timestamptz NOT NULL DEFAULT now(),
     UNIQUE (incident_key, channel, key)
   )`,
  `CREATE INDEX tellings_unfinished ON firebreak.tellings (incident_key, channel, id) WHERE state IN ('pending', 'sent')`,
  `CREATE INDEX tellings_created ON firebreak.tellings (created_at)`,
  `CREATE TABLE firebreak.lanes (
     incident_key text NOT NULL,
     channel text NOT NULL,
     ref text,
     failing_since timestamptz,
     problem text,
     due_at timestamptz,
     PRIMARY KEY (incident_key, channel)
   )`,
];

const freezes = [
  `CREATE TABLE firebreak.freeze_asks (
     id bigserial,
     repository_id bigint NOT NULL,
     key text NOT NULL,
     installation_id bigint NOT NULL,
     owner text NOT NULL,
     repo text NOT NULL,
     ask jsonb NOT NULL,
     due_at timestamptz,
     created_at timestamptz NOT NULL DEFAULT now(),
     PRIMARY KEY (repository_id, key)
   )`,
  `CREATE INDEX incidents_frozen ON firebreak.incidents (repository_id) WHERE record ? 'freeze'`,
];

const rollbacks = [
  `CREATE INDEX incidents_operated ON firebreak.incidents (repository_id) WHERE record ? 'operations'`,
];

const migrations: readonly (readonly string[])[] = [first, channels, freezes, rollbacks];

/** Ours among the advisory locks of a shared server: the letters "fbrk". */
const LOCK = 0x6662726b;

/** Applies the steps that are missing, one transaction each. Two instances that start together take turns. */
export async function migrate(database: Database): Promise<void> {
  await database.transaction(async (tx) => {
    await takeTurns(database, tx);
    await tx.query('CREATE SCHEMA IF NOT EXISTS firebreak');
    await tx.query('CREATE TABLE IF NOT EXISTS firebreak.migration (number int PRIMARY KEY)');
  });
  for (const [index, statements] of migrations.entries()) {
    await database.transaction(async (tx) => {
      await takeTurns(database, tx);
      await apply(tx, index + 1, statements);
    });
  }
}

/** Notes when this database began, once: of the time before it, nothing was stored here. */
export async function noteBeginning(database: Database): Promise<void> {
  await database.query(
    `INSERT INTO firebreak.meta (name, value) VALUES ('created_at', to_jsonb(now())) ON CONFLICT DO NOTHING`,
  );
}

async function takeTurns(database: Database, tx: Queryable): Promise<void> {
  if (database.kind === 'postgres') await tx.query('SELECT pg_advisory_xact_lock($1)', [LOCK]);
}

async function apply(tx: Queryable, number: number, statements: readonly string[]): Promise<void> {
  const { rows } = await tx.query('SELECT 1 AS one FROM firebreak.migration WHERE number = $1', [number]);
  if (rows.length > 0) return;
  for (const statement of statements) await tx.query(statement);
  await tx.query('INSERT INTO firebreak.migration (number) VALUES ($1)', [number]);
}
