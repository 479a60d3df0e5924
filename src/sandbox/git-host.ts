// Joins the bare repositories to the store: where they are, who may read and push, and what a push sets off.
import {
  type CommitInfo,
  changedFiles,
  commitsBetween,
  type GitAccess,
  type GitCredentials,
  type GitHost,
  isFastForward,
  type RefUpdate,
} from './git/index.ts';
import { folderOf } from './git-folder.ts';
import { followPush } from './pulls/follow-push.ts';
import { callerWithToken } from './rest/authenticate.ts';
import { allows, canSee, covers, hasRole } from './state/access.ts';
import type { Actor, Caller } from './state/actor.ts';
import type { PushedCommit } from './state/domain-event.ts';
import { onPush } from './state/push.ts';
import { Refusal } from './state/refusal.ts';
import { findRepository } from './state/repositories.ts';
import type { Repository } from './state/repository.ts';
import type { Store } from './state/store.ts';
import { syncWorkflows } from './workflow-files.ts';

export { folderOf };

/** Git's view of the sandbox. */
export function gitHost(store: Store): GitHost<Actor> {
  return {
    access: (credentials, owner, name) => accessTo(store, credentials, owner, name),
    onPush: async ({ owner, name, actor, updates }) => {
      const found = findRepository(store, owner, name);
      for (const update of found ? updates : []) if (found) await announcePush(store, found.repository, update, actor);
    },
  };
}

function accessTo(store: Store, credentials: GitCredentials | null, owner: string, name: string): GitAccess<Actor> {
  const caller = callerOf(store, credentials);
  if (caller === null) return 'unauthenticated';
  const repository = findRepository(store, owner, name)?.repository;
  if (repository === undefined || !canSee(store, caller, repository)) return 'hidden';
  const folder = folderOf(store, repository);
  if (caller.kind === 'anonymous' || caller.kind === 'app') return { folder, actor: null, write: false };
  return { folder, actor: caller, write: !repository.archived && mayPush(store, caller, repository) };
}

function callerOf(store: Store, credentials: GitCredentials | null): Caller | null {
  if (credentials === null) return { kind: 'anonymous' };
  const { username, password } = credentials;
  try {
    return callerWithToken(store, password === '' || password === 'x-oauth-basic' ? username : password);
  } catch (problem) {
    if (problem instanceof Refusal) return null;
    throw problem;
  }
}

/** Whether an actor may change files: people with write, apps with `contents: write`. */
export function mayPush(store: Store, actor: Actor, repository: Repository): boolean {
  if (actor.kind === 'user') return hasRole(store, actor.user, repository, 'write');
  return covers(actor, repository) && allows(actor.permissions, 'contents', 'write');
}

const nothing = '0'.repeat(40);

/** Tells the store what a moved reference brought. */
export async function announcePush(
  store: Store,
  repository: Repository,
  update: RefUpdate,
  pusher: Actor,
): Promise<void> {
  const folder = folderOf(store, repository);
  const { ref, before, after } = update;
  const commits = after === null || !ref.startsWith('refs/heads/') ? [] : await commitsBetween(folder, before, after);
  const pushed = await Promise.all(commits.map((commit) => pushedCommit(folder, commit)));
  const forced = before !== null && after !== null && !(await isFastForward(folder, before, after));
  const push = { ref, before: before ?? nothing, after: after ?? nothing, commits: pushed, forced };
  if (ref === `refs/heads/${repository.defaultBranch}`) await syncWorkflows(store, repository, folder);
  onPush(store, repository, push, pusher);
  await followPush(store, { repository, folder, pusher }, update);
}

async function pushedCommit(folder: string, commit: CommitInfo): Promise<PushedCommit> {
  const files = await changedFiles(folder, commit.oid);
  const named = (status: string) => files.filter((file) => file.status === status).map(({ path }) => path);
  const { name, email } = commit.author;
  return {
    id: commit.oid,
    treeId: commit.tree,
    message: commit.message,
    timestamp: commit.committer.date,
    author: { name, email },
    committer: { name: commit.committer.name, email: commit.committer.email },
    added: named('added'),
    removed: named('removed'),
    modified: named('modified'),
  };
}
