// What the freeze of a repository has to look at, as rows: the same thing once, however often it is asked. Rung for in the transaction that stores it.
import * as z from 'zod';
import type { Timestamp } from '../../core/time.ts';
import { instantOf } from './clock.ts';
import { type Database, type Queryable, type Row, toJson } from './database/database.ts';
import type { Queue } from './queue.ts';

/** `all`: every open pull request. `recount`: the same while something is frozen, since this pull request was closed. `head`: one commit; with `recount` as well where what is held may be others now. `gate`: the gate of one pull request. `fixes`: all pull requests that close the issue of a proper fix. `deployment`: a run asks whether it may deploy. `proposal`: what a pull request proposes. */
export const Ask = z.discriminatedUnion('is', [
  z.object({ is: z.literal('all') }),
  z.object({ is: z.literal('recount'), pull: z.number().int().optional() }),
  z.object({
    is: z.literal('head'),
    sha: z.string(),
    base: z.string(),
    pull: z.number().int().nullable(),
    recount: z.boolean(),
    /** The account that pushed it; absent: not told. */
    by: z.number().int().optional(),
    /** A group of the merge queue; absent: the head of the pull request. */
    group: z.literal(true).optional(),
    /** Issues that its text names with a closing keyword; absent: none. */
    closes: z.array(z.number().int()).optional(),
    /** It was in a lane and is not any more: whatever our checks say there, they get what is ordinary; absent: it was not. */
    left: z.literal(true).optional(),
  }),
  z.object({ is: z.literal('gate'), pull: z.number().int(), closes: z.array(z.number().int()).optional() }),
  z.object({ is: z.literal('fixes') }),
  z.object({ is: z.literal('deployment'), run: z.number().int(), environment: z.string() }),
  z.object({
    is: z.literal('proposal'),
    pull: z.number().int().nullable(),
    /** Where they are not told, they are asked for. */
    sha: z.string().optional(),
    base: z.string().optional(),
    /** A group of the merge queue; absent: the head of the pull request. */
    group: z.literal(true).optional(),
  }),
]);
export type Ask = z.infer<typeof Ask>;
export type ProposalAsk = Extract<Ask, { is: 'proposal' }>;

/** Where it is, and with whose authority. */
export type Ground = {
  readonly repositoryId: number;
  readonly installationId: number;
  readonly owner: string;
  readonly repo: string;
};
export type NewAsk = Ground & { readonly ask: Ask };

/** Something was said of a commit, or of these pull requests: only what is in a lane is judged anew. */
export type LaneAsk = Ground & {
  readonly ask: {
    readonly is: 'said';
    readonly sha: string;
    readonly pulls: readonly number[];
    /** Issues that the text of the one pull request names with a closing keyword; absent: not told. */
    readonly closes?: readonly number[];
  };
};

/** The gates that it is about, of hotfixes and of proper fixes; nearly always none. */
export async function gatesOf(tx: Queryable, { ask, ...ground }: LaneAsk): Promise<readonly NewAsk[]> {
  const { sha, pulls, closes = [] } = ask;
  const sql = `WITH told AS (SELECT jsonb_array_elements_text($3::text::jsonb)::int AS pull)
    SELECT DISTINCT (hotfix->'pull'->>'number')::int AS pull
    FROM firebreak.incidents, jsonb_array_elements(record->'hotfixes') AS hotfix
    WHERE repository_id = $1 AND record ? 'hotfixes' AND hotfix->>'state' = 'open'
      AND (hotfix->>'head' = $2 OR (hotfix->'pull'->>'number')::int IN (SELECT pull FROM told))
    UNION SELECT (fix->>'number')::int
    FROM firebreak.incidents, jsonb_array_elements(record->'backfills') AS item, jsonb_array_elements(item->'fixes') AS fix
    WHERE repository_id = $1 AND record->'backfills' @> '[{"fixes":[]}]' AND item ? 'fixes'
      AND (fix->>'head' = $2 OR (fix->>'number')::int IN (SELECT pull FROM told))
    UNION SELECT told.pull
    FROM told, firebreak.incidents, jsonb_array_elements(record->'backfills') AS item
    WHERE $4::text::jsonb <> '[]' AND repository_id = $1 AND record->'backfills' @> '[{"done":null}]' AND item->>'done' IS NULL
      AND (item->'issue'->>'number')::int IN (SELECT jsonb_array_elements_text($4::text::jsonb)::int)`;
  const given = [ground.repositoryId, sha, toJson(pulls), toJson(closes)];
  const { rows } = await tx.query<{ pull: number }>(sql, given);
  const named = closes.length === 0 ? {} : { closes: [...closes] };
  return rows.map(({ pull }) => ({ ...ground, ask: { is: 'gate', pull, ...named } }));
}

