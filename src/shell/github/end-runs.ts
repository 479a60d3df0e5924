// The pause before a rollback (`S001-34`): runs of the workflow that deploys are ended, so that none deploys over it.
import * as z from 'zod';
import type { IssueRef } from '../../core/incident/record.ts';
import type { FactsParts } from './facts-thread.ts';
import { pagesOf } from './pages.ts';
import { tolerant } from './tolerant.ts';

const Listed = z.object({
  workflow_runs: z.array(
    z.object({
      id: z.number().int(),
      status: z.string().nullish(),
      actor: z.object({ id: z.number().int() }).nullish(),
    }),
  ),
});
type Listed = z.infer<typeof Listed>['workflow_runs'];

/** Pages of the newest hundred: a run that still goes on behind three hundred others waits for somebody, and a freeze holds it. */
const MOST_LISTED = 3;
/** More than these are no rollout; they are ended side by side. */
const MOST_ENDED = 30;

/**
 * Asks for the end of the workflow's runs that are under way, to whatever environment they deploy, which GitHub does not tell. Never a run that we started:
 * it is the rollback or an action of another incident. What comes of it holds nothing up.
 */
export async function endRuns(
  parts: FactsParts,
  at: Pick<IssueRef, 'owner' | 'repo'>,
  workflow: string,
): Promise<void> {
  const { client } = parts;
  const { unasked } = client.turn;
  const open = (await tolerant(unasked, () => openRuns(parts, at, workflow))) ?? [];
  const route = 'POST /repos/{owner}/{repo}/actions/runs/{run_id}/cancel';
  const end = (run_id: number) => tolerant(unasked, () => client.send('page', route, { ...at, run_id }));
  await Promise.all(open.slice(0, MOST_ENDED).map(end));
}

async function openRuns(
  { client, ownIds }: FactsParts,
  at: Pick<IssueRef, 'owner' | 'repo'>,
  workflow: string,
): Promise<readonly number[]> {
  const ours = await ownIds();
  const runs: Listed = [];
  let pages = 0;
  const listing = 'GET /repos/{owner}/{repo}/actions/workflows/{workflow_id}/runs';
  for await (const page of pagesOf(client, listing, { ...at, workflow_id: workflow })) {
    runs.push(...Listed.parse(page).workflow_runs);
    pages += 1;
    if (pages === MOST_LISTED) break;
  }
  const isTheirs = ({ actor }: Listed[number]) => actor == null || !ours.includes(actor.id);
  return runs.filter((run) => run.status !== 'completed' && isTheirs(run)).map(({ id }) => id);
}
