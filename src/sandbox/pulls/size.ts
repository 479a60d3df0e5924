// How much a change is: the commits that one branch has and another has not, and the files they change.
import { aheadBehind, filesBetween, mergeBase, patchesBetween } from '../git/index.ts';
import type { ChangeSize } from '../state/pull-request.ts';

/** The size of a change, against where the two commits part. */
export async function sizeOf(folder: string, base: string, head: string): Promise<ChangeSize> {
  const [{ ahead }, files] = await Promise.all([aheadBehind(folder, base, head), changedSince(folder, base, head)]);
  const sum = (name: 'additions' | 'deletions') => files.reduce((total, file) => total + (file[name] ?? 0), 0);
  return { commits: ahead, additions: sum('additions'), deletions: sum('deletions'), changedFiles: files.length };
}

/** The files that `head` changes since it parted from `base`. Without a common commit they are all files that differ. */
export async function changedSince(folder: string, base: string, head: string) {
  return filesBetween(folder, (await mergeBase(folder, base, head)) ?? base, head);
}

/** Their patches, by path. */
export async function patchesSince(folder: string, base: string, head: string): Promise<ReadonlyMap<string, string>> {
  return patchesBetween(folder, (await mergeBase(folder, base, head)) ?? base, head);
}

/** How a head stands to a base. */
export function compareStatus(ahead: number, behind: number): 'identical' | 'ahead' | 'behind' | 'diverged' {
  if (ahead === 0) return behind === 0 ? 'identical' : 'behind';
  return behind === 0 ? 'ahead' : 'diverged';
}
