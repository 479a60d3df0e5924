// Whether the database answers, and how much is waiting in it, for whoever watches.
import type { Database } from './database/database.ts';

/** Deliveries and ticks that are stored and not finished, of all instances on this database. */
export async function queueDepth(database: Database): Promise<number> {
  const sql = `SELECT count(*)::int AS waiting FROM firebreak.inbox WHERE state IN ('waiting', 'decided')`;
  const { rows } = await database.query<{ waiting: number }>(sql);
  return rows[0]?.waiting ?? 0;
}

/** Whether it answers at all. */
export async function answers(database: Database): Promise<boolean> {
  return database.query('SELECT 1 AS one').then(
    () => true,
    () => false,
  );
}
