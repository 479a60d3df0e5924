// The outbox as rows: what is decided and not yet done.
import type { GitHubEffect } from '../../core/effects.ts';
import { Incident } from '../../core/incident/record.ts';
import { type Database, type Row, toJson } from './database/database.ts';
import type { DoneEntry, OutboxEntry } from './store.ts';

type EffectRow = Row & {
  id: number;
  effect: GitHubEffect;
  label_ids: Readonly<Record<string, string>>;
  look_first: boolean;
  state: 'pending' | 'sent';
  attempts: number;
  also_told: readonly string[] | null;
  record: unknown;
};

/** In the order in which they were decided, each with the channels that stood in for it; the record comes with the first, in the same question. */
export async function unfinished(
  database: Database,
  key: string,
): Promise<{ readonly entries: readonly OutboxEntry[]; readonly record: Incident | null }> {
  const sql = `SELECT CASE WHEN row_number() OVER (ORDER BY e.inbox_id, e.position) = 1 THEN i.record END AS record, e.id, e.effect, e.label_ids, e.look_first, e.state, e.attempts, (
      SELECT jsonb_agg(t.telling->'instead'->'title' ORDER BY t.id) FROM firebreak.tellings t
      WHERE t.incident_key = e.incident_key AND t.telling->'instead'->>'of' = e.key AND t.telling->'instead' ? 'title' AND t.state = 'done') AS also_told
    FROM firebreak.effects e LEFT JOIN firebreak.incidents i ON i.key = e.incident_key
    WHERE e.incident_key = $1 AND e.state IN ('pending', 'sent') ORDER BY e.inbox_id, e.position`;
  const { rows } = await database.query<EffectRow>(sql, [key]);
  const record = rows[0]?.record ?? null;
  return { entries: rows.map(entryOf), record: record === null ? null : Incident.parse(record) };
}

function entryOf(row: EffectRow): OutboxEntry {
  return {
    id: row.id,
    effect: row.effect,
    labelIds: row.label_ids,
    lookFirst: row.look_first,
    state: row.state,
    attempts: row.attempts,
    ...(row.also_told === null ? {} : { alsoTold: row.also_told }),
  };
}

/** One statement for all of them and for what the card shows: each costs the embedded database a millisecond, while others wait for it. */
export async function settleDone(
  database: Database,
  key: string,
  done: readonly DoneEntry[],
  shows: number | null,
): Promise<void> {
  const sql = `WITH shown AS (
      UPDATE firebreak.incidents SET card_revision = GREATEST(card_revision, $2::int) WHERE key = $1 AND $2::int IS NOT NULL)
    UPDATE firebreak.effects e SET state = 'done', result = given.result
    FROM jsonb_to_recordset($3::text::jsonb) AS given(id bigint, result jsonb) WHERE e.id = given.id`;
  const given = done.map(({ entry, result }) => ({ id: entry.id, result }));
  await database.query(sql, [key, shows, toJson(given)]);
}

/** Marks them as begun; throws when another process began one of them meanwhile. */
export async function begin(database: Database, entries: readonly OutboxEntry[]): Promise<void> {
  const given = entries.map(({ id, attempts }) => ({ id, attempts }));
  const sql = `UPDATE firebreak.effects e SET state = 'sent', attempts = e.attempts + 1
    FROM jsonb_to_recordset($1::text::jsonb) AS given(id bigint, attempts int)
    WHERE e.id = given.id AND e.attempts = given.attempts AND e.state IN ('pending', 'sent') RETURNING e.id`;
  const { rows } = await database.query(sql, [toJson(given)]);
  if (rows.length !== entries.length) throw new Error('Another process began the same effects.');
}

/** As if they had not been begun. */
export async function notBegun(database: Database, entries: readonly OutboxEntry[]): Promise<void> {
  const sql = `UPDATE firebreak.effects SET state = 'pending', attempts = attempts - 1
    WHERE state = 'sent' AND id IN (SELECT jsonb_array_elements_text($1::text::jsonb)::bigint)`;
  await database.query(sql, [toJson(entries.map((entry) => entry.id))]);
}
