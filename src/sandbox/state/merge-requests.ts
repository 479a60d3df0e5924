// Merges that are asked for and happen later: auto-merge, and places in a merge queue.
import { allows, hasRole } from './access.ts';
import type { Actor } from './actor.ts';
import type { PullRequestIssue } from './issue.ts';
import { repositoryOf } from './issue-changes.ts';
import type { User } from './people.ts';
import type { AutoMerge, MergeGroup } from './pull-request.ts';
import { changePullRequest, currentPullRequest, demandMerge, pullRequestsOf } from './pull-requests.ts';
import { notAccessible, Refusal } from './refusal.ts';
import { appendEvent, now, type Store } from './store.ts';

/** Asks for a merge once everything that is required is there. */
export function enableAutoMerge(
  store: Store,
  actor: Actor,
  pull: PullRequestIssue,
  how: Pick<AutoMerge, 'method' | 'title' | 'message'>,
): PullRequestIssue {
  demandOpen(store, actor, pull);
  const autoMerge = { ...how, byId: actor.user.id, at: now(store) };
  const changed = changePullRequest(store, pull, { autoMerge });
  tell(store, actor.user, changed, { action: 'auto_merge_enabled' });
  return changed;
}

/** Takes that back. */
export function disableAutoMerge(store: Store, actor: Actor, pull: PullRequestIssue): PullRequestIssue {
  demandMerge(store, actor, pull);
  return dropAutoMerge(store, actor.user, pull, '');
}

/** It does not merge by itself any more, for this reason. */
export function dropAutoMerge(store: Store, by: User, pull: PullRequestIssue, reason: string): PullRequestIssue {
  const changed = changePullRequest(store, pull, { autoMerge: null });
  tell(store, by, changed, { action: 'auto_merge_disabled', reason });
  return changed;
}

function demandOpen(store: Store, actor: Actor, pull: PullRequestIssue): void {
  demandMerge(store, actor, pull);
  if (currentPullRequest(store, pull).state === 'closed') throw new Refusal(422, 'Pull request is closed');
  if (pull.pullRequest.draft) throw new Refusal(422, 'Pull request is in draft state');
}

/** Takes a place at the end of the queue; with `jump`, which takes an administrator or an app that may write merge queues, before all others. */
export function enqueue(store: Store, actor: Actor, pull: PullRequestIssue, jump = false): PullRequestIssue {
  demandOpen(store, actor, pull);
  if (jump) demandJump(store, actor, pull);
  if (pull.pullRequest.queued !== null) throw new Refusal(422, 'Pull request is already in the queue');
  const { base } = pull.pullRequest;
  const places = pullRequestsOf(store, repositoryOf(store, pull)).flatMap(({ pullRequest }) =>
    pullRequest.queued === null || pullRequest.base !== base ? [] : [pullRequest.queued.place],
  );
  const place = jump ? Math.min(1, ...places) - 1 : Math.max(0, ...places) + 1;
  const queued = { byId: actor.user.id, at: now(store), place, jump, headSha: pull.pullRequest.headSha, group: null };
  const changed = changePullRequest(store, pull, { queued });
  tell(store, actor.user, changed, { action: 'enqueued' });
  return changed;
}

function demandJump(store: Store, actor: Actor, pull: PullRequestIssue): void {
  const may =
    actor.kind === 'user'
      ? hasRole(store, actor.user, repositoryOf(store, pull), 'admin')
      : allows(actor.permissions, 'merge_queues', 'write');
  if (may) return;
  if (actor.kind === 'installation') throw notAccessible('merge_queues=write');
  throw new Refusal(403, 'Must have permission to jump to the front of the merge queue.');
}

/** Leaves the queue, with GitHub's word for why; its group is destroyed. */
export function dequeue(store: Store, by: User, pull: PullRequestIssue, reason: string): PullRequestIssue {
  const group = pull.pullRequest.queued?.group ?? null;
  const changed = changePullRequest(store, pull, { queued: null });
  const why = reason === 'MERGE' ? 'merged' : 'invalidated';
  if (group !== null)
    tellGroup(store, by, changed, { action: 'destroyed', group, reason: reason === 'MANUAL' ? 'dequeued' : why });
  tell(store, by, changed, { action: 'dequeued', reason });
  return changed;
}

/** Its group is made, or not valid any more (null): checks are asked for. */
export function setGroup(store: Store, by: User, pull: PullRequestIssue, group: MergeGroup | null): PullRequestIssue {
  const { queued } = currentPullRequest(store, pull).pullRequest;
  if (queued === null) throw new Error(`#${pull.number} is not in a queue`);
  const changed = changePullRequest(store, pull, { queued: { ...queued, group } });
  if (group !== null) tellGroup(store, by, changed, { action: 'checks_requested', group });
  else if (queued.group !== null)
    tellGroup(store, by, changed, { action: 'destroyed', group: queued.group, reason: 'invalidated' });
  return changed;
}

type Told =
  | { readonly action: 'auto_merge_enabled' | 'enqueued' }
  | { readonly action: 'auto_merge_disabled' | 'dequeued'; readonly reason: string };

function tell(store: Store, sender: User, pullRequest: PullRequestIssue, told: Told): void {
  appendEvent(store, {
    event: 'pull_request',
    ...told,
    pullRequest,
    sender,
    repository: repositoryOf(store, pullRequest),
  });
}

type ToldGroup =
  | { readonly action: 'checks_requested'; readonly group: MergeGroup }
  | {
      readonly action: 'destroyed';
      readonly group: MergeGroup;
      readonly reason: 'merged' | 'invalidated' | 'dequeued';
    };

function tellGroup(store: Store, sender: User, pull: PullRequestIssue, told: ToldGroup): void {
  appendEvent(store, { event: 'merge_group', ...told, sender, repository: repositoryOf(store, pull) });
}
