// A fresh database of each kind for one measurement, filled by the benchmark and then opened by the server under test.

import { freshPglite, freshPostgres, type TestDatabase } from '../../test/support/databases.ts';
import setUpDatabases from '../../test/support/postgres.ts';

export type Kind = 'PGlite' | 'PostgreSQL';
export const kinds: readonly Kind[] = ['PGlite', 'PostgreSQL'];

export type Home = TestDatabase & {
  /** What tells the server where it is. */
  readonly env: Readonly<Record<string, string>>;
};

/** A PostgreSQL server of our own and a prebuilt PGlite, as the tests have them, while `work` runs. */
export async function withDatabases<T>(work: () => Promise<T>): Promise<T> {
  const end = await setUpDatabases();
  try {
    return await work();
  } finally {
    await end();
  }
}

/** An empty database; only inside `withDatabases`. */
export async function freshHome(kind: Kind): Promise<Home> {
  const database = kind === 'PGlite' ? await freshPglite() : await freshPostgres();
  return { ...database, env: environmentOf(database) };
}

function environmentOf({ options: { at } }: TestDatabase): Record<string, string> {
  if ('dataDir' in at) return { DATA_DIR: at.dataDir };
  if ('databaseUrl' in at) return { DATABASE_URL: at.databaseUrl };
  throw new Error('A database in memory cannot be given to another process.');
}
