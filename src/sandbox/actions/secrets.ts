// The secrets that workflows of a repository are given, and which runs are given none.
import * as z from 'zod';
import type { WorkflowRun } from '../state/automation.ts';
import type { Store } from '../state/store.ts';

/** By name. None for what comes from a fork (security for GitHub Actions, "Using secrets"). */
export function secretsOf(store: Store, run: WorkflowRun): Readonly<Record<string, string>> {
  return isOfFork(run) ? {} : (store.secrets.get(run.repositoryId) ?? {});
}

const Pull = z.object({
  pull_request: z.object({
    head: z.object({ repo: z.object({ id: z.number() }).nullable() }),
    base: z.object({ repo: z.object({ id: z.number() }) }),
  }),
});

/** Whether the run is for a pull request whose head is in another repository. */
export function isOfFork({ payload }: Pick<WorkflowRun, 'payload'>): boolean {
  const read = Pull.safeParse(payload);
  return read.success && read.data.pull_request.head.repo?.id !== read.data.pull_request.base.repo.id;
}
