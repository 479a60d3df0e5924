// Runs of workflows, their jobs and steps: made, moved on, and heard of.
import type { CommitInfo } from '../git/history.ts';
import type { Actor } from './actor.ts';
import type {
  Conclusion,
  Concurrency,
  HeadCommit,
  InputValue,
  Job,
  Payload,
  RunStatus,
  Step,
  Workflow,
  WorkflowRun,
} from './automation.ts';
import { showAsCheck } from './job-check.ts';
import { appendEvent, known, nextId, now, type Store } from './store.ts';

/** A job as the file plans it, before anything runs. */
export type PlannedJob = Pick<Job, 'key' | 'name' | 'labels' | 'environment'>;

/** What a run is made of; `ref` is a full reference and `commit` what it points to. */
export type NewRun = {
  readonly event: string;
  readonly ref: string;
  readonly commit: CommitInfo;
  /** The commit whose file it is, where that is not `commit`. */
  readonly sha?: string;
  readonly inputs: Readonly<Record<string, InputValue>>;
  readonly payload?: Payload;
  /** The branch that the run is shown with, where the reference is none. */
  readonly headBranch?: string;
  readonly title: string;
  readonly concurrency: Concurrency | null;
  readonly jobs: readonly PlannedJob[];
};

/** Makes a run that waits, with its jobs, and says `requested`. */
export function createRun(store: Store, actor: Pick<Actor, 'user'>, workflow: Workflow, input: NewRun): WorkflowRun {
  const at = now(store);
  const before = [...store.workflowRuns.values()].filter((run) => run.workflowId === workflow.id);
  const run: WorkflowRun = {
    id: nextId(store, 'workflowRun'),
    workflowId: workflow.id,
    repositoryId: workflow.repositoryId,
    runNumber: before.length + 1,
    attempt: 1,
    event: input.event,
    status: 'queued',
    conclusion: null,
    displayTitle: input.title,
    ref: input.ref,
    headBranch: input.headBranch ?? input.ref.replace(/^refs\/(heads|tags)\//, ''),
    headSha: input.commit.oid,
    headCommit: headOf(input.commit),
    sha: input.sha ?? input.commit.oid,
    inputs: input.inputs,
    payload: input.payload ?? null,
    concurrency: input.concurrency,
    actorId: actor.user.id,
    triggeringActorId: actor.user.id,
    createdAt: at,
    startedAt: at,
    updatedAt: at,
  };
  store.workflowRuns.set(run.id, run);
  for (const job of input.jobs) createJob(store, run, job);
  tell(store, run, 'requested');
  return run;
}

function headOf(commit: CommitInfo): HeadCommit {
  const { oid: id, tree: tree_id, message, author, committer } = commit;
  const person = ({ name, email }: CommitInfo['author']) => ({ name, email });
  return { id, tree_id, message, timestamp: committer.date, author: person(author), committer: person(committer) };
}

/** The next attempt of a completed run: its jobs anew, and `requested` once more. */
export function repeatRun(store: Store, actor: Actor, before: WorkflowRun): WorkflowRun {
  // Of a matrix, whose jobs share a key, the first stands for all until it is its turn.
  const jobs = jobsOf(store, before).filter((job, at, all) => all.findIndex(({ key }) => key === job.key) === at);
  const again = changeRun(store, before, {
    ...{ attempt: before.attempt + 1, status: 'queued', conclusion: null },
    ...{ triggeringActorId: actor.user.id, startedAt: now(store) },
  });
  for (const job of jobs) createJob(store, again, job);
  tell(store, again, 'requested');
  return again;
}

/** Moves a run on. Only what GitHub sends an event for is heard of: that it is in progress, and that it is completed. */
export function moveRun(
  store: Store,
  run: WorkflowRun,
  to: { readonly status: RunStatus; readonly conclusion?: Conclusion },
): WorkflowRun {
  const before = currentRun(store, run);
  if (before.status === 'completed') throw new Error(`run ${run.id} is completed, and cannot become ${to.status}`);
  const changed = changeRun(store, run, { status: to.status, conclusion: to.conclusion ?? null });
  if (to.status === 'completed') tell(store, changed, 'completed');
  if (to.status === 'in_progress' && before.status !== 'waiting') tell(store, changed, 'in_progress');
  return changed;
}

function changeRun(store: Store, run: WorkflowRun, change: Partial<WorkflowRun>): WorkflowRun {
  const changed = { ...currentRun(store, run), ...change, updatedAt: now(store) };
  store.workflowRuns.set(run.id, changed);
  notice(store);
  return changed;
}

function tell(store: Store, run: WorkflowRun, action: 'requested' | 'in_progress' | 'completed'): void {
  const repository = known(store.repositories, run.repositoryId);
  const sender = known(store.users, run.triggeringActorId);
  appendEvent(store, { event: 'workflow_run', action, run, sender, repository });
}

/** Pages look again: jobs and steps make no event. */
function notice(store: Store): void {
  for (const listener of store.trafficListeners) listener('run');
}

/** The run as it is now. */
export function currentRun(store: Store, run: Pick<WorkflowRun, 'id'>): WorkflowRun {
  return known(store.workflowRuns, run.id);
}

/** A further job of a run that is under way: another combination of a matrix. */
export function createJob(
  store: Store,
  run: Pick<WorkflowRun, 'id' | 'attempt'>,
  { key, name, labels, environment }: PlannedJob,
): Job {
  const at = now(store);
  const job: Job = {
    ...{ id: nextId(store, 'job'), runId: run.id, attempt: run.attempt, key, name, labels, environment },
    ...{ status: 'queued', conclusion: null, steps: [], createdAt: at, startedAt: at, completedAt: null },
  };
  store.jobs.set(job.id, job);
  showAsCheck(store, job);
  return job;
}

/** The jobs of an attempt, the latest unless told, in the order of the file. */
export function jobsOf(store: Store, run: WorkflowRun, attempt = run.attempt): readonly Job[] {
  return [...store.jobs.values()].filter((job) => job.runId === run.id && job.attempt === attempt);
}

/** Moves a job on. */
export function moveJob(
  store: Store,
  job: Pick<Job, 'id'>,
  to: { readonly status: RunStatus; readonly conclusion?: Conclusion },
): Job {
  const before = known(store.jobs, job.id);
  const at = now(store);
  const times = {
    ...(to.status === 'in_progress' ? { startedAt: at } : {}),
    ...(to.status === 'completed' ? { completedAt: at } : {}),
  };
  return putJob(store, { ...before, ...times, status: to.status, conclusion: to.conclusion ?? null });
}

/** Gives a job the name that is known only when it is its turn. */
export function nameJob(store: Store, job: Pick<Job, 'id'>, name: string): Job {
  return putJob(store, { ...known(store.jobs, job.id), name });
}

/** Begins the next step of a job; its number. */
export function beginStep(store: Store, job: Pick<Job, 'id'>, name: string): number {
  const before = known(store.jobs, job.id);
  const number = before.steps.length + 1;
  const step: Step = {
    ...{ number, name, status: 'in_progress', conclusion: null },
    ...{ startedAt: now(store), completedAt: null, log: [] },
  };
  putJob(store, { ...before, steps: [...before.steps, step] });
  return number;
}

/** Ends a step with what it has printed. */
export function endStep(
  store: Store,
  job: Pick<Job, 'id'>,
  number: number,
  end: { readonly conclusion: Conclusion; readonly log: readonly string[] },
): void {
  const before = known(store.jobs, job.id);
  const ended = { ...end, status: 'completed' as const, completedAt: now(store) };
  const steps = before.steps.map((step) => (step.number === number ? { ...step, ...ended } : step));
  putJob(store, { ...before, steps });
}

function putJob(store: Store, job: Job): Job {
  store.jobs.set(job.id, job);
  showAsCheck(store, job);
  notice(store);
  return job;
}
