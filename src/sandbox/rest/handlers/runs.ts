// REST: runs of workflows, their jobs and logs, and ending and repeating them.
import { findUser } from '../../state/accounts.ts';
import type { Job, WorkflowRun } from '../../state/automation.ts';
import { notFound, Refusal } from '../../state/refusal.ts';
import { jobsOf } from '../../state/runs.ts';
import { type Answer, type Asked, actorOf, created, numberParam, ok, queryText, repositoryFor } from '../exchange.ts';
import { slice } from '../page.ts';
import { jobShape, runShape } from '../shapes/automation.ts';
import { workflowFor } from './workflows.ts';

/** `GET …/workflows/{workflow_id}/runs` and `GET …/actions/runs`: newest first. */
export function list(asked: Asked): Answer {
  const repository = repositoryFor(asked, 'actions');
  const workflow = asked.params['workflow_id'] === undefined ? undefined : workflowFor(asked);
  const all = [...asked.store.workflowRuns.values()].filter(
    (run) =>
      run.repositoryId === repository.id &&
      (workflow === undefined || run.workflowId === workflow.id) &&
      isWanted(asked, run),
  );
  const { items, headers } = slice(asked, all.reverse());
  const runs = items.map((run) => runShape(asked.store, run));
  return { status: 200, body: { total_count: all.length, workflow_runs: runs }, headers };
}

function isWanted(asked: Asked, run: WorkflowRun): boolean {
  const text = (name: string) => queryText(asked, name);
  const status = text('status');
  const actor = text('actor');
  if (status !== undefined && status !== run.status && status !== run.conclusion) return false;
  if (actor !== undefined && findUser(asked.store, actor)?.id !== run.actorId) return false;
  if (text('created') !== undefined && !isCreatedIn(run, text('created') ?? '')) return false;
  const same = (name: string, value: string) => text(name) === undefined || text(name) === value;
  return same('event', run.event) && same('branch', run.headBranch) && same('head_sha', run.headSha);
}

/** `>=2026-03-01`, `2026-03-01..2026-03-02`, or one day or instant (understanding the search syntax). */
function isCreatedIn(run: WorkflowRun, span: string): boolean {
  const at = Date.parse(run.createdAt);
  const range = /^(.+)\.\.(.+)$/.exec(span);
  if (range) return at >= startOf(range[1] ?? '') && at <= endOf(range[2] ?? '');
  const [, operator = '', date = ''] = /^(>=|<=|>|<)?(.+)$/.exec(span) ?? [];
  if (operator === '>=') return at >= startOf(date);
  if (operator === '>') return at > endOf(date);
  if (operator === '<=') return at <= endOf(date);
  if (operator === '<') return at < startOf(date);
  return at >= startOf(date) && at <= endOf(date);
}

const dayMs = 86_400_000;

function startOf(date: string): number {
  const at = date === '*' ? Number.NEGATIVE_INFINITY : Date.parse(date);
  if (Number.isNaN(at)) throw new Refusal(501, `The sandbox does not implement created with ${date}`);
  return at;
}

/** The end of a day, or the instant itself. */
function endOf(date: string): number {
  if (date === '*') return Number.POSITIVE_INFINITY;
  return startOf(date) + (/^\d{4}-\d\d-\d\d$/.test(date) ? dayMs - 1 : 0);
}

/** The run of the path. */
export function runFor(asked: Asked, permission = 'actions'): WorkflowRun {
  const repository = repositoryFor(asked, permission);
  const run = asked.store.workflowRuns.get(numberParam(asked, 'run_id'));
  if (run?.repositoryId !== repository.id) throw notFound();
  return run;
}

/** `GET /repos/{owner}/{repo}/actions/runs/{run_id}`. */
export function get(asked: Asked): Answer {
  return ok(runShape(asked.store, runFor(asked)));
}

/** `GET …/runs/{run_id}/jobs`: those of the latest attempt, or with `filter=all` of every one. */
export function listJobs(asked: Asked): Answer {
  const run = runFor(asked);
  const every = queryText(asked, 'filter') === 'all';
  const attempts = Array.from({ length: run.attempt }, (_, at) => run.attempt - at);
  return pageOfJobs(
    asked,
    (every ? attempts : [run.attempt]).flatMap((one) => jobsOf(asked.store, run, one)),
  );
}

/** `GET …/runs/{run_id}/attempts/{attempt_number}/jobs`. */
export function listJobsOfAttempt(asked: Asked): Answer {
  const run = runFor(asked);
  const attempt = numberParam(asked, 'attempt_number');
  if (attempt < 1 || attempt > run.attempt) throw notFound();
  return pageOfJobs(asked, jobsOf(asked.store, run, attempt));
}

function pageOfJobs(asked: Asked, all: readonly Job[]): Answer {
  const { items, headers } = slice(asked, all);
  const jobs = items.map((job) => jobShape(asked.store, job));
  return { status: 200, body: { total_count: all.length, jobs }, headers };
}

function jobFor(asked: Asked): Job {
  const repository = repositoryFor(asked, 'actions');
  const job = asked.store.jobs.get(numberParam(asked, 'job_id'));
  const run = job === undefined ? undefined : asked.store.workflowRuns.get(job.runId);
  if (job === undefined || run?.repositoryId !== repository.id) throw notFound();
  return job;
}

/** `GET …/jobs/{job_id}`. */
export function getJob(asked: Asked): Answer {
  return ok(jobShape(asked.store, jobFor(asked)));
}

/** `GET …/jobs/{job_id}/logs`: where they are as plain text, without credentials; there are none before the job has ended. */
export function getJobLogs(asked: Asked): Answer {
  const job = jobFor(asked);
  if (job.status !== 'completed' || job.steps.length === 0) throw notFound();
  return { status: 302, headers: { location: `${asked.store.baseUrl}/sandbox/logs/${job.id}` } };
}

/** `POST …/runs/{run_id}/cancel`. */
export function cancel(asked: Asked): Answer {
  asked.runs.cancel(actorOf(asked), runFor(asked, 'metadata'), false);
  return { status: 202, body: {} };
}

/** `POST …/runs/{run_id}/force-cancel`: what would still run although it is cancelled does not. */
export function forceCancel(asked: Asked): Answer {
  asked.runs.cancel(actorOf(asked), runFor(asked, 'metadata'), true);
  return { status: 202, body: {} };
}

/** `POST …/runs/{run_id}/rerun`. */
export function rerun(asked: Asked): Answer {
  asked.runs.repeat(actorOf(asked), runFor(asked, 'metadata'));
  return created({});
}
