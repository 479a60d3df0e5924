/** Ties the bare repositories to the store: where each lies, and what a push over HTTP does to the store. */
import { join } from 'node:path';
import { callerWithToken } from '../rest/authenticate.ts';
import { allows, canSee, covers, hasRole } from '../state/access.ts';
import type { Actor } from '../state/actor.ts';
import type { PushedCommit } from '../state/domain-event.ts';
import { onPush } from '../state/push.ts';
import { Refusal } from '../state/refusal.ts';
import { findRepository } from '../state/repositories.ts';
import type { Repository } from '../state/repository.ts';
import type { Store } from '../state/store.ts';
import { changedFiles, commitsBetween } from './history.ts';
import type { GitFolder } from './run.ts';
import type { GitAccess, GitCredentials, GitHost, RefUpdate } from './smart-http.ts';

/** What stands for "no commit" in a push. */
export const zeroOid = '0'.repeat(40);

/** Where a repository's files are; by id, so that a rename moves nothing. */
export function folderOf(store: Store, repository: Repository): GitFolder {
  return join(store.directory, `${repository.id}.git`);
}

/** The store as a host of repositories; mount it with `serveGit(gitHost(store), request, response)`. */
export function gitHost(store: Store): GitHost<Actor> {
  return {
    access: (credentials, owner, name) => accessFor(store, credentials, { owner, name }),
    onPush: async ({ owner, name, actor, updates }) => {
      const repository = findRepository(store, owner, name)?.repository;
      if (repository === undefined) return;
      for (const update of updates) await announcePush(store, repository, update, actor);
    },
  };
}

/** Tells the store of a reference that moved, with the commits that came. */
export async function announcePush(
  store: Store,
  repository: Repository,
  update: RefUpdate,
  pusher: Actor,
): Promise<void> {
  const { ref, before, after } = update;
  const commits = after === null ? [] : await pushedCommits(folderOf(store, repository), before, after);
  onPush(store, repository, { ref, before: before ?? zeroOid, after: after ?? zeroOid, commits }, pusher);
}

/** The commits between two ids as a push hook tells them, oldest first. */
async function pushedCommits(
  folder: GitFolder,
  before: string | null,
  after: string,
): Promise<readonly PushedCommit[]> {
  const commits = await commitsBetween(folder, before, after);
  return Promise.all(
    commits.map(async ({ oid, tree, message, author, committer }) => {
      const files = await changedFiles(folder, oid);
      const paths = (status: string) => files.filter((file) => file.status === status).map(({ path }) => path);
      const people = { author: nameOf(author), committer: nameOf(committer) };
      const changes = { added: paths('added'), removed: paths('removed'), modified: paths('modified') };
      return { id: oid, treeId: tree, message, timestamp: committer.date, ...people, ...changes };
    }),
  );
}

function nameOf({ name, email }: { readonly name: string; readonly email: string }) {
  return { name, email };
}

function accessFor(
  store: Store,
  credentials: GitCredentials | null,
  at: { readonly owner: string; readonly name: string },
): GitAccess<Actor> {
  const actor =
    credentials === null ? null : (actorOf(store, credentials.password) ?? actorOf(store, credentials.username));
  if (credentials !== null && actor === null) return 'unauthenticated';
  const repository = findRepository(store, at.owner, at.name)?.repository;
  if (repository === undefined || !mayRead(store, actor, repository)) return 'hidden';
  const write = actor !== null && !repository.archived && mayPush(store, actor, repository);
  return { folder: folderOf(store, repository), actor, write };
}

function actorOf(store: Store, token: string): Actor | null {
  try {
    const caller = callerWithToken(store, token);
    return caller.kind === 'user' || caller.kind === 'installation' ? caller : null;
  } catch (problem) {
    if (problem instanceof Refusal) return null;
    throw problem;
  }
}

function mayRead(store: Store, actor: Actor | null, repository: Repository): boolean {
  if (!canSee(store, actor ?? { kind: 'anonymous' }, repository)) return false;
  return !repository.private || actor?.kind !== 'installation' || allows(actor.permissions, 'contents', 'read');
}

function mayPush(store: Store, actor: Actor, repository: Repository): boolean {
  if (actor.kind === 'user') return hasRole(store, actor.user, repository, 'write');
  return covers(actor, repository) && allows(actor.permissions, 'contents', 'write');
}
