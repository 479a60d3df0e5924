// Commit statuses: set by whoever may write, the newest of each context counts.
import { demand } from './access.ts';
import { type Actor, viaAppId } from './actor.ts';
import type { CommitShown } from './change-event.ts';
import type { CommitStatus, StatusState } from './check.ts';
import type { Repository } from './repository.ts';
import { appendEvent, nextId, now, type Store } from './store.ts';

/** What a status is made of. */
export type CommitStatusInput = {
  readonly state: StatusState;
  readonly context?: string | undefined;
  readonly description?: string | null | undefined;
  readonly targetUrl?: string | null | undefined;
};

/** Sets a status of a commit; `branches` are those whose head it is. */
export function createCommitStatus(
  store: Store,
  actor: Actor,
  repository: Repository,
  input: CommitStatusInput & { readonly commit: CommitShown; readonly branches: readonly string[] },
): CommitStatus {
  demand(store, actor, repository, { role: 'write', permission: 'statuses', level: 'write' });
  const { commit, branches } = input;
  const status: CommitStatus = {
    id: nextId(store, 'commitStatus'),
    repositoryId: repository.id,
    sha: commit.oid,
    state: input.state,
    context: input.context ?? 'default',
    description: input.description ?? null,
    targetUrl: input.targetUrl ?? null,
    creatorId: actor.user.id,
    viaAppId: viaAppId(actor),
    createdAt: now(store),
  };
  store.commitStatuses.set(status.id, status);
  appendEvent(store, { event: 'status', status, commit, branches, sender: actor.user, repository });
  return status;
}

/** All statuses of a commit, newest first. */
export function commitStatusesAt(store: Store, repository: Repository, sha: string): readonly CommitStatus[] {
  return [...store.commitStatuses.values()]
    .filter((one) => one.repositoryId === repository.id && one.sha === sha)
    .reverse();
}

/** The newest status of each context. */
export function latestStatuses(store: Store, repository: Repository, sha: string): readonly CommitStatus[] {
  const all = commitStatusesAt(store, repository, sha).toReversed();
  return [...new Map(all.map((one) => [one.context, one])).values()];
}

/** What the newest ones come to: `pending` when there is none. */
export function combinedState(statuses: readonly CommitStatus[]): 'failure' | 'pending' | 'success' {
  if (statuses.some(({ state }) => state === 'failure' || state === 'error')) return 'failure';
  return statuses.length === 0 || statuses.some(({ state }) => state === 'pending') ? 'pending' : 'success';
}
