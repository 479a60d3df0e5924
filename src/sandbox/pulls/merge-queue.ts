// The merge queue of a branch: one pull request at a time, each as a commit of its own that must pass the required checks.
import { createRef, deleteRef, mergedTree, readCommit, updateRef } from '../git/index.ts';
import { announcePush, folderOf } from '../git-host.ts';
import { githubSignature, signatureOf } from '../signature.ts';
import { asUser } from '../state/actor.ts';
import { queueOf } from '../state/branch-rules.ts';
import type { PullRequestIssue } from '../state/issue.ts';
import { dequeue, setGroup } from '../state/merge-requests.ts';
import type { MergeGroup } from '../state/pull-request.ts';
import { headRepositoryOf, markMerged, pullRequestsOf } from '../state/pull-requests.ts';
import { ownerOf } from '../state/repositories.ts';
import type { Repository } from '../state/repository.ts';
import { requiredChecksFor, ruleAgainst, standingOf } from '../state/required-checks.ts';
import { known, type Store } from '../state/store.ts';
import { headCommitOf } from './head-commit.ts';
import { commitOf } from './merge.ts';

/** The queue of a branch: who jumped, then first come first. */
export function queueFor(store: Store, repository: Repository, base: string): readonly PullRequestIssue[] {
  return pullRequestsOf(store, repository)
    .filter(({ state, pullRequest }) => state === 'open' && pullRequest.queued !== null && pullRequest.base === base)
    .toSorted((a, b) => (a.pullRequest.queued?.place ?? 0) - (b.pullRequest.queued?.place ?? 0));
}

/** Takes every queue of a repository as far as its checks let it. */
export async function advanceQueues(store: Store, repository: Repository): Promise<void> {
  const queued = pullRequestsOf(store, repository).filter(({ pullRequest }) => pullRequest.queued !== null);
  for (const pull of queued) if (pull.state === 'closed') await leave(store, repository, pull, 'MANUAL');
  for (const base of new Set(queued.map(({ pullRequest }) => pullRequest.base))) {
    for (;;) {
      const [first, ...behind] = queueFor(store, repository, base);
      // Whoever jumped goes first: a group that was made for another base is made again when it is its turn.
      for (const pull of behind) await ungroup(store, repository, pull);
      if (first === undefined || !(await advance(store, repository, first))) break;
    }
  }
}

/** Leaves the queue with its group, if it has one. */
async function leave(store: Store, repository: Repository, pull: PullRequestIssue, reason: string): Promise<void> {
  const { queued } = pull.pullRequest;
  dequeue(store, known(store.users, queued?.byId ?? pull.authorId), pull, reason);
  if (queued !== null && queued.group !== null) await removeGroup(store, repository, queued.group, pull);
}

/** Its group is not valid any more. */
async function ungroup(store: Store, repository: Repository, pull: PullRequestIssue): Promise<void> {
  const { queued } = pull.pullRequest;
  if (queued === null || queued.group === null) return;
  setGroup(store, known(store.users, queued.byId), pull, null);
  await removeGroup(store, repository, queued.group, pull);
}

/** Whether it moved: false while it waits for its checks. */
async function advance(store: Store, repository: Repository, pull: PullRequestIssue): Promise<boolean> {
  const group = pull.pullRequest.queued?.group ?? null;
  const isMoved = pull.pullRequest.queued?.headSha !== pull.pullRequest.headSha;
  if (pull.pullRequest.draft || ruleAgainst(store, null, pull, false, isMoved ? 'passed' : 'waiting') !== null) {
    await leave(store, repository, pull, 'BRANCH_PROTECTIONS');
    return true;
  }
  if (group === null) return build(store, repository, pull);
  if (group.headSha !== pull.pullRequest.headSha) {
    await ungroup(store, repository, pull);
    return true;
  }
  return mergeGroup(store, repository, pull, group);
}

async function mergeGroup(
  store: Store,
  repository: Repository,
  pull: PullRequestIssue,
  group: MergeGroup,
): Promise<boolean> {
  const by = known(store.users, pull.pullRequest.queued?.byId ?? pull.authorId);
  const standings = requiredChecksFor(store, repository, group.base).map((check) =>
    standingOf(store, repository, group.sha, check),
  );
  if (standings.includes('failing')) {
    await leave(store, repository, pull, 'CI_FAILURE');
    return true;
  }
  if (standings.some((one) => one !== 'passed')) return false;
  const folder = folderOf(store, repository);
  const moved = await updateRef(folder, `refs/heads/${group.base}`, group.sha);
  if (!moved.ok) {
    await ungroup(store, repository, pull);
    return true;
  }
  markMerged(store, asUser(by), dequeue(store, by, pull, 'MERGE'), group.sha);
  const update = { ref: `refs/heads/${group.base}`, before: group.baseSha, after: group.sha };
  await announcePush(store, repository, update, asUser(by));
  await removeGroup(store, repository, group, pull);
  return true;
}

async function build(store: Store, repository: Repository, pull: PullRequestIssue): Promise<boolean> {
  const { base, baseSha, head, headSha, queued } = pull.pullRequest;
  const by = known(store.users, queued?.byId ?? pull.authorId);
  const folder = folderOf(store, repository);
  const tree = await mergedTree(folder, baseSha, headSha);
  if (tree === null) {
    dequeue(store, by, pull, 'MERGE_CONFLICT');
    return true;
  }
  const sha = await commitOf(folder, pull, {
    tree,
    from: `${ownerOf(store, headRepositoryOf(store, pull)).login}/${head}`,
    input: { method: queueOf(store, repository, base) ?? 'merge' },
    author: signatureOf(store, asUser(by)),
    committer: githubSignature(store),
  });
  const commit = await readCommit(folder, sha);
  if (commit === null) throw new Error(`the commit ${sha} is not there`);
  const ref = `refs/heads/gh-readonly-queue/${base}/pr-${pull.number}-${baseSha}`;
  await createRef(folder, ref, sha);
  await announcePush(store, repository, { ref, before: null, after: sha }, asUser(by));
  setGroup(store, by, pull, { ref, sha, headSha, base, baseSha, commit: headCommitOf(commit) });
  return true;
}

/** Removes a group's branch. */
export async function removeGroup(
  store: Store,
  repository: Repository,
  { ref, sha }: MergeGroup,
  pull: PullRequestIssue,
): Promise<void> {
  await deleteRef(folderOf(store, repository), ref);
  const by = asUser(known(store.users, pull.pullRequest.queued?.byId ?? pull.authorId));
  await announcePush(store, repository, { ref, before: sha, after: null }, by);
}
