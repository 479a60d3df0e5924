// The last good policy of each repository: in the database, and in memory what the database has.
import * as z from 'zod';
import type { PolicyFile } from '../../core/facts.ts';
import type { Database } from './database/database.ts';
import type { PolicyMemory } from './policy-memory.ts';

const PolicyRow = z.object({ source: z.string(), version: z.string(), text: z.string().nullable() });

/** The one that is remembered of a repository; null when there is none. */
export async function lastGoodPolicy(
  database: Database,
  policies: PolicyMemory,
  repositoryId: number,
): Promise<PolicyFile | null> {
  const known = policies.get(repositoryId);
  if (known !== undefined) return known.file;
  const sql = 'SELECT source, version, text FROM firebreak.policies WHERE repository_id = $1';
  const [row] = (await database.query(sql, [repositoryId])).rows;
  const file = row === undefined ? null : PolicyRow.parse(row);
  policies.set(repositoryId, { file, problems: '' });
  return file;
}

/** Remembers it, or with null forgets it. */
export async function keepPolicy(
  database: Database,
  policies: PolicyMemory,
  repositoryId: number,
  lastGood: PolicyFile | null,
  problems: string,
): Promise<void> {
  const known = policies.get(repositoryId);
  if (lastGood === null) return forgetPolicy(database, policies, repositoryId);
  if (isSame(known?.file ?? null, lastGood) && known?.problems === problems) return;
  const sql = `INSERT INTO firebreak.policies (repository_id, source, version, text, problems)
    VALUES ($1, $2, $3, $4, $5::text::jsonb)
    ON CONFLICT (repository_id) DO UPDATE
      SET source = excluded.source, version = excluded.version, text = excluded.text, problems = excluded.problems`;
  await database.query(sql, [repositoryId, lastGood.source, lastGood.version, lastGood.text, problems]);
  policies.set(repositoryId, { file: lastGood, problems });
}

/** With a base the text can be another one though the file, and so its version, is the same. */
function isSame(known: PolicyFile | null, file: PolicyFile): boolean {
  return known?.source === file.source && known.version === file.version && known.text === file.text;
}

/** A file that was deleted leaves no last good one behind. */
async function forgetPolicy(database: Database, policies: PolicyMemory, repositoryId: number): Promise<void> {
  const known = policies.get(repositoryId);
  if (known !== undefined && known.file === null) return;
  await database.query('DELETE FROM firebreak.policies WHERE repository_id = $1', [repositoryId]);
  policies.set(repositoryId, { file: null, problems: '' });
}
