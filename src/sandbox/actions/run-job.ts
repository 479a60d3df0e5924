// Runs one job of a run, step by step, in a room of its own.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Conclusion, Deployment, Job } from '../state/automation.ts';
import { beginStep, endStep, moveJob } from '../state/runs.ts';
import { now, type Store } from '../state/store.ts';
import { fill, fillAll, fillNumber, holds, isTrue } from './expression.ts';
import { type JobAtWork, type StepResult, scopeOf, statusOf } from './job-at-work.ts';
import { sayDeployment, stateFor } from './job-deployment.ts';
import { createLog } from './job-log.ts';
import { clearRoom, makeRoom, markOf } from './room.ts';
import { factsOf, githubContext, type JobResult, type RunContext } from './run-context.ts';
import { endOrphans } from './run-process.ts';
import { titleOf, workOn } from './run-step.ts';
import { isOfFork, secretsOf } from './secrets.ts';
import { actionsActor, mintToken, tokenPermissions } from './token.ts';
import { unsupportedIn } from './unsupported.ts';
import type { JobOfFile, StepOfFile } from './workflow-file.ts';

/** A job whose turn it is: how the jobs that it needs have ended, and its deployment if it names an environment. */
export type DueJob = {
  readonly context: RunContext;
  readonly job: Job;
  readonly planned: JobOfFile;
  readonly needs: Readonly<Record<string, JobResult>>;
  readonly deployment: Deployment | null;
  /** What of its matrix it is for; empty without one. */
  readonly matrix: Readonly<Record<string, unknown>>;
  /** The `strategy` context. */
  readonly strategy: Readonly<Record<string, unknown>>;
};

/** Runs it. Whatever goes wrong is in its log, and its conclusion is a failure. */
export async function runJob(due: DueJob): Promise<JobResult> {
  const { context, job, deployment } = due;
  const { store } = context;
  const room = await makeRoom(context.repository.name);
  const time = new AbortController();
  const cancel = AbortSignal.any([context.cancel, time.signal]);
  const log = createLog(() => now(store));
  const work: JobAtWork = { ...due, room, log, cancel, env: {}, folders: [], steps: {}, failed: false, token: '' };
  moveJob(store, job, { status: 'in_progress' });
  if (deployment !== null) sayDeployment(store, job, deployment, { state: 'in_progress' });
  let result: JobResult = { conclusion: 'failure', outputs: {} };
  if (await inStep(work, 'Set up job', () => setUp(work))) result = await inTime(work, time);
  store.tokens.delete(work.token);
  await endOrphans(markOf(room));
  await clearRoom(room);
  const url = result.conclusion === 'success' ? (work.environmentUrl ?? '') : '';
  if (deployment !== null) sayDeployment(store, job, deployment, { state: stateFor(result.conclusion), url });
  moveJob(store, job, { status: 'completed', conclusion: result.conclusion });
  return result;
}

/** Ends a job before it has begun, and says why. */
export function failJob(store: Store, job: Job, why: string): JobResult {
  moveJob(store, job, { status: 'in_progress' });
  const number = beginStep(store, job, 'Set up job');
  const log = createLog(() => now(store));
  for (const line of why.split('\n')) log.error(line);
  endStep(store, job, number, { conclusion: 'failure', log: log.take() });
  moveJob(store, job, { status: 'completed', conclusion: 'failure' });
  return { conclusion: 'failure', outputs: {} };
}

function setUp(work: JobAtWork): void {
  const { context, planned, log } = work;
  refuseUnsupported(work);
  const actor = actionsActor(context.store, context.repository);
  const permissions = tokenPermissions(context.file, planned, actor.permissions, isOfFork(context.run));
  for (const secret of Object.values(secretsOf(context.store, context.run))) log.mask(secret);
  work.token = mintToken(actor, context.store, permissions);
  log.mask(work.token);
  log.say('Runner: the sandbox, on this machine');
  for (const [name, level] of Object.entries(permissions)) log.say(`GITHUB_TOKEN: ${name}: ${level}`);
}

function refuseUnsupported({ context, job, planned }: JobAtWork): void {
  const problems = unsupportedIn(context.file, job.key, planned, (uses) => context.outcomes.has(uses));
  if (problems.length === 0) return;
  throw new Error(problems.map((problem) => `The sandbox does not support ${problem}.`).join('\n'));
}

