// Keeps the tables small: what ended a week ago goes. GitHub's delivery log, with which the inbox is compared, is three days long.
import type { Database } from './database/database.ts';

/** Deletes rows and effects that ended, and were stored, more than seven days ago. */
export async function purge(database: Database): Promise<void> {
  await database.query(
    `DELETE FROM firebreak.inbox WHERE state IN ('done', 'ignored', 'dead') AND received_at < now() - interval '7 days'`,
  );
  await database.query(
    `DELETE FROM firebreak.effects WHERE state IN ('done', 'failed', 'superseded') AND created_at < now() - interval '7 days'`,
  );
}
