/** The patches of the files that differ between two commits, as GitHub shows them: without the lines before the first hunk. */
import { type GitFolder, readGit } from './run.ts';

/** By path. Both are object ids. Files without lines, such as binary ones, have none. */
export async function patchesBetween(
  folder: GitFolder,
  from: string,
  to: string,
): Promise<ReadonlyMap<string, string>> {
  const printed = await readGit(folder, ['diff-tree', '-r', '-p', '--no-renames', '--no-color', from, to]);
  // A line of a file never begins so: it has a sign before it.
  const found = printed.split(/^(?=diff --git )/m).map(readPatch);
  return new Map(found.filter(([path, patch]) => path !== '' && patch !== ''));
}

function readPatch(text: string): readonly [string, string] {
  const at = text.search(/^@@ /m);
  if (at < 0) return ['', ''];
  const names = [...text.slice(0, at).matchAll(/^(?:---|\+\+\+) "?[ab]\/(.+?)"?\t?$/gm)];
  return [names.at(-1)?.[1] ?? '', text.slice(at).trimEnd()];
}