/** With what a head that an event told of proposes. A pull request that left a lane proposes nothing new. */
export function withProposals(asks: readonly NewAsk[]): readonly NewAsk[] {
  return asks.flatMap((one) => {
    if (one.ask.is !== 'head' || one.ask.left === true) return [one];
    const { pull, sha, base, group } = one.ask;
    const proposal = { is: 'proposal', pull, sha, base, ...(group === undefined ? {} : { group }) } as const;
    return pull === null && group === undefined ? [one] : [one, { ...one, ask: proposal }];
  });
}

/** An ask as stored; `id` grows when it is asked again. */
export type StoredAsk = { readonly id: number; readonly ask: Ask };

function keyOf(ask: Ask): string {
  switch (ask.is) {
    case 'head':
      return `head:${ask.sha}:${ask.base}`;
    case 'recount':
      return ask.pull === undefined ? 'recount' : `recount:${ask.pull}`;
    case 'gate':
      return `gate:${ask.pull}`;
    case 'deployment':
      return `deployment:${ask.run}:${ask.environment}`;
    case 'proposal':
      return ask.group === true ? `proposal:${ask.sha}` : `proposal:#${ask.pull}`;
    default:
      return ask.is;
  }
}

/** Stores and rings, in the given transaction. Who pushed a head stays known, whatever else asks for it. */
export async function storeAsks(
  tx: Queryable,
  queue: Pick<Queue, 'ringFreezes'>,
  asks: readonly NewAsk[],
): Promise<void> {
  if (asks.length === 0) return;
  await insertAsks(tx, asks);
  await queue.ringFreezes(tx, [...new Set(asks.map(({ repositoryId }) => String(repositoryId)))]);
}

/** Of heads that a look at the whole repository found; whoever looks goes on with them, so nothing is rung. */
export async function storeProposals(
  tx: Queryable,
  ground: Ground,
  heads: readonly {
    readonly sha: string;
    readonly base: string;
    readonly pull: number | null;
    readonly group?: true;
  }[],
): Promise<void> {
  const asks = heads.map(({ sha, base, pull, group }) => ({
    ...ground,
    ask: { is: 'proposal' as const, pull, sha, base, ...(group === undefined ? {} : { group }) },
  }));
  if (asks.length > 0) await insertAsks(tx, asks);
}

/** Those of these heads: what they propose was told on the way. */
export async function dropProposals(
  tx: Queryable,
  { repositoryId }: Ground,
  heads: readonly { readonly sha: string; readonly pull: number }[],
): Promise<void> {
  if (heads.length === 0) return;
  const sql = `DELETE FROM firebreak.freeze_asks WHERE repository_id = $1 AND ask->>'is' = 'proposal'
    AND (ask->>'pull', ask->>'sha') IN (SELECT one->>'pull', one->>'sha' FROM jsonb_array_elements($2::text::jsonb) AS one)`;
  await tx.query(sql, [repositoryId, toJson(heads.map(({ sha, pull }) => ({ sha, pull })))]);
}

async function insertAsks(tx: Queryable, asks: readonly NewAsk[]): Promise<void> {
  const rows = new Map(asks.map((one) => [`${one.repositoryId} ${keyOf(one.ask)}`, { ...one, key: keyOf(one.ask) }]));
  const sql = `INSERT INTO firebreak.freeze_asks (repository_id, key, installation_id, owner, repo, ask)
    SELECT given."repositoryId", given.key, given."installationId", given.owner, given.repo, given.ask
    FROM jsonb_to_recordset($1::text::jsonb)
      AS given("repositoryId" bigint, key text, "installationId" bigint, owner text, repo text, ask jsonb)
    ON CONFLICT (repository_id, key) DO UPDATE
    SET id = excluded.id, ask = CASE WHEN freeze_asks.ask ? 'by'
          THEN jsonb_build_object('by', freeze_asks.ask->'by') || excluded.ask ELSE excluded.ask END, installation_id = excluded.installation_id, owner = excluded.owner,
        repo = excluded.repo, due_at = NULL`;
  await tx.query(sql, [toJson([...rows.values()])]);
}

