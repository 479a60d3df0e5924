// Lets jobs deploy when the rules of their environment allow it: reviewers, time, and apps that have a say.
import type { Job, WorkflowRun } from '../state/automation.ts';
import { holdJob, type PendingDeployment, pendingOf, untilMs, verdictOn } from '../state/environments.ts';
import { currentRun, moveJob, moveRun } from '../state/runs.ts';
import { known, nowMs, type Store } from '../state/store.ts';
import type { Gate, Verdict } from './run-context.ts';

/** The gate of a run. While a job waits at it, job and run are `waiting`. */
export function environmentGate(store: Store, run: WorkflowRun): Gate {
  return async (job, deployment, cancel) => {
    if (cancel.aborted) return 'cancelled';
    const pending = holdJob(store, run, job, deployment);
    if (pending === null) return 'approved';
    moveJob(store, job, { status: 'waiting' });
    moveRun(store, run, { status: 'waiting' });
    const verdict = await verdictFor(store, pending, cancel);
    release(store, run, job);
    return verdict;
  };
}

function release(store: Store, run: WorkflowRun, job: Job): void {
  store.pendingDeployments.delete(job.id);
  if (pendingOf(store, run).length === 0 && currentRun(store, run).status === 'waiting')
    moveRun(store, run, { status: 'in_progress' });
}

/** Node's timers go no further. */
const furthestMs = 2 ** 31 - 1;

function verdictFor(store: Store, { jobId }: PendingDeployment, cancel: AbortSignal): Promise<Verdict> {
  const { promise, resolve } = Promise.withResolvers<Verdict>();
  let timer: NodeJS.Timeout | undefined;
  const look = () => {
    const pending = known(store.pendingDeployments, jobId);
    const verdict = cancel.aborted ? 'cancelled' : verdictOn(store, pending);
    clearTimeout(timer);
    const left = untilMs(store, pending) - nowMs(store);
    if (verdict !== null) resolve(verdict);
    else if (left > 0) timer = setTimeout(look, Math.min(left, furthestMs));
  };
  store.trafficListeners.add(look);
  store.clockListeners.add(look);
  cancel.addEventListener('abort', look);
  look();
  return promise.finally(() => {
    store.trafficListeners.delete(look);
    store.clockListeners.delete(look);
    cancel.removeEventListener('abort', look);
    clearTimeout(timer);
  });
}
