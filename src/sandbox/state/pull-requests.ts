// Pull requests: opened, moved, retargeted, merged. What git knows is read by the callers.
import { demand, liveIssue } from './access.ts';
import { type Actor, asUser } from './actor.ts';
import { issuesOf } from './find-issue.ts';
import { isPullRequest, type PullRequestIssue } from './issue.ts';
import { appendIssueEvent, changeIssue, recordIssueEvent, repositoryOf } from './issue-changes.ts';
import { putNewIssue } from './new-issue.ts';
import type { ChangeSize, PullRequest } from './pull-request.ts';
import { invalid, notFound, Refusal } from './refusal.ts';
import type { Repository } from './repository.ts';
import { appendEvent, known, nextId, now, type Store } from './store.ts';
import { checkIssueBody, checkTitle } from './text-rules.ts';

/** What a pull request is opened with; commits and size are read from git by the caller. */
export type PullRequestInput = {
  readonly title: string;
  readonly body?: string | null;
  readonly draft?: boolean;
  readonly base: string;
  readonly head: string;
  /** Where its head is, when that is a fork. */
  readonly headRepository?: Repository;
  readonly maintainerCanModify?: boolean;
  readonly baseSha: string;
  readonly headSha: string;
  readonly size: ChangeSize;
};

/** The pull requests of a repository, oldest first. */
export function pullRequestsOf(store: Store, repository: Repository): readonly PullRequestIssue[] {
  return issuesOf(store, repository).filter(isPullRequest);
}

/** The open pull requests that come from a branch, into whichever repository. */
export function pullRequestsFrom(store: Store, { id }: Repository, branch: string): readonly PullRequestIssue[] {
  return [...store.issues.values()]
    .filter(isPullRequest)
    .filter(({ state, fate }) => state === 'open' && fate.kind === 'live')
    .filter(({ pullRequest }) => pullRequest.headRepositoryId === id && pullRequest.head === branch);
}

/** Where its head is. */
export function headRepositoryOf(store: Store, { pullRequest }: PullRequestIssue): Repository {
  return known(store.repositories, pullRequest.headRepositoryId);
}

/** Whether its head is in another repository than its base. */
export function isFromFork({ pullRequest, repositoryId }: PullRequestIssue): boolean {
  return pullRequest.headRepositoryId !== repositoryId;
}

/** The pull request of this number; 404 otherwise. */
export function pullRequestNumbered(store: Store, repository: Repository, number: number): PullRequestIssue {
  const found = pullRequestsOf(store, repository).find((one) => one.number === number);
  if (found === undefined) throw notFound();
  return found;
}

/** The pull request as it is now. */
export function currentPullRequest(store: Store, pull: PullRequestIssue): PullRequestIssue {
  const current = liveIssue(store, pull);
  if (!isPullRequest(current)) throw notFound();
  return current;
}

function isOfJob(actor: Actor): boolean {
  return actor.kind === 'installation' && actor.app.slug === 'github-actions';
}

/** Opens a pull request: 403 for a workflow where the repository does not let it, 422 when one for the same branches is open, or when there is nothing to merge. */
export function createPullRequest(
  store: Store,
  actor: Actor,
  repository: Repository,
  input: PullRequestInput,
): PullRequestIssue {
  demand(store, actor, repository, { role: 'read', permission: 'pull_requests', level: 'write' });
  if (isOfJob(actor) && known(store.repositories, repository.id).actionsOpenPulls !== true)
    throw new Refusal(403, 'GitHub Actions is not permitted to create or approve pull requests.');
  checkTitle(input.title);
  checkIssueBody(input.body ?? null);
  const { base, head } = input;
  const headRepository = input.headRepository ?? repository;
  const message = `A pull request already exists for ${known(store.users, headRepository.ownerId).login}:${head}.`;
  const same = pullRequestsOf(store, repository).some(
    ({ state, pullRequest }) =>
      state === 'open' &&
      pullRequest.base === base &&
      pullRequest.head === head &&
      pullRequest.headRepositoryId === headRepository.id,
  );
  if (same) throw invalid({ resource: 'PullRequest', code: 'custom', field: 'base', message });
  if (input.size.commits === 0) {
    const none = `No commits between ${base} and ${head}`;
    throw invalid({ resource: 'PullRequest', code: 'custom', field: 'head', message: none });
  }
  const pullRequest: PullRequest = {
    id: nextId(store, 'pullRequest'),
    draft: input.draft ?? false,
    base,
    head,
    headRepositoryId: headRepository.id,
    maintainerCanModify: headRepository.id !== repository.id && (input.maintainerCanModify ?? true),
    baseSha: input.baseSha,
    headSha: input.headSha,
    size: input.size,
    merge: null,
    autoMerge: null,
    queued: null,
    requests: [],
    codeOwners: [],
  };
  const { title, body } = input;
  const issue = putNewIssue(store, actor, repository, { title, body: body ?? null, pullRequest });
  appendIssueEvent(store, actor, issue, { action: 'opened' });
  return currentPullRequest(store, { ...issue, pullRequest });
}

