/** Copies between repositories on this machine: all of one, or one branch's commits. */
import { type GitFolder, inTurn, runGit } from './run.ts';

/** Fetches branches and tags of another repository, under the same names. */
export function copyRefs(from: GitFolder, to: GitFolder): Promise<void> {
  return fetchFrom(from, to, ['+refs/heads/*:refs/heads/*', '+refs/tags/*:refs/tags/*']);
}

/** Fetches what a branch of another repository reaches, without a name for it here. */
export function copyBranch(from: GitFolder, to: GitFolder, branch: string): Promise<void> {
  return fetchFrom(from, to, [`refs/heads/${branch}`]);
}

function fetchFrom(from: GitFolder, to: GitFolder, what: readonly string[]): Promise<void> {
  return inTurn(to, async () => {
    await runGit(to, ['fetch', '--quiet', '--no-tags', '--no-write-fetch-head', '--no-auto-gc', from, ...what]);
  });
}
