// The commit that a check is about, of a full id.
import { listRefs, readCommit } from '../git/index.ts';
import { folderOf } from '../git-host.ts';
import type { CheckedCommit } from '../state/checks.ts';
import { Refusal } from '../state/refusal.ts';
import type { Repository } from '../state/repository.ts';
import type { Store } from '../state/store.ts';
import { headCommitOf } from './head-commit.ts';

/** With the branch whose head it is, if any. 422 where there is no such commit. */
export async function checkedCommit(store: Store, repository: Repository, sha: string): Promise<CheckedCommit> {
  const folder = folderOf(store, repository);
  const commit = /^[0-9a-f]{40}$/.test(sha) ? await readCommit(folder, sha) : null;
  if (commit === null) throw new Refusal(422, `No commit found for SHA: ${sha}`);
  const heads = (await listRefs(folder, 'refs/heads/')).filter(({ oid }) => oid === commit.oid);
  return { commit: headCommitOf(commit), branch: heads[0]?.ref.slice('refs/heads/'.length) ?? null };
}
