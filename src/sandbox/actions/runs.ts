// The sandbox's GitHub Actions: executes runs, lets them wait for a person or a script, queues those of one group, and ends them.
import { demand } from '../state/access.ts';
import type { Actor } from '../state/actor.ts';
import type { Conclusion, WorkflowRun } from '../state/automation.ts';
import type { DomainEvent } from '../state/domain-event.ts';
import { Refusal } from '../state/refusal.ts';
import { currentRun, jobsOf, moveRun, repeatRun } from '../state/runs.ts';
import { known, type Store } from '../state/store.ts';
import { type Decision, decideRun } from './decide-run.ts';
import { environmentGate } from './environment-gate.ts';
import { executeRun } from './execute-run.ts';
import { createGroups, type Groups } from './groups.ts';
import type { ActionOutcome } from './run-context.ts';
import { failJob } from './run-job.ts';
import { fileAt } from './run-of-file.ts';

/** Who says how runs end: `execute` runs them as they come, in `manual` a person decides in the web face, in `script` a script does. */
export const runModes = ['execute', 'manual', 'script'] as const;
export type RunMode = (typeof runModes)[number];

/** What runs, and how to steer it. */
export type Runs = {
  readonly settings: {
    mode: RunMode;
    /** How actions of others end, by what stands after `uses:`. */
    readonly outcomes: Map<string, ActionOutcome>;
  };
  /** Executes a run that is queued. 409 when it is not. */
  readonly execute: (run: WorkflowRun) => void;
  /** Says how a run stands or has ended, without executing it. 409 when it is executed, or has ended. */
  readonly decide: (run: WorkflowRun, decision: Decision) => void;
  /** Asks a run to end; with `force` at once. 409 when it has ended. */
  readonly cancel: (actor: Actor, run: WorkflowRun, force: boolean) => void;
  /** Starts a completed run again. 403 when it has not ended. */
  readonly repeat: (actor: Actor, run: WorkflowRun) => void;
  /** Whether a run is executed now. */
  readonly isExecuting: (run: WorkflowRun) => boolean;
  /** Resolves once nothing is executed any more. */
  readonly idle: () => Promise<void>;
  /** Ends everything at once. */
  readonly close: () => Promise<void>;
};

type Execution = { readonly cancel: AbortController; readonly now: AbortController; readonly done: Promise<void> };

const writing = { role: 'write', permission: 'actions', level: 'write' } as const;

/** Starts it: from here on runs that are requested are queued, and executed where the mode says so. */
export function startRuns(store: Store, mode: RunMode): Runs {
  const settings: Runs['settings'] = { mode, outcomes: new Map() };
  const executions = new Map<number, Execution>();
  const groups = createGroups();

  const execute = (run: WorkflowRun) => {
    if (currentRun(store, run).status !== 'queued' || executions.has(run.id))
      throw new Refusal(409, `Run ${run.id} does not wait to be run.`);
    const [cancel, now] = [new AbortController(), new AbortController()];
    const done = carryOut(store, { ...settings, groups }, run, { cancel: cancel.signal, now: now.signal }).finally(
      () => {
        executions.delete(run.id);
      },
    );
    executions.set(run.id, { cancel, now, done });
  };
  const end = (run: WorkflowRun, force: boolean) => {
    const execution = executions.get(run.id);
    if (execution === undefined) {
      decideRun(store, run, { status: 'completed', conclusion: 'cancelled' });
      return;
    }
    execution.cancel.abort();
    if (force) execution.now.abort();
  };
  const offer = (run: WorkflowRun) => {
    const isFree = currentRun(store, run).status === 'queued' && !executions.has(run.id);
    if (settings.mode === 'execute' && isFree) execute(run);
  };
  const listener = (event: DomainEvent) => {
    if (event.event !== 'workflow_run') return;
    if (event.action === 'requested') {
      queueUp(store, event.run, (other) => end(other, false));
      offer(event.run);
    } else if (event.action === 'completed') {
      const next = nextInGroup(store, event.run);
      if (next !== undefined) offer(moveRun(store, next, { status: 'queued' }));
    }
  };
  store.listeners.add(listener);

  return {
    settings,
    execute,
    decide: (run, decision) => {
      if (executions.has(run.id))
        throw new Refusal(409, `Run ${run.id} is executed: it ends by itself, or is cancelled.`);
      decideRun(store, run, decision);
    },
    cancel: (actor, run, force) => {
      demand(store, actor, known(store.repositories, run.repositoryId), writing);
      if (currentRun(store, run).status === 'completed')
        throw new Refusal(409, 'Cannot cancel a workflow run that is completed.');
      end(run, force);
    },
    repeat: (actor, run) => {
      demand(store, actor, known(store.repositories, run.repositoryId), writing);
      if (currentRun(store, run).status !== 'completed') throw new Refusal(403, 'This workflow is already running');
      repeatRun(store, actor, run);
    },
    isExecuting: (run) => executions.has(run.id),
    idle: async () => {
      while (executions.size > 0) await Promise.all([...executions.values()].map(({ done }) => done));
    },
    close: async () => {
      store.listeners.delete(listener);
      for (const { cancel, now } of executions.values()) {
        cancel.abort();
        now.abort();
      }
      await Promise.all([...executions.values()].map(({ done }) => done));
    },
  };
}

async function carryOut(
  store: Store,
  { outcomes, groups }: Runs['settings'] & { readonly groups: Groups },
  run: WorkflowRun,
  signals: { readonly cancel: AbortSignal; readonly now: AbortSignal },
): Promise<void> {
  const repository = known(store.repositories, run.repositoryId);
  const workflow = known(store.workflows, run.workflowId);
  let conclusion: Conclusion = 'failure';
  try {
    const file = await fileAt(store, repository, workflow, run.sha);
    const current = moveRun(store, run, { status: 'in_progress' });
    const gate = environmentGate(store, current);
    conclusion = await executeRun({
      store,
      repository,
      workflow,
      file,
      outcomes,
      gate,
      groups,
      ...signals,
      run: current,
    });
  } catch (problem) {
    const what = problem instanceof Error ? (problem.stack ?? problem.message) : String(problem);
    store.violations.push({ what: `failure in run ${run.id}`, problems: [what] });
    for (const job of jobsOf(store, currentRun(store, run)))
      if (job.status !== 'completed') failJob(store, job, `The sandbox failed: ${what}`);
  }
  moveRun(store, run, { status: 'completed', conclusion });
}

/** The runs of the same group that have not ended. */
function groupOf(store: Store, run: WorkflowRun): readonly WorkflowRun[] {
  if (run.concurrency === null) return [];
  return [...store.workflowRuns.values()].filter(
    (other) =>
      other.id !== run.id &&
      other.repositoryId === run.repositoryId &&
      other.concurrency?.group === run.concurrency?.group &&
      other.status !== 'completed',
  );
}

/** Lets a run wait while another of its group has not ended. Of those that wait, a newer one takes the place of an older, unless the group keeps all. */
function queueUp(store: Store, run: WorkflowRun, cancel: (other: WorkflowRun) => void): void {
  const others = groupOf(store, run);
  if (others.length === 0 || run.concurrency === null) return;
  const { cancelInProgress, keepsAll } = run.concurrency;
  moveRun(store, run, { status: 'pending' });
  for (const other of others)
    if (cancelInProgress || (other.status === 'pending' && !keepsAll)) cancel(currentRun(store, other));
}

function nextInGroup(store: Store, ended: WorkflowRun): WorkflowRun | undefined {
  const others = groupOf(store, ended);
  if (others.some(({ status }) => status !== 'pending')) return undefined;
  return others[0];
}
