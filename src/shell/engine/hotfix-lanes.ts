// The hotfix lanes of a repository's incidents, as their records say: which pull requests are in them, and when one of them must be judged anew.
import * as z from 'zod';
import { type Hotfix, lanesMoved, openHotfixes } from '../../core/incident/hotfix.ts';
import { Incident, IssueRef } from '../../core/incident/record.ts';
import type { Database, Queryable, Row } from './database/database.ts';
import { type NewAsk, storeAsks } from './freeze-asks.ts';
import type { Queue } from './queue.ts';
import type { Change } from './store.ts';

/** A pull request that was put into the lane of an incident, and has not ended. */
export type Lane = {
  readonly issue: IssueRef;
  readonly installationId: number | null;
  readonly incident: Incident;
  readonly hotfix: Hotfix;
  readonly pull: number;
};

type LaneRow = Row & { issue: unknown; installation_id: number | null; record: unknown };

/** Of incidents that are over too: what is in their lane does not pass. One that was closed can be opened again. */
export async function readLanes(database: Database, repositoryId: number): Promise<readonly Lane[]> {
  const sql = `SELECT issue, installation_id, record FROM firebreak.incidents
    WHERE repository_id = $1 AND record ? 'hotfixes'
      AND (record->'hotfixes' @> '[{"state":"open"}]' OR record->'hotfixes' @> '[{"state":"closed"}]')`;
  const { rows } = await database.query<LaneRow>(sql, [repositoryId]);
  return rows.flatMap(({ issue, installation_id: id, record }) => {
    const incident = Incident.parse(record);
    const common = { issue: IssueRef.parse(issue), installationId: id === null ? null : Number(id), incident };
    const still = (incident.hotfixes ?? []).filter(({ state }) => state === 'open' || state === 'closed');
    return still.flatMap((hotfix) => (hotfix.pull === null ? [] : [{ ...common, hotfix, pull: hotfix.pull.number }]));
  });
}

/** Has what is in a lane judged anew when the record changes what the gate goes by, in its transaction. */
export async function followLanes(tx: Queryable, queue: Pick<Queue, 'ringFreezes'>, change: Change): Promise<void> {
  const { issue, installationId, before, record } = change;
  if (installationId === null || record === null || !lanesMoved(before.record ?? {}, record)) return;
  const pulls = new Set([before.record, record].flatMap((one) => (one === null ? [] : numbersIn(one))));
  await storeAsks(
    tx,
    queue,
    [...pulls].map((pull) => asking(issue, installationId, pull)),
  );
}

function numbersIn(incident: Incident): readonly number[] {
  return openHotfixes(incident).flatMap(({ pull }) => pull?.number ?? []);
}

function asking({ repositoryId, owner, repo }: IssueRef, installationId: number, pull: number): NewAsk {
  return { repositoryId, installationId, owner, repo, ask: { is: 'gate', pull } };
}

const Laned = z.object({ issue: IssueRef, installation_id: z.coerce.number(), record: Incident });

/** Has everything in a lane judged: events may have been lost, and the policy may be another. */
export async function askLanes(database: Database, queue: Pick<Queue, 'ringFreezes'>): Promise<void> {
  const sql = `SELECT issue, installation_id, record FROM firebreak.incidents
    WHERE record ? 'hotfixes' AND record->'hotfixes' @> '[{"state":"open"}]' AND installation_id IS NOT NULL`;
  const { rows } = await database.query(sql);
  const asks = rows.flatMap((row) => {
    const { issue, installation_id: id, record } = Laned.parse(row);
    return numbersIn(record).map((pull) => asking(issue, id, pull));
  });
  if (asks.length > 0) await database.transaction((tx) => storeAsks(tx, queue, asks));
}
