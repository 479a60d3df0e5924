/** Reads files, folders and objects of a repository. */
import { resolveObject } from './refs.ts';
import { type GitFolder, readGit, runGit } from './run.ts';

/** A file's content; `text` is null for binary content. */
export type Blob = {
  readonly oid: string;
  readonly size: number;
  readonly bytes: Buffer;
  readonly text: string | null;
};

/** An entry of a folder; `size` in bytes for files. `path` is relative to the folder that was listed. */
export type TreeEntry = {
  readonly path: string;
  readonly mode: string;
  readonly type: 'blob' | 'tree' | 'commit';
  readonly oid: string;
  readonly size: number | null;
};

/** Any object: its kind, id and raw bytes. */
export type GitObject = { readonly type: string; readonly oid: string; readonly bytes: Buffer };

/** A file at a branch, tag, `HEAD` or id; null when there is no such file. */
export function readFile(folder: GitFolder, ref: string, path: string): Promise<Blob | null> {
  return readBlob(folder, `${ref}:${path}`);
}

/** The blob that a revision names (`HEAD:docs/a.md`, a blob's id); null when it names something else or nothing. */
export async function readBlob(folder: GitFolder, revision: string): Promise<Blob | null> {
  const found = await readObject(folder, revision);
  if (found === null || found.type !== 'blob') return null;
  const { oid, bytes } = found;
  return { oid, size: bytes.length, bytes, text: isBinary(bytes) ? null : bytes.toString('utf8') };
}

type Asked = {
  readonly revision: string;
  readonly resolve: (found: GitObject | null) => void;
  readonly reject: (problem: unknown) => void;
};

/** What is asked for in the same turn; one git answers it. */
const asked = new Map<GitFolder, Asked[]>();

/** The object that a revision names; null when there is none. */
export async function readObject(folder: GitFolder, revision: string): Promise<GitObject | null> {
  if (revision === '' || /\p{Cc}/u.test(revision)) return null;
  return new Promise((resolve, reject) => {
    const others = asked.get(folder);
    if (others === undefined) setImmediate(() => void answerAll(folder));
    asked.set(folder, [...(others ?? []), { revision, resolve, reject }]);
  });
}

async function answerAll(folder: GitFolder): Promise<void> {
  const all = asked.get(folder) ?? [];
  asked.delete(folder);
  // An expression that git cannot take at all ends it: then each is answered for itself.
  if (!(await answer(folder, all)) && all.length > 1) for (const one of all) await answer(folder, [one]);
}

/** Whether they were answered; one alone always is. */
async function answer(folder: GitFolder, all: readonly Asked[]): Promise<boolean> {
  try {
    let rest = await runGit(folder, ['cat-file', '--batch'], all.map(({ revision }) => `${revision}\n`).join(''));
    for (const { resolve } of all) {
      const { object, length } = firstObject(rest);
      resolve(object);
      rest = rest.subarray(length);
    }
    return true;
  } catch (problem) {
    if (all.length === 1) all[0]?.reject(problem);
    return false;
  }
}

/** The first answer in what git printed, and how long it is: `<id> <type> <size>`, the content and a line end, or one line that says why not. */
function firstObject(printed: Buffer): { readonly object: GitObject | null; readonly length: number } {
  const end = printed.indexOf(0x0a);
  const header = /^([0-9a-f]{40}) (\w+) (\d+)$/.exec(printed.subarray(0, end).toString('utf8'));
  if (header === null) return { object: null, length: end + 1 };
  const [, oid = '', type = '', size = '0'] = header;
  const last = end + 1 + Number(size);
  return { object: { oid, type, bytes: printed.subarray(end + 1, last) }, length: last + 1 };
}

/** The entries of a folder (`HEAD`, `main:docs`, a tree's id); null when the revision names no folder. With `recursive`, everything below it too. */
export async function listTree(
  folder: GitFolder,
  revision: string,
  recursive = false,
): Promise<readonly TreeEntry[] | null> {
  const object = await resolveObject(folder, revision);
  const tree = object === null ? null : await resolveObject(folder, `${object}^{tree}`);
  if (tree === null) return null;
  const printed = await readGit(folder, ['ls-tree', '-l', '-z', ...(recursive ? ['-r', '-t'] : []), tree]);
  return printed
    .split('\0')
    .filter((line) => line !== '')
    .map(readEntry);
}

function readEntry(line: string): TreeEntry {
  const [about = '', path = ''] = line.split('\t', 2);
  const [mode = '', type = '', oid = '', size = ''] = about.split(/ +/);
  return { path, mode, type: kindOf(type), oid, size: /^\d+$/.test(size) ? Number(size) : null };
}

function kindOf(type: string): TreeEntry['type'] {
  return type === 'tree' || type === 'commit' ? type : 'blob';
}

/** Git's own rule: a NUL among the first 8,000 bytes. */
function isBinary(bytes: Buffer): boolean {
  return bytes.subarray(0, 8000).includes(0);
}
