// Watches what happens, and does the merges that wait for it: auto-merge and merge queues.
import { asUser } from '../state/actor.ts';
import { queueOf } from '../state/branch-rules.ts';
import type { DomainEvent } from '../state/domain-event.ts';
import { enqueue } from '../state/merge-requests.ts';
import { changePullRequest, pullRequestsOf } from '../state/pull-requests.ts';
import { Refusal } from '../state/refusal.ts';
import type { Repository } from '../state/repository.ts';
import { ruleAgainst } from '../state/required-checks.ts';
import { known, type Store } from '../state/store.ts';
import { mergePull } from './merge.ts';
import { advanceQueues } from './merge-queue.ts';

/** The watch. `settled` resolves once everything that could be merged is. */
export type LaterMerges = { readonly settled: () => Promise<void>; readonly close: () => void };

const tellingActions: readonly string[] = [
  'auto_merge_enabled',
  'enqueued',
  'dequeued',
  'closed',
  'converted_to_draft',
  'ready_for_review',
  'synchronize',
];

/** What may make something ready: a check, a status, a review, what was pushed, that it was asked for, or that another left the queue. */
function isTelling(event: DomainEvent): boolean {
  if (event.event === 'pull_request') return tellingActions.includes(event.action);
  return event.event === 'check_run' || event.event === 'status' || event.event === 'pull_request_review';
}

/** Begins to watch. A failure that is no refusal is kept as a fault of the sandbox. */
export function watchLaterMerges(store: Store): LaterMerges {
  let work = Promise.resolve();
  const listener = (event: DomainEvent) => {
    const { repository } = event;
    if (repository === null || !isTelling(event) || !hasWaiting(store, repository)) return;
    work = work
      .then(() => mergeWaiting(store, repository))
      .catch((problem) => {
        store.violations.push({ what: 'a merge that was asked for', problems: [String(problem)] });
      });
  };
  store.listeners.add(listener);
  return {
    settled: async () => {
      for (let seen: Promise<void> | null = null; seen !== work; await seen) seen = work;
    },
    close: () => store.listeners.delete(listener),
  };
}

function hasWaiting(store: Store, repository: Repository): boolean {
  return pullRequestsOf(store, repository).some(
    ({ pullRequest }) => pullRequest.autoMerge !== null || pullRequest.queued !== null,
  );
}

async function mergeWaiting(store: Store, repository: Repository): Promise<void> {
  for (const pull of pullRequestsOf(store, repository)) {
    const { autoMerge } = pull.pullRequest;
    if (autoMerge === null || pull.state === 'closed') continue;
    const { method, byId, title, message } = autoMerge;
    const by = asUser(known(store.users, byId));
    if (queueOf(store, repository, pull.pullRequest.base) !== null) {
      if (!pull.pullRequest.draft && ruleAgainst(store, null, pull, false, 'passed') === null)
        enqueue(store, by, changePullRequest(store, pull, { autoMerge: null }));
      continue;
    }
    const input = { method, title: title ?? undefined, message: message ?? undefined, automatic: true };
    await mergePull(store, by, pull, input).catch(keepWaiting);
  }
  await advanceQueues(store, repository);
}

/** Something is still missing. */
function keepWaiting(problem: unknown): void {
  if (!(problem instanceof Refusal)) throw problem;
}
