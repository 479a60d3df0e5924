// Runs of workflows that we started: found by the key in their name, and read as they stand.
import * as z from 'zod';
import type { Facts } from '../../core/facts.ts';
import type { IssueRef } from '../../core/incident/record.ts';
import type { RunPart, RunSeen, RunWanted } from '../../core/mitigation/run-seen.ts';
import { minus } from '../../core/time.ts';
import type { Client } from './client.ts';
import { defaultBranch } from './default-branch.ts';
import type { FactsParts } from './facts-thread.ts';
import { GitHubRefused } from './port.ts';
import { measuredBy } from './run-measured.ts';
import { probesOf } from './run-probes.ts';
import { tolerant } from './tolerant.ts';

const Run = z.object({
  id: z.number().int(),
  html_url: z.string(),
  display_title: z.string().nullish(),
  head_branch: z.string().nullish(),
  actor: z.object({ id: z.number().int() }).nullish(),
  status: z.string().nullish(),
  conclusion: z.string().nullish(),
});
type Run = z.infer<typeof Run>;
const Runs = z.object({ workflow_runs: z.array(Run) });
const Step = z.object({ name: z.string(), status: z.string(), conclusion: z.string().nullish() });
const Jobs = z.object({
  jobs: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      conclusion: z.string().nullish(),
      steps: z.array(Step).nullish(),
    }),
  ),
});

/** Clocks differ: a run that we asked for may bear an earlier time. */
const APART = 'PT2M';

/** The run of ours whose name has the key; null where there is none. Throws what reads throw. */
export async function findRun(
  parts: FactsParts,
  issue: IssueRef,
  wanted: Omit<RunWanted, 'id'>,
): Promise<{ readonly id: number; readonly url: string } | null> {
  const run = await namedRun(parts, issue, wanted);
  return run === null ? null : { id: run.id, url: run.html_url };
}

/** Anybody who may start runs can give one our name: it must be ours by who started it, and on the branch that we asked for. */
async function namedRun(
  { client, ownIds }: FactsParts,
  { owner, repo }: IssueRef,
  { key, workflow, since, branch }: Omit<RunWanted, 'id'>,
): Promise<Run | null> {
  const named = (await runsOf(client, { owner, repo, workflow, since })).filter(({ display_title: title }) =>
    hasKey(title ?? '', key),
  );
  if (named.length === 0) return null;
  const ours = await ownIds();
  const ref = branch ?? (await defaultBranch(client, { owner, repo }));
  return named.find(({ actor, head_branch: on }) => on === ref && actor != null && ours.includes(actor.id)) ?? null;
}

async function runsOf(
  client: Client,
  { owner, repo, workflow, since }: Pick<IssueRef, 'owner' | 'repo'> & Pick<RunWanted, 'workflow' | 'since'>,
): Promise<readonly Run[]> {
  const { data } = await client.get('GET /repos/{owner}/{repo}/actions/workflows/{workflow_id}/runs', {
    owner,
    repo,
    workflow_id: workflow,
    event: 'workflow_dispatch',
    created: `>=${minus(since, APART)}`,
    per_page: 100,
  });
  return Runs.parse(data).workflow_runs;
}

/** Ends in digits: another comment's key may begin with it. */
function hasKey(title: string, key: string): boolean {
  const at = title.indexOf(key);
  return at >= 0 && !/^\d/.test(title.slice(at + key.length));
}

/** How the runs stand, by key; those of which GitHub does not tell are left out. */
export async function seenRuns(
  parts: FactsParts,
  issue: IssueRef,
  wanted: readonly RunWanted[],
): Promise<Pick<Facts, 'runs'>> {
  const seen = await Promise.all(wanted.map(async (one) => [one.key, await seenRun(parts, issue, one)] as const));
  return { runs: Object.fromEntries(seen.flatMap(([key, run]) => (run === undefined ? [] : [[key, run]]))) };
}

