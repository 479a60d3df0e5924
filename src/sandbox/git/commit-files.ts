/** Commits files to a branch of a bare repository in one go, through `git fast-import`. */

import { resolveCommit } from './refs.ts';
import { isSafePath } from './repository.ts';
import { GitFailed, type GitFolder, inTurn, runGit } from './run.ts';

/** Who made a commit, and when. */
export type Signature = { readonly name: string; readonly email: string; readonly date: Date };

/** What to commit: whole contents by path, null to delete. The branch is made when it does not exist (from nothing). */
export type Commit = {
  readonly branch: string;
  readonly files: Readonly<Record<string, string | Uint8Array | null>>;
  readonly message: string;
  readonly author: Signature;
  /** The author where absent. */
  readonly committer?: Signature;
};

/** The new commit's id. Rejects with `GitFailed` for an unsafe path or a branch name that git does not allow. */
export async function commitFiles(folder: GitFolder, commit: Commit): Promise<string> {
  const oid = await commitIf(folder, commit, () => true);
  if (oid === null) throw new Error('any head was right');
  return oid;
}

/** The same on a branch whose head is still the one that was looked at; null, and nothing is written, when it is another. */
export function commitFilesOn(folder: GitFolder, expected: string, commit: Commit): Promise<string | null> {
  return commitIf(folder, commit, (head) => head === expected);
}

function commitIf(
  folder: GitFolder,
  commit: Commit,
  isRight: (head: string | null) => boolean,
): Promise<string | null> {
  const unsafe = Object.keys(commit.files).find((path) => !isSafePath(path));
  if (unsafe !== undefined) return Promise.reject(new GitFailed('fast-import', null, `path not allowed: ${unsafe}`));
  return inTurn(folder, async () => {
    const ref = `refs/heads/${commit.branch}`;
    await runGit(folder, ['check-ref-format', ref]);
    const parent = await resolveCommit(folder, ref);
    if (!isRight(parent)) return null;
    const printed = await runGit(folder, ['fast-import', '--quiet', '--done'], streamOf(ref, parent, commit));
    return printed.toString('utf8').trim();
  });
}

function streamOf(ref: string, parent: string | null, commit: Commit): Buffer {
  const head = commitHead({ ref, mark: 1, ...commit });
  return streamed([
    ...head,
    parent === null ? '' : `from ${parent}\n`,
    ...changesOf(commit.files),
    '\nget-mark :1\ndone\n',
  ]);
}

/** The beginning of a commit in a stream for `git fast-import`. */
export function commitHead(
  commit: Omit<Commit, 'branch' | 'files'> & { readonly ref: string; readonly mark: number },
): readonly (string | Uint8Array)[] {
  return [
    `commit ${commit.ref}\nmark :${commit.mark}\n`,
    `author ${signed(commit.author)}\ncommitter ${signed(commit.committer ?? commit.author)}\n`,
    ...dataOf(commit.message),
  ];
}

/** The files of a commit in such a stream. */
export function changesOf(files: Commit['files']): readonly (string | Uint8Array)[] {
  return Object.entries(files).flatMap(([path, content]) =>
    content === null ? [`D ${quoted(path)}\n`] : [`M 100644 inline ${quoted(path)}\n`, ...dataOf(content)],
  );
}

/** The whole stream. */
export function streamed(parts: readonly (string | Uint8Array)[]): Buffer {
  return Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : part)));
}

function dataOf(content: string | Uint8Array): readonly (string | Uint8Array)[] {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  return [`data ${bytes.length}\n`, bytes, '\n'];
}

/** A signature as git writes it. */
export function signed({ name, email, date }: Signature): string {
  const plain = (text: string) => text.replace(/[<>\p{Cc}]/gu, '');
  return `${plain(name)} <${plain(email)}> ${Math.floor(date.getTime() / 1000)} +0000`;
}

function quoted(path: string): string {
  return `"${path.replace(/["\\]/g, '\\$&')}"`;
}
