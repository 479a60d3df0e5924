/** Reads commits: logs, what a commit changed, and what a push brought. */
import { resolveCommit } from './refs.ts';
import { type GitFolder, readGit } from './run.ts';

/** A commit as git has it; dates are ISO 8601 in UTC. */
export type CommitInfo = {
  readonly oid: string;
  readonly tree: string;
  readonly parents: readonly string[];
  readonly author: Person;
  readonly committer: Person;
  readonly message: string;
};

type Person = { readonly name: string; readonly email: string; readonly date: string };

/** One file of a commit, compared with its first parent; counts are null for binary files. */
export type ChangedFile = {
  readonly path: string;
  readonly status: 'added' | 'removed' | 'modified';
  readonly additions: number | null;
  readonly deletions: number | null;
};

/** Which commits to list: newest first, those that touch a path, made in a span of time; 30 at most unless told. */
export type LogOptions = {
  readonly path?: string;
  readonly since?: string;
  readonly until?: string;
  readonly max?: number;
  readonly skip?: number;
};

const format = ['%H', '%T', '%P', '%an', '%ae', '%at', '%cn', '%ce', '%ct', '%B'].join('%x00');

/** Commits that a revision reaches, newest first; null when it names no commit. */
export async function log(
  folder: GitFolder,
  revision: string,
  options: LogOptions = {},
): Promise<readonly CommitInfo[] | null> {
  const start = await resolveCommit(folder, revision);
  if (start === null) return null;
  const limits = [`--max-count=${options.max ?? 30}`, `--skip=${options.skip ?? 0}`];
  if (options.since !== undefined) limits.push(`--since=${options.since}`);
  if (options.until !== undefined) limits.push(`--until=${options.until}`);
  const paths = options.path === undefined || options.path === '' ? [] : [`:(literal)${options.path}`];
  return readLog(folder, [...limits, start, '--', ...paths]);
}

/** One commit; null when there is none. */
export async function readCommit(folder: GitFolder, revision: string): Promise<CommitInfo | null> {
  return (await log(folder, revision, { max: 1 }))?.[0] ?? null;
}

/** The commits that `after` has and `before` has not, oldest first; all of them when `before` is null. Both are object ids. */
export function commitsBetween(
  folder: GitFolder,
  before: string | null,
  after: string,
): Promise<readonly CommitInfo[]> {
  return readLog(folder, ['--reverse', '--max-count=2048', after, ...(before === null ? [] : [`^${before}`]), '--']);
}

/** True when `before` is an ancestor of `after` (or the same); false when not, or when either does not exist. */
export async function isFastForward(folder: GitFolder, before: string, after: string): Promise<boolean> {
  const missing = await readGit(folder, ['rev-list', '--count', '--max-count=1', before, `^${after}`, '--']).catch(
    () => '1',
  );
  return missing.trim() === '0';
}

/** The files that a commit changed, by path. The id comes from git. */
export function changedFiles(folder: GitFolder, oid: string): Promise<readonly ChangedFile[]> {
  const compare = ['diff-tree', '--root', '-r', '-z', '--no-commit-id', '--no-renames', '--diff-merges=first-parent'];
  return filesOfDiff(folder, [...compare, oid]);
}

/** The files that a `diff-tree -z` without renames lists. */
export async function filesOfDiff(
  folder: GitFolder,
  [command = '', ...args]: readonly string[],
): Promise<readonly ChangedFile[]> {
  // First `:modes ids letter` and a path for each file, then the counts.
  const parts = (await readGit(folder, [command, '--raw', '--numstat', ...args])).split('\0');
  const end = parts.findIndex((part, at) => at % 2 === 0 && !part.startsWith(':'));
  const counts = new Map(parts.slice(end).filter(Boolean).map(readCounts));
  const files: ChangedFile[] = [];
  for (let at = 0; at < end; at += 2) {
    const path = parts[at + 1] ?? '';
    const [additions, deletions] = counts.get(path) ?? [null, null];
    files.push({ path, status: statusOf(parts[at]?.at(-1) ?? ''), additions, deletions });
  }
  return files;
}

async function readLog(folder: GitFolder, args: readonly string[]): Promise<readonly CommitInfo[]> {
  const printed = await readGit(folder, ['log', '-z', `--format=${format}%x00`, ...args]);
  const fields = printed.split('\0');
  const commits: CommitInfo[] = [];
  for (let at = 0; at + 10 < fields.length; at += 11) commits.push(commitOf(fields.slice(at, at + 10)));
  return commits;
}

function commitOf(fields: readonly string[]): CommitInfo {
  const [oid = '', tree = '', parents = '', an = '', ae = '', at = '', cn = '', ce = '', ct = '', message = ''] =
    fields;
  return {
    oid,
    tree,
    parents: parents.split(' ').filter(Boolean),
    author: { name: an, email: ae, date: instant(at) },
    committer: { name: cn, email: ce, date: instant(ct) },
    message: message.replace(/\n+$/, ''),
  };
}

function instant(seconds: string): string {
  return new Date(Number(seconds) * 1000).toISOString().replace('.000Z', 'Z');
}

function readCounts(line: string): [string, [number | null, number | null]] {
  const [added = '-', removed = '-', ...path] = line.split('\t');
  return [path.join('\t'), [countOf(added), countOf(removed)]];
}

function countOf(text: string): number | null {
  return text === '-' ? null : Number(text);
}

function statusOf(letter: string): ChangedFile['status'] {
  if (letter === 'A') return 'added';
  return letter === 'D' ? 'removed' : 'modified';
}
