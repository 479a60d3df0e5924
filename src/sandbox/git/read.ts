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

/** The object that a revision names; null when there is none. */
export async function readObject(folder: GitFolder, revision: string): Promise<GitObject | null> {
  if (revision === '' || /\p{Cc}/u.test(revision)) return null;
  const printed = await runGit(folder, ['cat-file', '--batch'], `${revision}\n`);
  const end = printed.indexOf(0x0a);
  const header = /^([0-9a-f]{40}) (\w+) (\d+)$/.exec(printed.subarray(0, end).toString('utf8'));
  if (header === null) return null;
  const [, oid = '', type = '', size = '0'] = header;
  return { oid, type, bytes: printed.subarray(end + 1, end + 1 + Number(size)) };
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
