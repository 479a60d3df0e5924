// Schedules: when the sandbox's clock is moved past a line of one, its run is started, once however far the clock was moved.
import { folderOf } from '../git-folder.ts';
import { repositoryShape } from '../rest/shapes/repository.ts';
import type { User } from '../state/people.ts';
import type { Repository } from '../state/repository.ts';
import { nowMs, type Store } from '../state/store.ts';
import { lastDue } from './cron.ts';
import { filesAt } from './files-at.ts';
import type { Happening } from './happening.ts';
import { scheduleLines } from './schedule-lines.ts';

/** Listens to the clock. Time that passes by itself starts nothing, so that what a test sees does not depend on when it runs. */
export function watchSchedules(
  store: Store,
  follow: (find: () => Promise<readonly Happening[]>) => void,
): { readonly close: () => void } {
  let seen = nowMs(store);
  const look = () => {
    const [from, to] = [seen, nowMs(store)];
    seen = Math.max(from, to);
    if (to > from) follow(() => dueBetween(store, from, to));
  };
  store.clockListeners.add(look);
  return { close: () => void store.clockListeners.delete(look) };
}

async function dueBetween(store: Store, from: number, to: number): Promise<readonly Happening[]> {
  const withWorkflows = new Set([...store.workflows.values()].map(({ repositoryId }) => repositoryId));
  const all = [...store.repositories.values()].filter(({ id, archived }) => withWorkflows.has(id) && !archived);
  const found = await Promise.all(all.map((repository) => dueIn(store, repository, from, to)));
  return found.flat();
}

async function dueIn(store: Store, repository: Repository, from: number, to: number): Promise<readonly Happening[]> {
  const files = await filesAt(folderOf(store, repository), `refs/heads/${repository.defaultBranch}`);
  const lines = new Set(files.flatMap(({ file }) => scheduleLines(file.on)));
  return [...lines]
    .filter((cron) => lastDue(cron, from, to) !== null)
    .map((cron) => happening(store, repository, cron));
}

function happening(store: Store, repository: Repository, cron: string): Happening {
  return {
    ...{ event: 'schedule', action: null, repository, actor: lastPusher(store, repository), where: { is: 'default' } },
    ...{ workflow: null, branch: null, tag: null, title: null, cron },
    payload: { schedule: cron, repository: repositoryShape(store, repository) },
  };
}

/** A scheduled run is of whoever wrote last to the default branch. */
function lastPusher(store: Store, repository: Repository): User {
  const ref = `refs/heads/${repository.defaultBranch}`;
  const push = store.events.findLast(
    (event) => event.event === 'push' && event.ref === ref && event.repository?.id === repository.id,
  );
  const [anybody] = store.users.values();
  const sender = push?.sender ?? anybody;
  if (sender === undefined) throw new Error('nobody is there to run a schedule for');
  return sender;
}