/** How the run stands; null where there is none; undefined where GitHub does not tell. */
async function seenRun(given: FactsParts, issue: IssueRef, wanted: RunWanted): Promise<RunSeen | null | undefined> {
  const { client } = given;
  const answer = await tolerant(client.turn.unasked, async () => ({ run: await readRun(given, issue, wanted) }));
  if (answer === null) return undefined;
  const { run } = answer;
  if (run === null) return null;
  const status = statusOf(run);
  const asksSteps = status === 'running' || (status === 'ended' && run.conclusion !== 'success');
  const step = asksSteps ? await tolerant(client.turn.unasked, () => stepOf(client, issue, run.id, status)) : null;
  const seen: RunSeen = { id: run.id, url: run.html_url, status, conclusion: run.conclusion ?? null, step };
  if (status === 'ended' && wanted.probes === true) {
    const probes = await tolerant(client.turn.unasked, () => probesOf(client, issue, run.id));
    return probes === null ? seen : { ...seen, probes };
  }
  if (wanted.parts !== true || status !== 'ended') return seen;
  const parts = await tolerant(client.turn.unasked, () => partsOf(client, issue, run.id));
  // Without them nobody knows what came of it: it is looked at again.
  if (parts === null) return undefined;
  const { measures } = wanted;
  const measured =
    measures === undefined
      ? null
      : await tolerant(client.turn.unasked, () => measuredBy(client, issue, run.id, measures));
  return { ...seen, parts, ...(measured === null ? {} : { measured }) };
}

/** Every job and step of a run that has ended and was not skipped, under its name. */
async function partsOf(client: Client, { owner, repo }: IssueRef, run: number): Promise<readonly RunPart[]> {
  const asked = { owner, repo, run_id: run, per_page: 100 };
  const { jobs } = Jobs.parse((await client.get('GET /repos/{owner}/{repo}/actions/runs/{run_id}/jobs', asked)).data);
  return jobs
    .flatMap(({ steps, ...job }) => [job, ...(steps ?? [])])
    .flatMap(({ name, status, conclusion }) =>
      status !== 'completed' || conclusion === 'skipped' || conclusion == null
        ? []
        : [{ name, passed: conclusion === 'success' }],
    );
}

async function readRun(parts: FactsParts, issue: IssueRef, wanted: RunWanted): Promise<Run | null> {
  const { id } = wanted;
  const { owner, repo } = issue;
  if (id === null) return namedRun(parts, issue, wanted);
  try {
    const { data } = await parts.client.get('GET /repos/{owner}/{repo}/actions/runs/{run_id}', {
      owner,
      repo,
      run_id: id,
    });
    return Run.parse(data);
  } catch (error) {
    if (error instanceof GitHubRefused && error.status === 404) return null;
    throw error;
  }
}

function statusOf({ status }: Run): RunSeen['status'] {
  if (status === 'completed') return 'ended';
  if (status === 'waiting') return 'waiting';
  return status === 'in_progress' ? 'running' : 'queued';
}

/** The step that runs now, or the one that failed, after the job's name where there are several. */
async function stepOf(
  client: Client,
  { owner, repo }: IssueRef,
  run: number,
  status: RunSeen['status'],
): Promise<string | null> {
  const asked = { owner, repo, run_id: run, per_page: 100 };
  const { jobs } = Jobs.parse((await client.get('GET /repos/{owner}/{repo}/actions/runs/{run_id}/jobs', asked)).data);
  const isWanted = (one: z.infer<typeof Step>) =>
    status === 'running'
      ? one.status === 'in_progress'
      : one.status === 'completed' && FAILED.includes(one.conclusion ?? '');
  const job = jobs.find((one) => isWanted({ ...one }));
  const step = job?.steps?.find(isWanted);
  if (job === undefined) return null;
  const names =
    jobs.length === 1 && step !== undefined ? [step.name] : [job.name, ...(step === undefined ? [] : [step.name])];
  return names.join(': ').slice(0, LONGEST);
}

const FAILED: readonly string[] = ['failure', 'cancelled', 'timed_out', 'startup_failure', 'action_required'];
const LONGEST = 100;
