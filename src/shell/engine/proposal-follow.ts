// Has the pull request of a postmortem judged anew when the record of its incident says something else of what it is judged by.
import type { Incident } from '../../core/incident/record.ts';
import { judgedBy } from '../../core/postmortem/lint/known-elsewhere.ts';
import type { Queryable } from './database/database.ts';
import { storeAsks } from './freeze-asks.ts';
import { followLanes } from './hotfix-lanes.ts';
import type { Queue } from './queue.ts';
import type { Change } from './store.ts';

/** Pull requests of its lanes, and that of its postmortem: judged anew where the record says something else, in the transaction of the change. */
export async function followPulls(tx: Queryable, queue: Pick<Queue, 'ringFreezes'>, change: Change): Promise<void> {
  await followLanes(tx, queue, change);
  await followPostmortem(tx, queue, change);
}

/** Nothing is posted where the verdict is the same. */
async function followPostmortem(
  tx: Queryable,
  queue: Pick<Queue, 'ringFreezes'>,
  { issue, installationId, before, record }: Change,
): Promise<void> {
  const pull = pullOf(record);
  if (installationId === null || pull === null || record === null || before.record === null) return;
  if (judgedBy(before.record) === judgedBy(record)) return;
  const { repositoryId, owner, repo } = issue;
  await storeAsks(tx, queue, [{ repositoryId, owner, repo, installationId, ask: { is: 'proposal', pull } }]);
}

function pullOf(record: Incident | null): number | null {
  return record?.postmortem?.state === 'open' ? (record.postmortem.pull?.number ?? null) : null;
}