type AskRow = Row & {
  id: number;
  ask: unknown;
  owner: string;
  repo: string;
  installation_id: number;
  due_at: Date | null;
};

export type Asked = {
  readonly ground: Ground | null;
  readonly due: readonly StoredAsk[];
  /** When the next of the others is due. */
  readonly next: Timestamp | null;
};

/** What is to be looked at in a repository, by this instant. */
export async function readAsks(database: Database, repositoryId: number, now: Timestamp): Promise<Asked> {
  const sql = `SELECT id, ask, owner, repo, installation_id, due_at FROM firebreak.freeze_asks
    WHERE repository_id = $1 ORDER BY id`;
  const { rows } = await database.query<AskRow>(sql, [repositoryId]);
  const isLater = ({ due_at: at }: AskRow) => at !== null && at.getTime() > Date.parse(now);
  const due = rows.filter((row) => !isLater(row));
  const next = rows.filter(isLater).map(({ due_at: at }) => at?.getTime() ?? 0);
  const newest = due.at(-1);
  return {
    ground:
      newest === undefined
        ? null
        : { repositoryId, installationId: Number(newest.installation_id), owner: newest.owner, repo: newest.repo },
    due: due.map(({ id, ask }) => ({ id, ask: Ask.parse(ask) })),
    next: next.length === 0 ? null : instantOf(new Date(Math.min(...next))),
  };
}

/** They are looked at; what was asked again meanwhile stays. */
export async function dropAsks(tx: Queryable, ids: readonly number[]): Promise<void> {
  const sql =
    'DELETE FROM firebreak.freeze_asks WHERE id IN (SELECT jsonb_array_elements_text($1::text::jsonb)::bigint)';
  await tx.query(sql, [toJson(ids)]);
}

/** They must wait until then. */
export async function putOffAsks(tx: Queryable, ids: readonly number[], until: Timestamp): Promise<void> {
  const sql = `UPDATE firebreak.freeze_asks SET due_at = $2
    WHERE id IN (SELECT jsonb_array_elements_text($1::text::jsonb)::bigint)`;
  await tx.query(sql, [toJson(ids), until]);
}

/** Everything that waits in the repository is looked at now. */
export async function wakeAsks(
  database: Database,
  queue: Pick<Queue, 'ringFreezes'>,
  repositoryId: number,
): Promise<void> {
  const sql = `UPDATE firebreak.freeze_asks SET due_at = NULL
    WHERE repository_id = $1 AND due_at IS NOT NULL RETURNING id`;
  await database.transaction(async (tx) => {
    const { rows } = await tx.query(sql, [repositoryId]);
    if (rows.length > 0) await queue.ringFreezes(tx, [String(repositoryId)]);
  });
}

/** A run that asks whether it may deploy may be ours after all: what waited for that is looked at now. */
export async function wakeDeployments(
  tx: Queryable,
  queue: Pick<Queue, 'ringFreezes'>,
  repositoryId: number,
): Promise<void> {
  const sql = `UPDATE firebreak.freeze_asks SET due_at = NULL
    WHERE repository_id = $1 AND due_at IS NOT NULL AND ask->>'is' = 'deployment' RETURNING id`;
  const { rows } = await tx.query(sql, [repositoryId]);
  if (rows.length > 0) await queue.ringFreezes(tx, [String(repositoryId)]);
}

/** Repositories in which something is to be looked at by this instant. */
export async function askedRepositories(database: Database, now: Timestamp): Promise<readonly string[]> {
  const sql = `SELECT DISTINCT repository_id::text AS id FROM firebreak.freeze_asks WHERE due_at IS NULL OR due_at <= $1`;
  const { rows } = await database.query<{ id: string }>(sql, [now]);
  return rows.map(({ id }) => id);
}
