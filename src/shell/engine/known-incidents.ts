// What the comparison with GitHub remembers of each incident: how far it has been compared.
import { deadlineLists } from '../../core/incident/deadline-change.ts';
import { Incident, IssueRef } from '../../core/incident/record.ts';
import type { Timestamp } from '../../core/time.ts';
import type { About } from '../payloads/reading.ts';
import { instantOf } from './clock.ts';
import type { Database, Row } from './database/database.ts';

export type KnownIncident = {
  readonly issue: IssueRef;
  readonly record: Incident;
  readonly fresh: boolean;
  /** When the issue had last changed, as of the last comparison. */
  readonly updatedAt: Timestamp | null;
  /** The newest comment that the last comparison saw. */
  readonly commentsSince: Timestamp | null;
  /** When it was last looked at although it is not listed as open. */
  readonly lookedAt: Timestamp | null;
};

type KnownRow = Row & {
  issue: unknown;
  record: unknown;
  fresh: boolean;
  issue_updated_at: Date | null;
  comments_since: Date | null;
  looked_at: Date | null;
};

const select = `SELECT issue, record, fresh, issue_updated_at, comments_since, looked_at FROM firebreak.incidents`;

/** The working copies of a repository that are open. */
export async function openIncidents(database: Database, repositoryId: number): Promise<readonly KnownIncident[]> {
  const { rows } = await database.query<KnownRow>(`${select} WHERE open AND repository_id = $1`, [repositoryId]);
  return rows.map(knownOf);
}

/** The working copy, open or not; null when there is none. */
export async function knownIncident(database: Database, key: string): Promise<KnownIncident | null> {
  const [row] = (await database.query<KnownRow>(`${select} WHERE key = $1`, [key])).rows;
  return row === undefined ? null : knownOf(row);
}

/** Where an incident is. */
export type Located = { readonly issue: IssueRef; readonly installationId: number | null };

type LocatedRow = Row & { issue: unknown; installation_id: unknown };

/** The incident with the key, the one that has the issue for something owed, those whose document is one of the files, or those of the repository that have started something and are open, or over and still looked at. One query. */
export async function locate(database: Database, about: About): Promise<readonly Located[]> {
  const [where, values] = whereIs(about);
  const sql = `SELECT issue, installation_id FROM firebreak.incidents WHERE ${where}`;
  const { rows } = await database.query<LocatedRow>(sql, values);
  return rows.map(({ issue, installation_id: id }) => ({
    issue: IssueRef.parse(issue),
    installationId: id === null ? null : Number(id),
  }));
}

function whereIs(about: About): readonly [string, (string | number)[]] {
  if ('incident' in about) return ['key = $1', [about.incident]];
  if ('documents' in about)
    return [
      `repository_id = $1 AND $2::text::jsonb ? (record->'postmortem'->>'path') ORDER BY key`,
      [about.repository, JSON.stringify(about.documents)],
    ];
  const { repository, followUp, marked } = about;
  if (marked === true) {
    const open = '$.temporaryFixes[*] ? (@.done == null && exists(@.marker))';
    return [`repository_id = $1 AND jsonb_path_exists(record, '${open}') ORDER BY key`, [repository]];
  }
  if (followUp === undefined)
    return [
      "(open OR due_at IS NOT NULL) AND repository_id = $1 AND (record ? 'operations' OR record ? 'hotfixes') ORDER BY key",
      [repository],
    ];
  const has = deadlineLists.map((list) => `record->'${list}' @> $2::text::jsonb`).join(' OR ');
  return [
    `repository_id = $1 AND (${has}) ORDER BY key`,
    [repository, JSON.stringify([{ issue: { number: followUp } }])],
  ];
}

/** Remembers how far the incident has been compared. */
export async function noteCompared(
  database: Database,
  key: string,
  updatedAt: Timestamp,
  commentsSince: Timestamp,
): Promise<void> {
  const sql = 'UPDATE firebreak.incidents SET issue_updated_at = $2, comments_since = $3 WHERE key = $1';
  await database.query(sql, [key, updatedAt, commentsSince]);
}

/** Remembers that the incident, not listed as open, was looked at. */
export async function noteLookedAt(database: Database, key: string, at: Timestamp): Promise<void> {
  await database.query('UPDATE firebreak.incidents SET looked_at = $2 WHERE key = $1', [key, at]);
}

function knownOf(row: KnownRow): KnownIncident {
  const instant = (date: Date | null) => (date === null ? null : instantOf(date));
  return {
    issue: IssueRef.parse(row.issue),
    record: Incident.parse(row.record),
    fresh: row.fresh,
    updatedAt: instant(row.issue_updated_at),
    commentsSince: instant(row.comments_since),
    lookedAt: instant(row.looked_at),
  };
}
