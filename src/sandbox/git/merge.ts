/** Merges without a working tree: what a merge of two commits would be, and the commits that merging, squashing and rebasing make. */
import { type Signature, signed } from './commit-files.ts';
import { mergeBase } from './compare.ts';
import { commitsBetween, readCommit } from './history.ts';
import { GitFailed, type GitFolder, readGit } from './run.ts';

/** The tree that merging `theirs` into `ours` gives; null when they conflict, or have no history in common. */
export async function mergedTree(folder: GitFolder, ours: string, theirs: string): Promise<string | null> {
  try {
    const printed = await readGit(folder, ['merge-tree', '--write-tree', '--no-messages', ours, theirs]);
    return printed.trim();
  } catch (problem) {
    if (problem instanceof GitFailed && (problem.status === 1 || /unrelated histories/.test(problem.message)))
      return null;
    throw problem;
  }
}

/** What a commit is made of; the committer is the author where absent. */
export type NewCommit = {
  readonly tree: string;
  readonly parents: readonly string[];
  readonly author: Signature;
  readonly committer?: Signature;
  readonly message: string;
};

/** Writes a commit that no reference points at yet; its id. */
export async function writeCommit(folder: GitFolder, commit: NewCommit): Promise<string> {
  const lines = [
    `tree ${commit.tree}`,
    ...commit.parents.map((parent) => `parent ${parent}`),
    `author ${signed(commit.author)}`,
    `committer ${signed(commit.committer ?? commit.author)}`,
    '',
    commit.message,
  ];
  const text = `${lines.join('\n').trimEnd()}\n`;
  return (await readGit(folder, ['hash-object', '-t', 'commit', '-w', '--stdin'], text)).trim();
}

/** The commits of `head` again on top of `base`, each with its own author and message; the last one's id, null when one conflicts. */
export async function rebased(
  folder: GitFolder,
  base: string,
  head: string,
  committer: Signature,
): Promise<string | null> {
  const start = await mergeBase(folder, base, head);
  const commits = (await commitsBetween(folder, start, head)).filter(({ parents }) => parents.length < 2);
  let top = base;
  for (const { oid, parents, author, message } of commits) {
    const tree = await pickedTree(folder, top, oid, parents, committer);
    if (tree === null) return null;
    const by = { name: author.name, email: author.email, date: new Date(author.date) };
    top = await writeCommit(folder, { tree, parents: [top], author: by, committer, message });
  }
  return top;
}

/** One commit's change on top of another commit. The merge is told the commit's parent as base by a commit that has `onto`'s files and that parent. */
async function pickedTree(
  folder: GitFolder,
  onto: string,
  oid: string,
  parents: readonly string[],
  author: Signature,
): Promise<string | null> {
  const there = await readCommit(folder, onto);
  if (there === null) return null;
  const ours = await writeCommit(folder, { tree: there.tree, parents, author, message: 'base of a pick' });
  return mergedTree(folder, ours, oid);
}
