// The one door to the database: embedded PGlite or a PostgreSQL server, the same few methods for both.
import type { ConstructorOptions } from 'pg-boss';
import { type Log, silent } from '../log.ts';
import { migrate, noteBeginning } from './migrations.ts';
import { openPglite } from './pglite.ts';
import { openPostgres } from './postgres.ts';

export type Row = Readonly<Record<string, unknown>>;

/** Runs one statement. Parameters are text, numbers, booleans, dates or null; structured values go as JSON text (`toJson`). */
export type Queryable = {
  query<R extends Row = Row>(text: string, values?: readonly unknown[]): Promise<{ readonly rows: readonly R[] }>;
};

export type Database = Queryable & {
  readonly kind: 'pglite' | 'postgres';
  /** Commits what `work` did, or rolls it back when it throws. Inside it, only the given door may be used (PGlite has one connection). */
  transaction<T>(work: (tx: Queryable) => Promise<T>): Promise<T>;
  /** What pg-boss needs to work on the same database. */
  readonly bossOptions: ConstructorOptions;
  close(): Promise<void>;
};

export type DatabaseOptions = {
  /** A folder for PGlite, `memory` for a PGlite that forgets, or the URL of a PostgreSQL 13+. */
  readonly at:
    | { readonly dataDir: string }
    | { readonly memory: true }
    | { readonly databaseUrl: string; readonly connections?: number };
  /** A tarball made by `prebuiltDirectory`, from which a new PGlite starts in under a second. */
  readonly prebuilt?: string | null;
  readonly log?: Log;
};

/** Opens the database and brings its schema up to date. Throws `DirectoryInUse` when another process holds the folder. */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const log = options.log ?? silent;
  const { at } = options;
  const database =
    'databaseUrl' in at
      ? openPostgres(at.databaseUrl, at.connections ?? 10, log)
      : await openPglite('dataDir' in at ? at.dataDir : null, options.prebuilt ?? null, log);
  try {
    await migrate(database);
    await noteBeginning(database);
  } catch (error) {
    await database.close();
    throw error;
  }
  return database;
}

/** JSON that PostgreSQL takes: without NUL and without half characters, which `jsonb` refuses. */
export function toJson(value: unknown): string {
  const text = JSON.stringify(value);
  if (!/\\u(0000|d[89a-f])/i.test(text)) return text;
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'string' ? part.replaceAll('\0', '\ufffd').toWellFormed() : part,
  );
}
