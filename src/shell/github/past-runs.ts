// Reads the runs of workflows, of which those matter that did not succeed.
import * as z from 'zod';
import { FailedRun } from '../../core/mitigation/recent-past.ts';
import type { DeployingRun } from '../../core/mitigation/versions-from.ts';
import { timestamp } from '../../core/time.ts';

/** A page of `GET /repos/{owner}/{repo}/actions/runs`. */
export const RunsAnswer = z.object({ total_count: z.number().int().optional(), workflow_runs: z.array(z.unknown()) });

/** What begins a run that could have to do with what runs: all need the right to write. A run of a pull request may be anybody's, and so are its names. */
const TOUCHING = new Set(
  'push workflow_dispatch repository_dispatch schedule release deployment deployment_status'.split(' '),
);

/** Whether a run was pushed elsewhere than to the default branch: it tried what is not merged. `branch` null: GitHub did not tell which that is. */
export function isElsewhere({ event, branch: of }: FailedRunRead, branch: string | null): boolean {
  return event === 'push' && branch !== null && of !== branch;
}

/** A run that failed; any other does not parse. `at`: when GitHub last changed it, which is when it ended. */
export const FailedRunAnswer = z
  .object({
    id: z.number().int(),
    event: z.string().refine((event) => TOUCHING.has(event)),
    name: z.string().nullish(),
    path: z.string(),
    head_branch: z.string().nullable(),
    head_sha: z.string(),
    updated_at: z.string(),
    conclusion: FailedRun.shape.conclusion,
    html_url: z.string(),
  })
  .transform(
    (run): FailedRunRead => ({
      id: run.id,
      event: run.event,
      workflow: run.name ?? run.path.split('/').at(-1) ?? run.path,
      branch: run.head_branch,
      sha: run.head_sha,
      at: timestamp(run.updated_at),
      conclusion: run.conclusion,
      url: run.html_url,
    }),
  );

/** What a run began by that deploys: one of a pull request only tries what is not merged, and may be anybody's. */
const DEPLOYING = new Set(
  'push workflow_dispatch workflow_run repository_dispatch release schedule deployment'.split(' '),
);

export type FailedRunRead = FailedRun & { readonly event: string };

/** A run of the workflow that deploys, however it ended. */
export const DeployingRunAnswer = z
  .object({
    id: z.number().int(),
    event: z.string().refine((event) => DEPLOYING.has(event)),
    head_branch: z.string().nullable(),
    head_sha: z.string().regex(/^[0-9a-f]{40}$/),
    actor: z.object({ login: z.string() }).nullish(),
    created_at: z.string(),
    updated_at: z.string(),
    conclusion: z.string().nullish(),
    html_url: z.string(),
  })
  .transform(
    (run): DeployingRun => ({
      id: run.id,
      event: run.event,
      sha: run.head_sha,
      ref: run.head_branch ?? run.head_sha.slice(0, 7),
      by: run.actor?.login ?? null,
      at: timestamp(run.created_at),
      endedAt: timestamp(run.updated_at),
      conclusion: run.conclusion ?? null,
      url: run.html_url,
    }),
  );
