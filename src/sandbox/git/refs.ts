/** Resolves and changes the references of a repository. Names come from outside: they travel on standard input or after `--end-of-options`. */
import { GitFailed, type GitFolder, inTurn, readGit, runGit } from './run.ts';

/** A reference and the object it points at. */
export type Ref = { readonly ref: string; readonly oid: string };

/** Whether a reference was changed, and why not. */
export type RefChange =
  | { readonly ok: true }
  | { readonly ok: false; readonly reason: 'exists' | 'missing' | 'bad-name' | 'no-object' | 'not-fast-forward' };

/** The commit that a branch, tag, full reference, `HEAD` or (short) id names; null when there is none. */
export function resolveCommit(folder: GitFolder, name: string): Promise<string | null> {
  return resolveObject(folder, `${name}^{commit}`);
}

/** The object id that a revision names (`main`, `HEAD:docs`, an id); null when there is none. */
export async function resolveObject(folder: GitFolder, revision: string): Promise<string | null> {
  if (/\p{Cc}/u.test(revision)) return null;
  try {
    return (await readGit(folder, ['rev-parse', '--verify', '--quiet', '--end-of-options', revision])).trim();
  } catch (problem) {
    if (problem instanceof GitFailed) return null;
    throw problem;
  }
}

/** The id that exactly this full reference (`refs/heads/main`) points at; null when there is none. */
export async function resolveRef(folder: GitFolder, ref: string): Promise<string | null> {
  return (await listRefs(folder, ref)).find((found) => found.ref === ref)?.oid ?? null;
}

/** References below a prefix (`refs/heads/`), or that one reference, by name. */
export async function listRefs(folder: GitFolder, prefix = 'refs/'): Promise<readonly Ref[]> {
  const printed = await readGit(folder, [
    'for-each-ref',
    '--format=%(objectname) %(refname)',
    '--end-of-options',
    prefix.replace(/[*?[\\]/g, '\\$&'),
  ]);
  return printed
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => ({ oid: line.slice(0, 40), ref: line.slice(41) }));
}

/** The name of the default branch, whether or not it has a commit. */
export async function defaultBranch(folder: GitFolder): Promise<string> {
  return (await readGit(folder, ['symbolic-ref', '--short', 'HEAD'])).trim();
}

/** Makes a reference that must not exist. */
export function createRef(folder: GitFolder, ref: string, oid: string): Promise<RefChange> {
  return changing(folder, ref, async () => {
    if ((await resolveRef(folder, ref)) !== null) return refused('exists');
    if (!(await hasObject(folder, oid))) return refused('no-object');
    return write(folder, `create ${ref}\0${oid}\0`);
  });
}

/** Moves a reference that must exist; without `force` only forward. */
export function updateRef(folder: GitFolder, ref: string, oid: string, force = false): Promise<RefChange> {
  return changing(folder, ref, async () => {
    const before = await resolveRef(folder, ref);
    if (before === null) return refused('missing');
    if (!(await hasObject(folder, oid))) return refused('no-object');
    if (!force && !(await isAncestor(folder, before, oid))) return refused('not-fast-forward');
    return write(folder, `update ${ref}\0${oid}\0${before}\0`);
  });
}

/** Removes a reference that must exist. */
export function deleteRef(folder: GitFolder, ref: string): Promise<RefChange> {
  return changing(folder, ref, async () => {
    if ((await resolveRef(folder, ref)) === null) return refused('missing');
    return write(folder, `delete ${ref}\0\0`);
  });
}

async function changing(folder: GitFolder, ref: string, change: () => Promise<RefChange>): Promise<RefChange> {
  if (!ref.startsWith('refs/') || !(await succeeds(folder, ['check-ref-format', ref]))) return refused('bad-name');
  return inTurn(folder, change);
}

async function write(folder: GitFolder, commands: string): Promise<RefChange> {
  await runGit(folder, ['update-ref', '-z', '--stdin'], commands);
  return { ok: true };
}

function refused(reason: Extract<RefChange, { ok: false }>['reason']): RefChange {
  return { ok: false, reason };
}

function hasObject(folder: GitFolder, oid: string): Promise<boolean> {
  return /^[0-9a-f]{40}$/.test(oid) ? succeeds(folder, ['cat-file', '-e', oid]) : Promise.resolve(false);
}

function isAncestor(folder: GitFolder, before: string, after: string): Promise<boolean> {
  return succeeds(folder, ['merge-base', '--is-ancestor', before, after]);
}

async function succeeds(folder: GitFolder, args: readonly string[]): Promise<boolean> {
  try {
    await runGit(folder, args);
    return true;
  } catch (problem) {
    if (problem instanceof GitFailed) return false;
    throw problem;
  }
}
