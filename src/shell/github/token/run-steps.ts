// The steps of a workflow run, as far as they have come.
import * as z from 'zod';
import type { Client } from '../client.ts';
import type { Place } from '../past/pages.ts';
import { tolerant } from '../tolerant.ts';

/** A step that has ended. `conclusion` is GitHub's word; `seconds`: how long it took, null where GitHub does not say. */
export type StepSeen = {
  readonly job: string;
  readonly name: string;
  readonly conclusion: string;
  readonly seconds: number | null;
};

const Step = z.object({
  name: z.string(),
  status: z.string(),
  conclusion: z.string().nullish(),
  started_at: z.string().nullish(),
  completed_at: z.string().nullish(),
});
const Jobs = z.object({ jobs: z.array(z.object({ name: z.string(), steps: z.array(Step).nullish() })) });

/** In their order; null where GitHub does not tell, as without `actions: read`. */
export async function stepsOfRun(
  client: Client,
  { owner, repo }: Place,
  { id, attempt }: { readonly id: number; readonly attempt: number },
): Promise<readonly StepSeen[] | null> {
  const route = 'GET /repos/{owner}/{repo}/actions/runs/{run_id}/attempts/{attempt_number}/jobs';
  return tolerant(client.turn.asked, async () => {
    const { data } = await client.get(route, { owner, repo, run_id: id, attempt_number: attempt, per_page: 100 });
    return Jobs.parse(data).jobs.flatMap(({ name, steps }) => (steps ?? []).flatMap((step) => ended(name, step)));
  });
}

function ended(job: string, { name, status, conclusion, started_at, completed_at }: z.infer<typeof Step>): StepSeen[] {
  if (status !== 'completed' || conclusion == null) return [];
  const took = Date.parse(completed_at ?? '') - Date.parse(started_at ?? '');
  return [{ job, name, conclusion, seconds: Number.isFinite(took) ? Math.round(took / 1000) : null }];
}
