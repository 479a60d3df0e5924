// What a push does to pull requests: heads move, branches go, commits arrive where they were to go; and checks are asked for.
import { commitsBetween, isSameChange, type RefUpdate, readCommit } from '../git/index.ts';
import { folderOf } from '../git-folder.ts';
import { hasRole } from '../state/access.ts';
import type { Actor } from '../state/actor.ts';
import { reviewingFor } from '../state/branch-rules.ts';
import { requestSuites } from '../state/checks.ts';
import type { PullRequestIssue } from '../state/issue.ts';
import { repositoryOf } from '../state/issue-changes.ts';
import { dropAutoMerge } from '../state/merge-requests.ts';
import { closeHeadless, markMerged, moveHead, pullRequestsFrom, pullRequestsOf } from '../state/pull-requests.ts';
import type { Repository } from '../state/repository.ts';
import { dismissStale } from '../state/reviews.ts';
import type { Store } from '../state/store.ts';
import { followOwners } from './code-owners.ts';
import { headCommitOf } from './head-commit.ts';
import { fetchHead, pointHead } from './head-ref.ts';
import { sizeOf } from './size.ts';

/** Where something was pushed, by whom. */
type Pushed = { readonly repository: Repository; readonly folder: string; readonly pusher: Actor };

/** Follows a moved branch; tags concern no pull request. */
export async function followPush(store: Store, pushed: Pushed, { ref, before, after }: RefUpdate): Promise<void> {
  const branch = /^refs\/heads\/(.+)$/.exec(ref)?.[1];
  if (branch === undefined) return;
  const { repository, folder, pusher } = pushed;
  const commit = after === null ? null : await readCommit(folder, after);
  if (commit !== null) requestSuites(store, pusher.user, repository, { commit: headCommitOf(commit), branch, before });
  const open = pullRequestsOf(store, repository).filter(({ state }) => state === 'open');
  for (const pull of pullRequestsFrom(store, repository, branch)) await followHead(store, pushed, pull, after);
  const into = open.filter(({ pullRequest }) => pullRequest.base === branch);
  if (after === null || into.length === 0) return;
  const brought = new Set((await commitsBetween(folder, before, after)).map(({ oid }) => oid));
  for (const pull of into) followBase(store, pushed, pull, { after, brought });
}

async function followHead(
  store: Store,
  { repository: from, pusher }: Pushed,
  pull: PullRequestIssue,
  after: string | null,
): Promise<void> {
  if (after === null) return closeHeadless(store, pusher, pull);
  if (after === pull.pullRequest.headSha) return;
  const { base, baseSha, headSha, head, autoMerge } = pull.pullRequest;
  const repository = repositoryOf(store, pull);
  const folder = folderOf(store, repository);
  await fetchHead(store, from, repository, head);
  // Who may not write to the base does not change what merges there by itself.
  if (autoMerge !== null && !hasRole(store, pusher.user, repository, 'write') && pusher.kind === 'user')
    dropAutoMerge(store, pusher.user, pull, 'Head branch was pushed to by a user without write access');
  const moved = moveHead(store, pusher, pull, { headSha: after, size: await sizeOf(folder, baseSha, after) });
  const isStale = reviewingFor(store, repository, base).dismissStale;
  if (isStale && !(await isSameChange(folder, baseSha, [headSha, after]))) dismissStale(store, pusher, moved);
  await pointHead(store, moved);
  await followOwners(store, pusher, moved);
}

/** A base that has the head's commits has merged it, whoever pushed them. */
function followBase(
  store: Store,
  { pusher }: Pushed,
  pull: PullRequestIssue,
  { after, brought }: { readonly after: string; readonly brought: ReadonlySet<string> },
): void {
  if (brought.has(pull.pullRequest.headSha)) {
    markMerged(store, pusher, pull, after);
    return;
  }
  // The base's own commits are no update of the pull request: its time stays.
  store.issues.set(pull.id, { ...pull, pullRequest: { ...pull.pullRequest, baseSha: after } });
}
