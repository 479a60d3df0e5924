/** Merges that were asked for: auto-merge requests and places in a merge queue. */
import { folderOf } from '../../git-host.ts';
import { queueFor } from '../../pulls/merge-queue.ts';
import { queueOf } from '../../state/branch-rules.ts';
import type { PullRequestIssue } from '../../state/issue.ts';
import { repositoryOf } from '../../state/issue-changes.ts';
import { requiredChecksFor, standingOf } from '../../state/required-checks.ts';
import { known, type Store } from '../../state/store.ts';
import { account, type Fields, type Thing, thing } from '../things.ts';

/** Fields of `PullRequest` about them. */
export const laterMergeFields: Fields<PullRequestIssue> = {
  autoMergeRequest: (pull, _args, { store }) => {
    const { autoMerge } = pull.pullRequest;
    if (autoMerge === null) return null;
    return {
      enabledAt: autoMerge.at,
      enabledBy: account(known(store.users, autoMerge.byId)),
      mergeMethod: autoMerge.method.toUpperCase(),
      commitHeadline: autoMerge.title,
      commitBody: autoMerge.message,
      pullRequest: thing('PullRequest', pull),
    };
  },
  isInMergeQueue: ({ pullRequest }) => pullRequest.queued !== null,
  isMergeQueueEnabled: (pull, _args, { store }) =>
    queueOf(store, repositoryOf(store, pull), pull.pullRequest.base) !== null,
  mergeQueueEntry: (pull) => (pull.pullRequest.queued === null ? null : thing('MergeQueueEntry', pull)),
};

function commitThing(pull: PullRequestIssue, store: Store, which: 'sha' | 'baseSha'): Thing | null {
  const group = pull.pullRequest.queued?.group ?? null;
  if (group === null) return null;
  const repository = repositoryOf(store, pull);
  return thing('Commit', { repository, folder: folderOf(store, repository), oid: group[which] });
}

/** `MergeQueueEntryState` of one that is queued. */
export function queueEntryState(pull: PullRequestIssue, store: Store): string {
  const group = pull.pullRequest.queued?.group ?? null;
  if (group === null) return 'QUEUED';
  const repository = repositoryOf(store, pull);
  const standings = requiredChecksFor(store, repository, group.base).map((check) =>
    standingOf(store, repository, group.sha, check),
  );
  if (standings.includes('failing')) return 'UNMERGEABLE';
  return standings.every((one) => one === 'passed') ? 'MERGEABLE' : 'AWAITING_CHECKS';
}

/** Fields of `MergeQueueEntry`. */
export const queueEntryFields: Fields<PullRequestIssue> = {
  id: ({ id }) => `MQE_${id}`,
  position: (pull, _args, { store }) => {
    const queue = queueFor(store, repositoryOf(store, pull), pull.pullRequest.base);
    return queue.findIndex(({ id }) => id === pull.id) + 1;
  },
  state: (pull, _args, { store }) => queueEntryState(pull, store),
  enqueuedAt: ({ pullRequest, updatedAt }) => pullRequest.queued?.at ?? updatedAt,
  enqueuer: ({ pullRequest, authorId }, _args, { store }) =>
    account(known(store.users, pullRequest.queued?.byId ?? authorId)),
  headCommit: (pull, _args, { store }) => commitThing(pull, store, 'sha'),
  baseCommit: (pull, _args, { store }) => commitThing(pull, store, 'baseSha'),
  pullRequest: (pull) => thing('PullRequest', pull),
  jump: ({ pullRequest }) => pullRequest.queued?.jump ?? false,
  solo: () => true,
};