/** Replaces own fields of a pull request, without an event. */
export function changePullRequest(
  store: Store,
  pull: PullRequestIssue,
  fields: Partial<PullRequest>,
): PullRequestIssue {
  const pullRequest = { ...currentPullRequest(store, pull).pullRequest, ...fields };
  return { ...changeIssue(store, pull, { pullRequest }), pullRequest };
}

/** Its head branch has moved. */
export function moveHead(
  store: Store,
  actor: Actor,
  pull: PullRequestIssue,
  to: Pick<PullRequest, 'headSha' | 'size'>,
): PullRequestIssue {
  const before = pull.pullRequest.headSha;
  const changed = changePullRequest(store, pull, to);
  appendEvent(store, {
    event: 'pull_request',
    action: 'synchronize',
    before,
    after: to.headSha,
    pullRequest: changed,
    sender: actor.user,
    repository: repositoryOf(store, changed),
  });
  return changed;
}

/** It is to go into another branch. */
export function retarget(
  store: Store,
  actor: Actor,
  pull: PullRequestIssue,
  to: Pick<PullRequest, 'base' | 'baseSha' | 'size'>,
): PullRequestIssue {
  const wanted = { role: 'write', permission: 'pull_requests', level: 'write', authorId: pull.authorId } as const;
  demand(store, actor, repositoryOf(store, pull), wanted);
  const { base, baseSha } = pull.pullRequest;
  const changed = changePullRequest(store, pull, to);
  recordIssueEvent(store, actor, changed, { event: 'base_ref_changed', from: base, to: to.base });
  appendEvent(store, {
    event: 'pull_request',
    action: 'edited',
    changes: { base: { ref: { from: base }, sha: { from: baseSha } } },
    pullRequest: changed,
    sender: actor.user,
    repository: repositoryOf(store, changed),
  });
  return changed;
}

/** Refuses whoever may not merge: people without write, apps without `contents: write`. */
export function demandMerge(store: Store, actor: Actor, pull: PullRequestIssue): void {
  demand(store, actor, repositoryOf(store, pull), { role: 'write', permission: 'contents', level: 'write' });
}

/** Marks it as merged by a commit of its base branch: closed, with the events of both. */
export function markMerged(store: Store, actor: Actor, pull: PullRequestIssue, sha: string): PullRequestIssue {
  const current = currentPullRequest(store, pull);
  if (current.pullRequest.merge !== null) throw new Refusal(405, 'Pull Request is not mergeable');
  const at = now(store);
  const pullRequest = {
    ...current.pullRequest,
    merge: { sha, at, byId: actor.user.id },
    autoMerge: null,
    queued: null,
  };
  const closing = { state: 'closed', closedAt: at, closedById: actor.user.id, pullRequest } as const;
  const merged = { ...changeIssue(store, current, closing), pullRequest };
  recordIssueEvent(store, actor, merged, { event: 'merged', commitId: sha });
  recordIssueEvent(store, actor, merged, { event: 'closed', stateReason: null, commitId: null });
  appendIssueEvent(store, actor, merged, { action: 'closed' });
  return merged;
}

/** Closes it because its head branch is gone. */
export function closeHeadless(store: Store, actor: Actor, pull: PullRequestIssue): void {
  const closed = changeIssue(store, pull, { state: 'closed', closedAt: now(store), closedById: actor.user.id });
  recordIssueEvent(store, actor, closed, { event: 'closed', stateReason: null, commitId: null });
  appendIssueEvent(store, asUser(actor.user), closed, { action: 'closed' });
}
