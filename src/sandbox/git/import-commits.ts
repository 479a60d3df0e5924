/** Writes many commits in one go, through one `git fast-import`. */
import { type Commit, changesOf, commitHead, type Signature, streamed } from './commit-files.ts';
import { type GitFolder, inTurn, runGit } from './run.ts';

/** One of them. Parents are ids of commits that are there, or positions in the list of those before it. */
export type PastCommit = {
  readonly ref: string;
  readonly parents: readonly (string | number)[];
  readonly files: Commit['files'];
  readonly message: string;
  readonly author: Signature;
  readonly committer?: Signature;
  /** Tags to put on it. */
  readonly tags?: readonly string[];
};

/** A commit that was written. */
export type Imported = { readonly oid: string; readonly tree: string };

/** The new commits, in order; each moves its reference. */
export function importCommits(folder: GitFolder, commits: readonly PastCommit[]): Promise<readonly Imported[]> {
  return inTurn(folder, async () => {
    const stream = streamed([...commits.flatMap(partsOf), 'done\n']);
    const printed = await runGit(folder, ['fast-import', '--quiet', '--done'], stream);
    const oids = printed.toString('utf8').trim().split('\n');
    const trees = await runGit(folder, ['rev-parse', ...oids.map((oid) => `${oid}^{tree}`)]);
    const treeOf = trees.toString('utf8').trim().split('\n');
    return oids.map((oid, index) => ({ oid, tree: treeOf[index] ?? '' }));
  });
}

function partsOf(
  { parents, files, tags = [], ...commit }: PastCommit,
  index: number,
): readonly (string | Uint8Array)[] {
  const named = parents.map((parent) => (typeof parent === 'number' ? `:${parent + 1}` : parent));
  return [
    ...commitHead({ ...commit, mark: index + 1 }),
    ...named.map((parent, at) => `${at === 0 ? 'from' : 'merge'} ${parent}\n`),
    ...changesOf(files),
    `\nget-mark :${index + 1}\n`,
    ...tags.map((tag) => `reset refs/tags/${tag}\nfrom :${index + 1}\n\n`),
  ];
}
