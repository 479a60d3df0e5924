/** Fields of git's objects, read from the real repository. */
import {
  listRefs,
  listTree,
  readBlob,
  readCommit,
  readObject,
  resolveCommit,
  type TreeEntry,
} from '../../git/index.ts';
import { folderOf } from '../../git-host.ts';
import type { Repository } from '../../state/repository.ts';
import { object, optionalText } from '../arguments.ts';
import { type Connection, connect } from '../connection.ts';
import { demandRead } from '../rights.ts';
import {
  type Args,
  type Context,
  countable,
  type Fields,
  type GitThing,
  type Thing,
  thing,
  type Values,
} from '../things.ts';
import { protectionOfRef, rulesOfRef } from './branch-rule.ts';
import { compareRef } from './commit.ts';
import { gitCommon, gitId } from './git-common.ts';

/** What `repository.object(expression:)` or `(oid:)` names; null when there is no such object. */
export async function objectNamed(repository: Repository, args: Args, context: Context): Promise<Thing | null> {
  demandRead(context, repository, 'contents');
  const expression = optionalText(args, 'expression') ?? optionalText(args, 'oid');
  if (expression === undefined) return null;
  const folder = folderOf(context.store, repository);
  const found = await readObject(folder, expression);
  if (found === null) return null;
  const git: GitThing = { repository, folder, oid: found.oid };
  if (found.type === 'blob') return thing('Blob', git);
  return found.type === 'tree' ? thing('Tree', git) : thing('Commit', git);
}

/** The default branch; null while the repository has no commit. */
export async function defaultBranchRef(repository: Repository, context: Context): Promise<Thing | null> {
  return branchRef(repository, `refs/heads/${repository.defaultBranch}`, context);
}

/** A reference by its full name; null when there is none. */
export async function branchRef(repository: Repository, name: string, context: Context): Promise<Thing | null> {
  demandRead(context, repository, 'contents');
  const oid = await resolveCommit(folderOf(context.store, repository), name);
  return oid === null ? null : thing('Ref', { repository, name, oid });
}

/** `repository.refs`: below a prefix, by name or by the date of what they point to. A tag stands for its commit: annotated tags have no object of their own here. */
export async function repositoryRefs(repository: Repository, args: Args, context: Context): Promise<Connection> {
  demandRead(context, repository, 'contents');
  const { field, direction } = { field: 'ALPHABETICAL', direction: 'ASC', ...object(args, 'orderBy') };
  const folder = folderOf(context.store, repository);
  const refs = await listRefs(folder, optionalText(args, 'refPrefix') ?? 'refs/');
  const read = await Promise.all(refs.map(async ({ ref }) => ({ name: ref, commit: await readCommit(folder, ref) })));
  const found = read.flatMap(({ name, commit }) =>
    commit === null ? [] : [{ name, oid: commit.oid, date: commit.committer.date }],
  );
  const sorted = found.toSorted((a, b) =>
    field === 'TAG_COMMIT_DATE' ? a.date.localeCompare(b.date) : a.name.localeCompare(b.name),
  );
  const ordered = direction === 'DESC' ? sorted.toReversed() : sorted;
  return connect(ordered, countable(args), {
    name: 'refs',
    key: ({ name }) => name,
    node: ({ name, oid }) => thing('Ref', { repository, name, oid }),
  });
}

/** Fields of `Ref`: `name` without, `prefix` with the kind. */
export const refFields: Fields<Values['Ref']> = {
  id: ({ repository, name }) => gitId('REF', repository, name),
  name: ({ name }) => name.replace(/^refs\/(heads|tags)\//, ''),
  prefix: ({ name }) => /^refs\/(?:heads|tags)\//.exec(name)?.[0] ?? 'refs/',
  repository: ({ repository }) => thing('Repository', repository),
  compare: compareRef,
  branchProtectionRule: (ref, _args, context) => protectionOfRef(ref, context),
  rules: rulesOfRef,
  target: ({ repository, oid }, _args, { store }) =>
    thing('Commit', { repository, folder: folderOf(store, repository), oid }),
};

/** Fields of `Blob`; `text` is null for binary content. */
export const blobFields: Fields<GitThing> = {
  ...gitCommon,
  id: ({ repository, oid }) => gitId('B', repository, oid),
  text: async (git) => (await blobOf(git)).text,
  byteSize: async (git) => (await blobOf(git)).size,
  isBinary: async (git) => (await blobOf(git)).text === null,
  isTruncated: () => false,
};

/** Fields of `Tree`. */
export const treeFields: Fields<GitThing> = {
  ...gitCommon,
  id: ({ repository, oid }) => gitId('T', repository, oid),
  entries: async (git) => ((await listTree(git.folder, git.oid)) ?? []).map((entry) => entryIn(git, entry)),
};

/** What is there of a `TreeEntry`; the commit of a submodule is in another repository, so no object is. */
function entryIn({ repository, folder }: GitThing, { path, mode, type, oid, size }: TreeEntry) {
  const git: GitThing = { repository, folder, oid };
  const found = type === 'blob' ? thing('Blob', git) : thing('Tree', git);
  const object = type === 'commit' ? null : found;
  return { name: path, mode: Number.parseInt(mode, 8), type, oid, size: size ?? 0, object };
}

async function blobOf({ folder, oid }: GitThing) {
  const blob = await readBlob(folder, oid);
  if (blob === null) throw new Error(`no blob ${oid}`);
  return blob;
}
