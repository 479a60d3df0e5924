// What the records of a repository's incidents say of its freeze: who freezes, whose end is not told, which runs are the response itself.
import * as z from 'zod';
import { freezeMoved, holdingFreeze } from '../../core/incident/freeze.ts';
import type { Operation } from '../../core/incident/operation.ts';
import { Incident, IssueRef } from '../../core/incident/record.ts';
import type { Freezing } from '../../core/mitigation/freeze-checks.ts';
import type { Database, Queryable, Row } from './database/database.ts';
import { type NewAsk, storeAsks, wakeDeployments } from './freeze-asks.ts';
import type { Queue } from './queue.ts';
import type { Change } from './store.ts';

/** An incident that has or had a freeze, with its issue. */
export type FrozenIncident = {
  readonly issue: IssueRef;
  readonly installationId: number | null;
  readonly freeze: NonNullable<Incident['freeze']>;
};

export type FreezeState = {
  readonly freezing: readonly (FrozenIncident & Freezing)[];
  /** Ended, and nobody was told what was released. */
  readonly untold: readonly FrozenIncident[];
  /** Of incidents that are open. */
  readonly operations: readonly Operation[];
};

type StateRow = Row & { issue: unknown; installation_id: number | null; record: unknown };

/** `web`: GitHub's address for people. */
export async function readFreezeState(database: Database, repositoryId: number, web: string): Promise<FreezeState> {
  const sql = `SELECT issue, installation_id, record FROM firebreak.incidents
    WHERE repository_id = $1 AND record ? 'freeze' AND (record->'freeze'->'ended' IS NULL OR record->'freeze'->'told' IS NULL)
    UNION ALL SELECT issue, installation_id, record FROM firebreak.incidents
    WHERE repository_id = $1 AND open AND record ? 'operations'
      AND NOT (record ? 'freeze' AND (record->'freeze'->'ended' IS NULL OR record->'freeze'->'told' IS NULL))`;
  const { rows } = await database.query<StateRow>(sql, [repositoryId]);
  const all = rows.map(({ issue, installation_id: id, record }) => ({
    issue: IssueRef.parse(issue),
    installationId: id === null ? null : Number(id),
    incident: Incident.parse(record),
  }));
  const frozen = all.flatMap(({ issue, installationId, incident: { freeze } }) =>
    freeze === undefined ? [] : [{ issue, installationId, freeze }],
  );
  return {
    freezing: frozen
      .filter((one) => holdingFreeze(one) !== null)
      .map((one) => ({ ...one, number: one.issue.number, url: addressOf(one.issue, web) })),
    untold: frozen.filter(({ freeze }) => freeze.ended !== undefined && freeze.told === undefined),
    operations: all.flatMap(({ incident }) => incident.operations ?? []),
  };
}

function addressOf({ owner, repo, number }: IssueRef, web: string): string {
  return `${web}/${owner}/${repo}/issues/${number}`;
}

/** Has the repository looked at when a freeze begins or ends with this change, in its transaction. */
export async function followFreeze(tx: Queryable, queue: Pick<Queue, 'ringFreezes'>, change: Change): Promise<void> {
  const { issue, installationId, before, record } = change;
  // Of what an earlier database knew, nobody knows whether it was followed.
  const isRead = before.record === null && record?.freeze !== undefined;
  if (installationId !== null && (isRead || freezeMoved(before.record, record)))
    await storeAsks(tx, queue, [askAll({ ...issue, installationId })]);
  if (record !== null && record.freeze !== undefined && runsOf(before.record) !== runsOf(record))
    await wakeDeployments(tx, queue, issue.repositoryId);
}

function askAll({ repositoryId, owner, repo, installationId }: Omit<NewAsk, 'ask'>): NewAsk {
  return { repositoryId, installationId, owner, repo, ask: { is: 'all' } };
}

function runsOf(record: Incident | null): string {
  return (record?.operations ?? []).map(({ run, state }) => `${run?.id ?? ''}${state}`).join(' ');
}

const Frozen = z.object({ issue: IssueRef, installation_id: z.coerce.number() });

/** Has every repository looked at in which something is frozen, or was and nobody was told what was released: events may have been lost. */
export async function askFrozen(database: Database, queue: Pick<Queue, 'ringFreezes'>): Promise<void> {
  const sql = `SELECT DISTINCT ON (repository_id) issue, installation_id FROM firebreak.incidents
    WHERE installation_id IS NOT NULL AND record ? 'freeze'
      AND (open AND record->'freeze'->'ended' IS NULL OR record->'freeze'->'ended' IS NOT NULL AND record->'freeze'->'told' IS NULL)`;
  const { rows } = await database.query(sql);
  const asks = rows.map((row) => {
    const { issue, installation_id: installationId } = Frozen.parse(row);
    return askAll({ ...issue, installationId });
  });
  if (asks.length > 0) await database.transaction((tx) => storeAsks(tx, queue, asks));
}

/** Whether a page of the repository's incidents is about to be sent: it goes first. One that has waited a minute waits for GitHub. */
export async function isPaging(database: Database, repositoryId: number): Promise<boolean> {
  const sql = `SELECT EXISTS (SELECT 1 FROM firebreak.effects e JOIN firebreak.incidents i ON i.key = e.incident_key
    WHERE i.repository_id = $1 AND e.state IN ('pending', 'sent') AND e.effect->>'urgency' = 'page'
      AND e.created_at > now() - interval '1 minute') AS paging`;
  const [row] = (await database.query<{ paging: boolean }>(sql, [repositoryId])).rows;
  return row?.paging === true;
}