/** All steps, for as long as the job may take, and what a runner does at the end. */
async function inTime(work: JobAtWork, time: AbortController): Promise<JobResult> {
  let timer: NodeJS.Timeout | undefined;
  let late: string | null = null;
  const steps = async (): Promise<JobResult> => {
    const minutes = fillNumber(work.planned['timeout-minutes'] ?? 360, scopeOf(work));
    timer = setTimeout(() => {
      late = `The job has exceeded the maximum execution time of ${minutes}m.`;
      time.abort();
    }, minutes * 60_000);
    return runSteps(work);
  };
  const result = await steps().catch((problem) => messageOf(problem));
  clearTimeout(timer);
  const good = await inStep(work, 'Complete job', async () => {
    const orphans = await endOrphans(markOf(work.room));
    if (orphans.length > 0) work.log.say(`Terminate orphan processes: ${orphans.join(', ')}`);
    if (typeof result === 'string') throw new Error(result);
    if (late !== null) throw new Error(late);
  });
  return good && typeof result !== 'string'
    ? result
    : { conclusion: late === null ? 'failure' : 'cancelled', outputs: {} };
}

/** Work of the runner itself, shown as a step; whether it went well. */
async function inStep(work: JobAtWork, name: string, act: () => void | Promise<void>): Promise<boolean> {
  const { store } = work.context;
  const number = beginStep(store, work.job, name);
  let conclusion: Conclusion = 'success';
  try {
    await act();
  } catch (problem) {
    conclusion = 'failure';
    for (const line of messageOf(problem).split('\n')) work.log.error(line);
  }
  endStep(store, work.job, number, { conclusion, log: work.log.take() });
  return conclusion === 'success';
}

async function runSteps(work: JobAtWork): Promise<JobResult> {
  const { context, planned, room } = work;
  const event = githubContext(factsOf(context))['event'];
  await writeFile(join(room.temp, 'event.json'), JSON.stringify(event, null, 2));
  Object.assign(work.env, fillAll(context.file.env, scopeOf(work)));
  Object.assign(work.env, fillAll(planned.env, scopeOf(work)));
  for (const [at, step] of planned.steps.entries()) {
    const result = await runStep(work, step);
    if (result.conclusion === 'failure') work.failed = true;
    work.steps[step.id ?? `__${at}`] = result;
  }
  work.environmentUrl = fill(planned.environment?.url ?? '', scopeOf(work));
  return { conclusion: statusOf(work), outputs: fillAll(planned.outputs, scopeOf(work)) };
}

const skipped: StepResult = { outputs: {}, outcome: 'skipped', conclusion: 'skipped' };

async function runStep(work: JobAtWork, step: StepOfFile): Promise<StepResult> {
  const { store, now: atOnce } = work.context;
  const number = beginStep(store, work.job, safeTitle(work, step));
  let result: StepResult;
  try {
    const own = fillAll(step.env, scopeOf(work));
    result = !atOnce.aborted && holds(step.if, scopeOf(work, own)) ? await worked(work, step) : skipped;
  } catch (problem) {
    work.log.error(messageOf(problem));
    result = concluded(work, step, { outcome: 'failure', outputs: {} });
  }
  endStep(store, work.job, number, { conclusion: result.conclusion, log: work.log.take() });
  return result;
}

async function worked(work: JobAtWork, step: StepOfFile): Promise<StepResult> {
  return concluded(work, step, await workOn(work, step));
}

function concluded(work: JobAtWork, step: StepOfFile, end: Omit<StepResult, 'conclusion'>): StepResult {
  const goesOn = end.outcome === 'failure' && isTrue(step['continue-on-error'], scopeOf(work));
  return { ...end, conclusion: goesOn ? 'success' : end.outcome };
}

function safeTitle(work: JobAtWork, step: StepOfFile): string {
  try {
    return titleOf(work, step);
  } catch {
    return step.name ?? step.uses ?? 'Run';
  }
}

function messageOf(problem: unknown): string {
  return problem instanceof Error ? problem.message : String(problem);
}
