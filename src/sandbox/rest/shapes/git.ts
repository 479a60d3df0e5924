// Commits, files and references in GitHub's shapes.
import type { Blob, ChangedFile, CommitInfo, TreeEntry } from '../../git/index.ts';
import type { Repository } from '../../state/repository.ts';
import type { Store } from '../../state/store.ts';
import { repositoryPage, repositoryUrl, type Shape } from './urls.ts';
import { simpleUser } from './user.ts';

const unsigned = { verified: false, reason: 'unsigned', signature: null, payload: null, verified_at: null };

/** `commit`, with its files when they are given. */
export function commitShape(
  store: Store,
  repository: Repository,
  commit: CommitInfo,
  files?: readonly ChangedFile[],
): Shape {
  const url = repositoryUrl(store, repository);
  const page = repositoryPage(store, repository);
  return {
    sha: commit.oid,
    node_id: `C_kwDO${Buffer.from(`${repository.id}:${commit.oid}`).toString('base64url')}`,
    commit: gitCommit(url, commit),
    url: `${url}/commits/${commit.oid}`,
    html_url: `${page}/commit/${commit.oid}`,
    comments_url: `${url}/commits/${commit.oid}/comments`,
    author: accountWithEmail(store, commit.author.email),
    committer: accountWithEmail(store, commit.committer.email),
    parents: commit.parents.map((sha) => parentShape(url, page, sha)),
    ...(files === undefined
      ? {}
      : { stats: statsOf(files), files: files.map((file) => fileShape(store, repository, commit.oid, file)) }),
  };
}

function parentShape(url: string, page: string, sha: string): Shape {
  return { sha, url: `${url}/commits/${sha}`, html_url: `${page}/commit/${sha}` };
}

function gitCommit(url: string, commit: CommitInfo): Shape {
  return {
    url: `${url}/git/commits/${commit.oid}`,
    author: commit.author,
    committer: commit.committer,
    message: commit.message,
    tree: { sha: commit.tree, url: `${url}/git/trees/${commit.tree}` },
    comment_count: 0,
    verification: unsigned,
  };
}

function accountWithEmail(store: Store, email: string): Shape | null {
  const noreply = /^(\d+)\+.*@users\.noreply\.github\.com$/.exec(email)?.[1];
  for (const user of store.users.values())
    if (user.email === email || String(user.id) === noreply) return simpleUser(store, user);
  return null;
}

function statsOf(files: readonly ChangedFile[]): Shape {
  const additions = files.reduce((sum, file) => sum + (file.additions ?? 0), 0);
  const deletions = files.reduce((sum, file) => sum + (file.deletions ?? 0), 0);
  return { additions, deletions, total: additions + deletions };
}

/** `diff-entry`: a changed file, as it is in a commit. */
export function fileShape(
  store: Store,
  repository: Repository,
  oid: string,
  file: ChangedFile,
  patches: ReadonlyMap<string, string> = new Map(),
): Shape {
  const url = repositoryUrl(store, repository);
  const page = repositoryPage(store, repository);
  const additions = file.additions ?? 0;
  const deletions = file.deletions ?? 0;
  const patch = patches.get(file.path);
  return {
    sha: null,
    filename: file.path,
    status: file.status,
    additions,
    deletions,
    changes: additions + deletions,
    blob_url: encodeURI(`${page}/blob/${oid}/${file.path}`),
    raw_url: encodeURI(`${page}/raw/${oid}/${file.path}`),
    contents_url: encodeURI(`${url}/contents/${file.path}?ref=${oid}`),
    ...(patch === undefined ? {} : { patch }),
  };
}

/** The commit part of the answer to a change of a file. */
export function fileCommitShape(store: Store, repository: Repository, commit: CommitInfo): Shape {
  const url = repositoryUrl(store, repository);
  const page = repositoryPage(store, repository);
  return {
    ...gitCommit(url, commit),
    sha: commit.oid,
    node_id: `C_kwDO${Buffer.from(`${repository.id}:${commit.oid}`).toString('base64url')}`,
    html_url: `${page}/commit/${commit.oid}`,
    parents: commit.parents.map((sha) => parentShape(url, page, sha)),
  };
}

/** Where a file or folder is, at a ref. */
export type FilePlace = { readonly repository: Repository; readonly path: string; readonly ref: string };

/** `content-file` without its content, and an entry of `content-directory`. */
export function contentShape(
  store: Store,
  place: FilePlace,
  entry: { readonly oid: string; readonly size: number; readonly type: 'file' | 'dir' },
): Shape {
  const { repository, path, ref } = place;
  const url = encodeURI(`${repositoryUrl(store, repository)}/contents/${path}?ref=${ref}`);
  const page = repositoryPage(store, repository);
  const kind = entry.type === 'dir' ? 'trees' : 'blobs';
  const git = `${repositoryUrl(store, repository)}/git/${kind}/${entry.oid}`;
  const html = encodeURI(`${page}/${entry.type === 'dir' ? 'tree' : 'blob'}/${ref}/${path}`);
  return {
    name: path.split('/').at(-1) ?? '',
    path,
    sha: entry.oid,
    size: entry.size,
    url,
    html_url: html,
    git_url: git,
    download_url: entry.type === 'dir' ? null : encodeURI(`${page}/raw/${ref}/${path}`),
    type: entry.type,
    _links: { self: url, git, html },
  };
}

/** `content-file`: with its content in base64, in lines of 60 as GitHub breaks them. */
export function fileContentShape(store: Store, place: FilePlace, blob: Blob): Shape {
  const content = blob.bytes.toString('base64').replaceAll(/(.{60})/g, '$1\n');
  return { ...contentShape(store, place, { ...blob, type: 'file' }), content: `${content}\n`, encoding: 'base64' };
}

/** An entry of `git-tree`. */
export function treeEntryShape(store: Store, repository: Repository, entry: TreeEntry): Shape {
  const kind = entry.type === 'tree' ? 'trees' : 'blobs';
  const { path, mode, type, oid, size } = entry;
  const url = `${repositoryUrl(store, repository)}/git/${kind}/${oid}`;
  return { path, mode, type, sha: oid, ...(size === null ? {} : { size }), url };
}

/** `git-ref`. */
export function refShape(store: Store, repository: Repository, ref: string, oid: string): Shape {
  const url = repositoryUrl(store, repository);
  return {
    ref,
    node_id: `REF_kwDO${Buffer.from(`${repository.id}:${ref}`).toString('base64url')}`,
    url: `${url}/git/${ref}`,
    object: { sha: oid, type: 'commit', url: `${url}/git/commits/${oid}` },
  };
}
