// Rollbacks under way in a repository, over all its incidents: one of an environment at a time, also where two incidents ask in the same moment.
import * as z from 'zod';
import { isUnderWay, Operation } from '../../core/incident/operation.ts';
import type { Incident, IssueRef } from '../../core/incident/record.ts';
import type { RollbackElsewhere } from '../../core/mitigation/rollback-elsewhere.ts';
import { incidentKey } from '../../core/trigger.ts';
import type { Database, Queryable } from './database/database.ts';
import type { Change } from './store.ts';

const Found = z.object({ number: z.number().int(), operation: Operation });

/** Those of other incidents than this one. What nobody follows any more (its incident is over and looked at no more) is in nobody's way. */
export async function rollbacksElsewhere(tx: Queryable, issue: IssueRef): Promise<readonly RollbackElsewhere[]> {
  const sql = `SELECT (i.issue->>'number')::int AS number, o AS operation
    FROM firebreak.incidents i CROSS JOIN LATERAL jsonb_array_elements(i.record->'operations') AS o
    WHERE i.repository_id = $1 AND i.key <> $2 AND (i.open OR i.due_at IS NOT NULL) AND i.record ? 'operations' AND o->>'kind' = 'rollback'`;
  const { rows } = await tx.query(sql, [issue.repositoryId, incidentKey(issue)]);
  return rows.flatMap((row) => {
    const { number, operation } = Found.parse(row);
    const { environment, run } = operation;
    return environment === null || !isUnderWay(operation) ? [] : [{ number, environment, run }];
  });
}

/** Ours among the advisory locks of a shared server, beside the repository's number. */
const LOCK = 0x66627262;

/**
 * Whether the rollback that this change begins may begin: not when another incident of the repository saved one of the same environment first. Two that save
 * at the same time take turns, until their transactions end.
 */
export async function mayRollBack(
  tx: Queryable,
  kind: Database['kind'],
  { issue, before, record }: Pick<Change, 'issue' | 'before' | 'record'>,
): Promise<boolean> {
  const begun = begunBy(before.record, record);
  if (begun.length === 0) return true;
  if (kind === 'postgres')
    await tx.query('SELECT pg_advisory_xact_lock($1, hashtext($2))', [LOCK, String(issue.repositoryId)]);
  const others = await rollbacksElsewhere(tx, issue);
  return !others.some(({ environment }) => begun.includes(environment));
}

/** Environments of rollbacks that are asked for with it. Of what is read from GitHub, everything has begun already. */
function begunBy(before: Incident | null, after: Incident | null): readonly string[] {
  if (before === null) return [];
  const known = new Set((before.operations ?? []).map(({ key }) => key));
  return (after?.operations ?? []).flatMap(({ key, kind, state, environment }) =>
    kind === 'rollback' && state === 'asked' && !known.has(key) && environment !== null ? [environment] : [],
  );
}
