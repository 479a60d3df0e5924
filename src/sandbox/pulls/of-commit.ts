// Which pull requests a commit belongs to.
import { isFastForward } from '../git/index.ts';
import { folderOf } from '../git-host.ts';
import type { PullRequestIssue } from '../state/issue.ts';
import { pullRequestsOf } from '../state/pull-requests.ts';
import type { Repository } from '../state/repository.ts';
import type { Store } from '../state/store.ts';

/** Those that have the commit among theirs: the one that merged it, and where none did those that are open with it. */
export async function pullsOfCommit(
  store: Store,
  repository: Repository,
  oid: string,
): Promise<readonly PullRequestIssue[]> {
  const folder = folderOf(store, repository);
  const all = pullRequestsOf(store, repository);
  const having = await Promise.all(all.map((pull) => hasCommit(folder, pull, oid)));
  const found = all.filter((_, index) => having[index]);
  const merged = found.filter(({ pullRequest }) => pullRequest.merge !== null);
  return merged.length > 0 ? merged : found.filter(({ state }) => state === 'open');
}

/** Its merge commit, or a commit that its head has and its base had not. */
async function hasCommit(folder: string, { pullRequest }: PullRequestIssue, oid: string): Promise<boolean> {
  if (pullRequest.merge?.sha === oid || pullRequest.headSha === oid) return true;
  if (!(await isFastForward(folder, oid, pullRequest.headSha))) return false;
  return !(await isFastForward(folder, oid, pullRequest.baseSha));
}
