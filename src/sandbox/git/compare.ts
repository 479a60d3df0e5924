/** Compares two commits: where they part, what each has that the other has not, and which files differ. */
import { type ChangedFile, filesOfDiff } from './history.ts';
import { GitFailed, type GitFolder, readGit } from './run.ts';

/** The newest commit that both have; null when they have none in common. */
export async function mergeBase(folder: GitFolder, one: string, other: string): Promise<string | null> {
  try {
    return (await readGit(folder, ['merge-base', one, other])).trim();
  } catch (problem) {
    if (problem instanceof GitFailed && problem.status === 1) return null;
    throw problem;
  }
}

/** How many commits `head` has that `base` has not, and the other way round. Both are object ids. */
export async function aheadBehind(
  folder: GitFolder,
  base: string,
  head: string,
): Promise<{ readonly ahead: number; readonly behind: number }> {
  const printed = await readGit(folder, ['rev-list', '--left-right', '--count', `${base}...${head}`, '--']);
  const [behind = 0, ahead = 0] = printed.trim().split(/\s+/).map(Number);
  return { ahead, behind };
}

/** Whether two heads change the same against where each parts from a base: then only the base, or messages, are others. */
export async function isSameChange(
  folder: GitFolder,
  base: string,
  [one, other]: readonly [string, string],
): Promise<boolean> {
  const changeOf = async (head: string) => {
    const start = (await mergeBase(folder, base, head)) ?? base;
    return readGit(folder, ['diff-tree', '-r', '-z', '--no-renames', start, head]);
  };
  return (await changeOf(one)) === (await changeOf(other));
}

/** The files that differ between two commits, by path; renames are a removal and an addition. Both are object ids. */
export function filesBetween(folder: GitFolder, from: string, to: string): Promise<readonly ChangedFile[]> {
  return filesOfDiff(folder, ['diff-tree', '-r', '-z', '--no-renames', from, to]);
}
