// Executes a run: its jobs in the order of what they need, those that wait for nothing side by side.
import type { Conclusion, Job } from '../state/automation.ts';
import { currentRun, jobsOf, moveJob } from '../state/runs.ts';
import { holds, type Scope } from './expression.ts';
import { factsOf, githubContext, type JobResult, type RunContext } from './run-context.ts';
import { failJob } from './run-job.ts';
import { runMatrix } from './run-matrix.ts';
import type { JobOfFile } from './workflow-file.ts';

/** Runs all jobs of the run's attempt; how the run ended. */
export async function executeRun(context: RunContext): Promise<Conclusion> {
  const results = new Map<string, Promise<JobResult>>();
  const all = jobsOf(context.store, currentRun(context.store, context.run));
  const start = (job: Job): Promise<JobResult> => {
    const known = results.get(job.key);
    if (known !== undefined) return known;
    const planned = context.file.jobs[job.key];
    if (planned === undefined) throw new Error(`the file has no job ${job.key}`);
    const needed = all.filter(({ key }) => planned.needs.includes(key));
    const made = Promise.all(needed.map(start)).then((ended) =>
      runInTurn(context, job, planned, new Map(needed.map(({ key }, at) => [key, ended[at] ?? nothing])), results),
    );
    results.set(job.key, made);
    return made;
  };
  const ended = await Promise.all(all.map(start));
  return conclusionOf(
    context,
    ended.map(({ conclusion }) => conclusion),
  );
}

const nothing: JobResult = { conclusion: 'skipped', outputs: {} };

function conclusionOf(context: RunContext, conclusions: readonly Conclusion[]): Conclusion {
  if (context.cancel.aborted || conclusions.includes('cancelled')) return 'cancelled';
  return conclusions.includes('failure') ? 'failure' : 'success';
}

async function runInTurn(
  context: RunContext,
  job: Job,
  planned: JobOfFile,
  needs: ReadonlyMap<string, JobResult>,
  results: ReadonlyMap<string, Promise<JobResult>>,
): Promise<JobResult> {
  const before = await ancestors(context, planned, results);
  const cancelled = context.cancel.aborted;
  const needed = [...needs].map(([key, { conclusion, outputs }]) => [key, { result: conclusion, outputs }]);
  const scope: Scope = {
    contexts: {
      github: { ...githubContext(factsOf(context)), job: job.key },
      ...{ inputs: context.run.inputs, needs: Object.fromEntries(needed), vars: {} },
    },
    status: {
      success: !cancelled && before.every((conclusion) => conclusion === 'success'),
      failure: !cancelled && before.includes('failure'),
      cancelled,
    },
  };
  try {
    if (!context.now.aborted && holds(planned.if, scope))
      return await runMatrix({ context, job, planned, needs: Object.fromEntries(needs) }, scope);
  } catch (problem) {
    return failJob(context.store, job, problem instanceof Error ? problem.message : String(problem));
  }
  const conclusion = cancelled && needs.size === 0 ? 'cancelled' : 'skipped';
  moveJob(context.store, job, { status: 'completed', conclusion });
  return { conclusion, outputs: {} };
}

/** How all jobs before this one ended, however far before. */
async function ancestors(
  context: RunContext,
  planned: JobOfFile,
  results: ReadonlyMap<string, Promise<JobResult>>,
): Promise<readonly Conclusion[]> {
  const seen = new Set<string>();
  const visit = (keys: readonly string[]) => {
    for (const key of keys) {
      if (seen.has(key)) continue;
      seen.add(key);
      visit(context.file.jobs[key]?.needs ?? []);
    }
  };
  visit(planned.needs);
  const ended = await Promise.all([...seen].map((key) => results.get(key)));
  return ended.map((result) => result?.conclusion ?? 'skipped');
}
