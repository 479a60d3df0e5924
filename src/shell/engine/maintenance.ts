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
  // A connection that was taken away leaves what waited for it.
  await database.query(`DELETE FROM firebreak.tellings WHERE created_at < now() - interval '7 days'`);
  await database.query(
    `DELETE FROM firebreak.lanes l WHERE NOT EXISTS (SELECT 1 FROM firebreak.incidents i WHERE i.key = l.incident_key AND i.open)
       AND NOT EXISTS (SELECT 1 FROM firebreak.tellings t WHERE t.incident_key = l.incident_key)`,
  );
}
