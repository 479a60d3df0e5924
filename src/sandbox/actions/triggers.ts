// Starts runs of workflow files by what happens in the sandbox, one happening after the other.
import type { DomainEvent } from '../state/domain-event.ts';
import { known, type Store } from '../state/store.ts';
import { type Happening, happeningOf } from './happening.ts';
import { watchSchedules } from './schedule.ts';
import { startRunsFor } from './start-runs.ts';

/** What listens. */
export type Triggers = {
  /** Resolves once everything that has happened has started its runs. */
  readonly settled: () => Promise<void>;
  readonly close: () => void;
};

/** Starts listening. What the sandbox cannot do as GitHub would is a violation, by name. */
export function startTriggers(store: Store): Triggers {
  let last: Promise<void> = Promise.resolve();
  const follow = (find: () => Promise<readonly Happening[]>) => {
    const start = async () => {
      for (const happening of await find()) await startRunsFor(store, happening);
    };
    last = last.then(start).catch((problem: unknown) => complain(store, problem));
  };
  const listener = (event: DomainEvent) => {
    const happening =
      event.repository === null || isBare(store, event.repository.id) ? null : happeningOf(store, event);
    if (happening !== null) follow(async () => [happening]);
  };
  store.listeners.add(listener);
  const schedules = watchSchedules(store, follow);
  return {
    settled: async () => {
      for (let seen: Promise<void> | null = null; seen !== last; ) {
        seen = last;
        await seen;
      }
    },
    close: () => {
      store.listeners.delete(listener);
      schedules.close();
    },
  };
}

/** Where nobody has ever had a workflow on the default branch, nobody is asked. */
function isBare(store: Store, repositoryId: number): boolean {
  const { forkOfId } = known(store.repositories, repositoryId);
  return forkOfId !== undefined || ![...store.workflows.values()].some((one) => one.repositoryId === repositoryId);
}

function complain(store: Store, problem: unknown): void {
  const what = problem instanceof Error ? (problem.stack ?? problem.message) : String(problem);
  store.violations.push({ what: 'failure to start runs', problems: [what] });
}
