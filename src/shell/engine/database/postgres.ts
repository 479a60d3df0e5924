// A PostgreSQL server behind the engine's door, through a pool of `pg`.
import pg from 'pg';
import type { Log } from '../log.ts';
import type { Database, Queryable, Row } from './database.ts';

const INT8 = 20;

/** 64-bit integers as numbers, as PGlite gives them: our counters stay far below 2^53. */
const types = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    oid === INT8 ? Number : pg.types.getTypeParser(oid, format === 'binary' ? 'binary' : 'text'),
};

/** Opens a pool; connects on first use. pg-boss gets a pool of its own, with the same URL. */
export function openPostgres(url: string, connections: number, log: Log): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max: connections,
    connectionTimeoutMillis: 2_000,
    application_name: 'firebreak',
    types,
  });
  pool.on('error', (error) => log('warn', 'database-connection-lost', error.message));
  return {
    kind: 'postgres',
    query: doorOf(pool).query,
    transaction: (work) => transaction(pool, work),
    bossOptions: { connectionString: url, max: connections, application_name: 'firebreak-queue', backend: 'postgres' },
    close: () => pool.end(),
  };
}

function doorOf(target: pg.Pool | pg.PoolClient): Queryable {
  return {
    async query<R extends Row>(text: string, values?: readonly unknown[]) {
      const result = await target.query<R>(text, values === undefined ? [] : [...values]);
      return { rows: result.rows };
    },
  };
}

async function transaction<T>(pool: pg.Pool, work: (tx: Queryable) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken = false;
  try {
    await client.query('BEGIN');
    const result = await work(doorOf(client));
    await client.query('COMMIT');
    return result;
  } catch (error) {
    broken = await client.query('ROLLBACK').then(
      () => false,
      () => true,
    );
    throw error;
  } finally {
    client.release(broken);
  }
}
