// Whether a commit is one of a pull request's.
import { commitsBetween } from '../git/index.ts';
import { folderOf } from '../git-host.ts';
import type { PullRequestIssue } from '../state/issue.ts';
import { repositoryOf } from '../state/issue-changes.ts';
import { Refusal } from '../state/refusal.ts';
import type { Store } from '../state/store.ts';

/** Refuses a commit that is none of its own: 422. */
export async function demandInPull(store: Store, pull: PullRequestIssue, oid: string): Promise<void> {
  const { baseSha, headSha } = pull.pullRequest;
  if (oid === headSha) return;
  const commits = await commitsBetween(folderOf(store, repositoryOf(store, pull)), baseSha, headSha);
  if (!commits.some((commit) => commit.oid === oid))
    throw new Refusal(422, 'Unprocessable Entity', { errors: ['The commit_id is not part of the pull request'] });
}
