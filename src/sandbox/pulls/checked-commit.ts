// The commit that a check is about, of a full id.
import { type GitFolder, listRefs, readCommit } from '../git/index.ts';
import { folderOf } from '../git-host.ts';
import { type CheckedCommit, suitesAt } from '../state/checks.ts';
import { isFromFork, pullRequestsOf } from '../state/pull-requests.ts';
import { Refusal } from '../state/refusal.ts';
import type { Repository } from '../state/repository.ts';
import type { Store } from '../state/store.ts';
import { headCommitOf } from './head-commit.ts';

/** With the branch whose head it is, if any. 422 where there is no such commit. */
export async function checkedCommit(store: Store, repository: Repository, sha: string): Promise<CheckedCommit> {
  const [known] = suitesAt(store, repository, sha);
  // A commit stays as it is: git is asked once.
  if (known !== undefined) return { commit: known.headCommit, branch: known.headBranch };
  const folder = folderOf(store, repository);
  const commit = /^[0-9a-f]{40}$/.test(sha) ? await readCommit(folder, sha) : null;
  if (commit === null) throw new Refusal(422, `No commit found for SHA: ${sha}`);
  const pull = pullRequestsOf(store, repository).find(({ pullRequest }) => pullRequest.headSha === sha);
  // Branches of forks are not seen here.
  const head = pull === undefined || isFromFork(pull) ? null : pull.pullRequest.head;
  return { commit: headCommitOf(commit), branch: head ?? (await branchAt(folder, sha)) };
}

async function branchAt(folder: GitFolder, sha: string): Promise<string | null> {
  const head = (await listRefs(folder, 'refs/heads/')).find(({ oid }) => oid === sha);
  return head?.ref.slice('refs/heads/'.length) ?? null;
}
