// Empty databases for tests, on both kinds of host that Firebreak runs on. What is opened here is removed by `dispose`.
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { type Database, type DatabaseOptions, openDatabase } from '../../src/shell/engine/database/database.ts';

export type TestDatabase = {
  /** How to open the same database again, as a restarted process would. */
  readonly options: DatabaseOptions;
  open(): Promise<Database>;
  /** Throws all data away, as `rm -r data` (or a dropped database) does; open it again afterwards. */
  forget(): Promise<void>;
  dispose(): Promise<void>;
};

/** Both kinds by name, for `describe.each(databases)`. */
export const databases: readonly (readonly [kind: 'PGlite' | 'PostgreSQL', fresh: () => Promise<TestDatabase>])[] = [
  ['PGlite', freshPglite],
  ['PostgreSQL', freshPostgres],
];

/** An empty PGlite folder. */
export async function freshPglite(): Promise<TestDatabase> {
  const dataDir = mkdtempSync(join(tmpdir(), 'firebreak-data-'));
  const forget = async () => rmSync(dataDir, { recursive: true, force: true });
  return testDatabase({ at: { dataDir }, prebuilt: environment('FIREBREAK_TEST_PREBUILT') }, forget, forget);
}

/** A new database on the run's server. */
export async function freshPostgres(): Promise<TestDatabase> {
  const name = `firebreak_${randomUUID().replaceAll('-', '')}`;
  const server = environment('FIREBREAK_TEST_POSTGRES');
  const url = new URL(server);
  url.pathname = `/${name}`;
  const drop = () => statement(server, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  const create = () => statement(server, `CREATE DATABASE ${name}`);
  await create();
  const forget = async () => {
    await drop();
    await create();
  };
  return testDatabase({ at: { databaseUrl: url.href, connections: 10 } }, forget, drop);
}

function testDatabase(
  options: DatabaseOptions,
  forget: () => Promise<void>,
  dispose: () => Promise<void>,
): TestDatabase {
  return { options, open: () => openDatabase(options), forget, dispose };
}

async function statement(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

/** What the global set-up made. */
export function environment(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set: test/support/postgres.ts belongs to globalSetup.`);
  return value;
}
