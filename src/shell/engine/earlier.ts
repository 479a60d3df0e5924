// The incidents of a repository that left something open, from the working copies: no request to GitHub. A database that was lost has them again with the first comparison, which reads those that ended last too.
import { deadlineLists } from '../../core/incident/deadline-change.ts';
import { Incident, type IssueRef } from '../../core/incident/record.ts';
import { incidentKey } from '../../core/trigger.ts';
import type { Queryable } from './database/database.ts';

/** More are not looked through: the newest. */
const MOST = 100;

/** Those beside this one with something that is not done, the newest first. */
export async function earlierIncidents(tx: Queryable, issue: IssueRef): Promise<readonly Incident[]> {
  const open = deadlineLists.map((list) => `jsonb_path_exists(record, '$.${list}[*] ? (@.done == null)')`).join(' OR ');
  const sql = `SELECT record FROM firebreak.incidents
    WHERE repository_id = $1 AND key <> $2 AND (${open}) ORDER BY (issue->>'number')::int DESC LIMIT ${MOST}`;
  const { rows } = await tx.query(sql, [issue.repositoryId, incidentKey(issue)]);
  return rows.map((row) => Incident.parse(row['record']));
}
