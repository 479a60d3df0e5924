// Runs a job whose condition holds: once, or once for each combination of its matrix.
import type { Conclusion, Job } from '../state/automation.ts';
import { createJob, currentRun, nameJob } from '../state/runs.ts';
import { fill, fillNumber, isTrue, type Scope } from './expression.ts';
import { type Combination, combinationsOf, nameIn } from './matrix.ts';
import type { JobResult } from './run-context.ts';
import { failJob } from './run-job.ts';
import { type PermittedJob, runProtected } from './run-protected.ts';

/** Runs it. Throws where its matrix cannot be made, which is before any of it has begun. */
export async function runMatrix(given: Omit<PermittedJob, 'matrix' | 'strategy'>, scope: Scope): Promise<JobResult> {
  const { context, job, planned } = given;
  const combinations = combinationsOf(planned, scope);
  if (combinations === null) return runProtected({ ...given, matrix: {}, strategy: strategyOf(0, 1) }, scope);
  const failFast = isTrue(planned.strategy?.['fail-fast'] ?? true, scope);
  const most = fillNumber(planned.strategy?.['max-parallel'] ?? combinations.length, scope);
  const others = new AbortController();
  const cancel = AbortSignal.any([context.cancel, others.signal]);
  const jobs = combinations.map((combination, at) => jobFor(given, combination, at, scope));
  const runOne = async (at: number): Promise<JobResult> => {
    const [one = job, matrix = {}] = [jobs[at], combinations[at]];
    const strategy = { ...strategyOf(at, jobs.length), 'fail-fast': failFast, 'max-parallel': most };
    const due = { ...given, context: { ...context, cancel }, job: one, matrix, strategy };
    const own = { ...scope, contexts: { ...scope.contexts, matrix, strategy } };
    const ended = await runProtected(due, own).catch((problem: unknown) =>
      failJob(context.store, one, problem instanceof Error ? problem.message : String(problem)),
    );
    if (failFast && ended.conclusion === 'failure') others.abort();
    return ended;
  };
  return together(await inParallel(jobs.length, most, runOne));
}

function strategyOf(index: number, total: number): Readonly<Record<string, unknown>> {
  return { 'fail-fast': true, 'job-index': index, 'job-total': total, 'max-parallel': total };
}

/** The first takes the place that was planned; each is called by what it is of. */
function jobFor(
  { context, job, planned }: Omit<PermittedJob, 'matrix' | 'strategy'>,
  matrix: Combination,
  at: number,
  scope: Scope,
): Job {
  const { store } = context;
  const written = planned.name ?? job.key;
  const filled = fill(written, { ...scope, contexts: { ...scope.contexts, matrix } });
  const name = written.includes('matrix.') ? filled : nameIn(filled, matrix);
  return at === 0 ? nameJob(store, job, name) : createJob(store, currentRun(store, context.run), { ...job, name });
}

async function inParallel(
  count: number,
  most: number,
  run: (at: number) => Promise<JobResult>,
): Promise<readonly JobResult[]> {
  const ended: JobResult[] = [];
  let next = 0;
  const work = async () => {
    for (let at = next++; at < count; at = next++) ended[at] = await run(at);
  };
  await Promise.all(Array.from({ length: Math.min(count, most) }, work));
  return ended;
}

/** One result for those that need the job: the worst conclusion, and of each output what was set last. */
function together(ended: readonly JobResult[]): JobResult {
  const conclusions = ended.map(({ conclusion }) => conclusion);
  const worst = (['failure', 'cancelled', 'success'] as const).find((one) => conclusions.includes(one));
  const conclusion: Conclusion = worst ?? 'skipped';
  const set = ended.flatMap(({ outputs }) => Object.entries(outputs).filter(([, value]) => value !== ''));
  return { conclusion, outputs: Object.fromEntries(set) };
}
