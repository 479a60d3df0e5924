/** Many open pull requests at once, for budgets: one import into git, and the state beside it. */
import { importCommits, resolveRef } from '../../src/sandbox/git/index.ts';
import { folderOf } from '../../src/sandbox/git-host.ts';
import { signatureOf } from '../../src/sandbox/signature.ts';
import type { Sandbox } from '../../src/sandbox/start-sandbox.ts';
import { asUser, createPullRequest, known, type PullRequestIssue } from '../../src/sandbox/state/index.ts';

/** Opens this many, each with a branch of one commit on main. */
export async function openManyPulls(sandbox: Sandbox, count: number): Promise<readonly PullRequestIssue[]> {
  const { store, seeded } = sandbox;
  const repository = known(store.repositories, seeded.repository.id);
  const folder = folderOf(store, repository);
  const base = repository.defaultBranch;
  const baseSha = await resolveRef(folder, `refs/heads/${base}`);
  if (baseSha === null) throw new Error(`there is no ${base}`);
  const author = asUser(seeded.people.responder);
  const branches = Array.from({ length: count }, (_, index) => `change-${index + 1}`);
  const commits = branches.map((branch) => ({
    ref: `refs/heads/${branch}`,
    parents: [baseSha],
    files: { [`${branch}.txt`]: `${branch}\n` },
    message: `Add ${branch}`,
    author: signatureOf(store, author),
  }));
  const written = await importCommits(folder, commits);
  const size = { commits: 1, additions: 1, deletions: 0, changedFiles: 1 };
  return branches.map((head, index) => {
    const headSha = written[index]?.oid ?? '';
    return createPullRequest(store, author, repository, { title: `Add ${head}`, base, head, baseSha, headSha, size });
  });
}
