// The hotfix lanes of a repository's incidents, as their records say: which pull requests are in them, and when one of them must be judged anew.
import * as z from 'zod';
import { type Hotfix, hotfixOf, lanesMoved, openHotfixes } from '../../core/incident/hotfix.ts';
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

/** Has what is in a lane judged anew when the record changes what the gates go by, and gives what left it the conclusion of everything ordinary; in its transaction. */
export async function followLanes(tx: Queryable, queue: Pick<Queue, 'ringFreezes'>, change: Change): Promise<void> {
  const { issue, installationId, before, record } = change;
  if (installationId === null || !lanesMoved(before.record ?? {}, record ?? {})) return;
  const now = record === null ? [] : pullsIn(record);
  const isIn = new Set(now.map(({ pull }) => pull));
  const gone = (before.record === null ? [] : pullsIn(before.record)).filter(
    ({ pull }) => !isIn.has(pull) && !hasEnded(record, pull),
  );
  await storeAsks(tx, queue, [
    ...[...isIn].map((pull) => asking(issue, installationId, { is: 'gate', pull })),
    ...gone.map((one) => asking(issue, installationId, leftBy(one))),
  ]);
}

/** Nothing is to be said on what is merged or closed. */
function hasEnded(record: Incident | null, pull: number): boolean {
  const state = record === null ? undefined : hotfixOf(record, pull)?.state;
  return state === 'merged' || state === 'closed';
}

/** A pull request that a record has in its lane, or as a proper fix that is not in. */
type InRecord = { readonly pull: number; readonly head: string | undefined; readonly base: string | undefined };

function pullsIn(incident: Incident): readonly InRecord[] {
  const hotfixes = openHotfixes(incident).flatMap(({ pull, head, base }) =>
    pull === null ? [] : [{ pull: pull.number, head, base }],
  );
  const fixes = incident.backfills.flatMap(({ done, fixes: some = [] }) =>
    done === null ? some.map(({ number: pull, head, base }) => ({ pull, head, base })) : [],
  );
  return [...hotfixes, ...fixes];
}

/** Where its head is not known, what is known of it is nothing either. */
function leftBy({ pull, head, base }: InRecord): NewAsk['ask'] {
  if (head === undefined || base === undefined) return { is: 'gate', pull };
  return { is: 'head', sha: head, base, pull, recount: false, left: true };
}

function asking({ repositoryId, owner, repo }: IssueRef, installationId: number, ask: NewAsk['ask']): NewAsk {
  return { repositoryId, installationId, owner, repo, ask };
}

const Laned = z.object({ issue: IssueRef, installation_id: z.coerce.number(), record: Incident });

/** Has everything in a lane judged, and every proper fix: events may have been lost, the policy may be another, and links are made by hand without a word to us. */
export async function askLanes(database: Database, queue: Pick<Queue, 'ringFreezes'>): Promise<void> {
  const sql = `SELECT issue, installation_id, record FROM firebreak.incidents WHERE installation_id IS NOT NULL
    AND (record ? 'hotfixes' AND record->'hotfixes' @> '[{"state":"open"}]' OR record->'backfills' @> '[{"done":null}]')`;
  const { rows } = await database.query(sql);
  const asks = rows.flatMap((row) => {
    const { issue, installation_id: id, record } = Laned.parse(row);
    const gates = openHotfixes(record).flatMap(({ pull }) =>
      pull === null ? [] : [asking(issue, id, { is: 'gate', pull: pull.number })],
    );
    return record.backfills.some(({ done, issue: its }) => done === null && its !== undefined)
      ? [...gates, asking(issue, id, { is: 'fixes' })]
      : gates;
  });
  if (asks.length > 0) await database.transaction((tx) => storeAsks(tx, queue, asks));
}
