// The outbox as rows: what is decided and not yet done.
import type { GitHubEffect } from '../../core/effects.ts';
import { type Database, type Row, toJson } from './database/database.ts';
import type { OutboxEntry } from './store.ts';

type EffectRow = Row & {
  id: number;
  effect: GitHubEffect;
  label_ids: Readonly<Record<string, string>>;
  look_first: boolean;
  state: 'pending' | 'sent';
  attempts: number;
  also_told: readonly string[] | null;
};

/** In the order in which they were decided, each with the channels that stood in for it. */
export async function unfinished(database: Database, key: string): Promise<readonly OutboxEntry[]> {
  const sql = `SELECT e.id, e.effect, e.label_ids, e.look_first, e.state, e.attempts, (
      SELECT jsonb_agg(t.telling->'instead'->'title' ORDER BY t.id) FROM firebreak.tellings t
      WHERE t.incident_key = e.incident_key AND t.telling->'instead'->>'of' = e.key AND t.telling->'instead' ? 'title' AND t.state = 'done') AS also_told
    FROM firebreak.effects e
    WHERE e.incident_key = $1 AND e.state IN ('pending', 'sent') ORDER BY e.inbox_id, e.position`;
  const { rows } = await database.query<EffectRow>(sql, [key]);
  return rows.map((row) => ({
    id: row.id,
    effect: row.effect,
    labelIds: row.label_ids,
    lookFirst: row.look_first,
    state: row.state,
    attempts: row.attempts,
    ...(row.also_told === null ? {} : { alsoTold: row.also_told }),
  }));
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
