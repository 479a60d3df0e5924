// The runs of the workflow whose job is the gate: what the newest said of a commit, and starting it again.
import * as z from 'zod';
import type { Client } from '../client.ts';
import type { Place } from '../freeze/port.ts';
import { GitHubUnavailable } from '../port.ts';

/** `passed` null: it has not ended. */
export type GateRun = { readonly id: number; readonly passed: boolean | null };

const Runs = z.object({
  workflow_runs: z.array(
    z.object({ id: z.number().int(), status: z.string().nullish(), conclusion: z.string().nullish() }),
  ),
});

/** The newest of the workflow (its file's name) for a head; null: there is none. https://docs.github.com/en/rest/actions/workflow-runs#list-workflow-runs-for-a-workflow */
export async function newestGateRun(
  client: Client,
  place: Place,
  workflow: string,
  head: string,
): Promise<GateRun | null> {
  const asked = { ...place, workflow_id: workflow, head_sha: head, per_page: 1 };
  const { data } = await client.get('GET /repos/{owner}/{repo}/actions/workflows/{workflow_id}/runs', asked);
  const [run] = Runs.parse(data).workflow_runs;
  if (run === undefined) return null;
  return { id: run.id, passed: run.status === 'completed' ? run.conclusion === 'success' : null };
}

/** Needs `actions: write`. It has the same commit and the same event, and reads GitHub anew. https://docs.github.com/en/rest/actions/workflow-runs#re-run-a-workflow */
export async function startAgain(client: Client, place: Place, { id }: Pick<GateRun, 'id'>): Promise<void> {
  const asked = { ...place, run_id: id };
  const written = await client.send('reply', 'POST /repos/{owner}/{repo}/actions/runs/{run_id}/rerun', asked);
  if (written.kind === 'unanswered') throw new GitHubUnavailable(written.message, { status: written.status });
}
