// `refs/pull/{number}/head`: a pull request's head, by a name in the repository of its base.
import { copyBranch, createRef, updateRef } from '../git/index.ts';
import { folderOf } from '../git-folder.ts';
import type { PullRequestIssue } from '../state/issue.ts';
import { repositoryOf } from '../state/issue-changes.ts';
import type { Repository } from '../state/repository.ts';
import type { Store } from '../state/store.ts';

/** Brings the commits of a branch in a fork to where the pull request goes. */
export async function fetchHead(store: Store, from: Repository, to: Repository, branch: string): Promise<void> {
  if (from.id !== to.id) await copyBranch(folderOf(store, from), folderOf(store, to), branch);
}

/** Moves the name to where the head is now. */
export async function pointHead(store: Store, pull: PullRequestIssue): Promise<void> {
  const folder = folderOf(store, repositoryOf(store, pull));
  const ref = `refs/pull/${pull.number}/head`;
  const moved = await updateRef(folder, ref, pull.pullRequest.headSha, true);
  if (!moved.ok) await createRef(folder, ref, pull.pullRequest.headSha);
}
