/** What the asker may see and do, in the words GraphQL needs. */
import { canSee, demand, grantOf, hasRole, mayTriage, mayWriteIssues } from '../state/access.ts';
import type { Actor } from '../state/actor.ts';
import type { Comment, Issue } from '../state/issue.ts';
import type { User } from '../state/people.ts';
import type { Repository } from '../state/repository.ts';
import { known, type Store } from '../state/store.ts';
import type { Context } from './things.ts';

/** Refuses to read a part of a repository that the asker's token does not allow (apps only: whoever sees a repository reads what is in it). */
export function demandRead({ store, actor }: Context, repository: Repository, permission: string): void {
  demand(store, actor, repository, { role: 'read', permission, level: 'read' });
}

/** Whether the asker sees an issue: it is live, and in a repository that exists for them. */
export function seesIssue({ store, actor }: Context, issue: Issue): boolean {
  return issue.fate.kind === 'live' && canSee(store, actor, known(store.repositories, issue.repositoryId));
}

/** Whether a repository exists for the asker. */
export function seesRepository({ store, actor }: Context, repository: Repository): boolean {
  return canSee(store, actor, repository);
}

/** Whether the asker may edit an issue or comment: its author, or with write. */
export function mayEdit({ store, actor }: Context, of: Issue | Comment): boolean {
  const issue = 'issueId' in of ? known(store.issues, of.issueId) : of;
  if (actor.kind === 'user' && actor.user.id === of.authorId) return true;
  return mayWriteIssues(store, actor, known(store.repositories, issue.repositoryId));
}

/** Whether the asker may close it: its author, or with triage. */
export function mayClose({ store, actor }: Context, issue: Issue): boolean {
  if (actor.kind === 'user' && actor.user.id === issue.authorId) return true;
  return mayTriage(store, actor, known(store.repositories, issue.repositoryId));
}

/** The asker's role as `viewerPermission` names it; null for apps, which have permissions instead. */
export function viewerPermission(store: Store, actor: Actor, repository: Repository): string | null {
  return actor.kind === 'user' ? (grantOf(store, actor.user, repository)?.base.toUpperCase() ?? null) : null;
}

/** Whether the asker may list who has access: people with write, and apps (which need no more than metadata). */
export function mayListCollaborators(store: Store, actor: Actor, repository: Repository): boolean {
  return actor.kind === 'installation' || hasRole(store, actor.user, repository, 'write');
}

/** The account a login names, bots by their name without `[bot]` excluded. */
export function loginOf(user: User): string {
  return user.type === 'Bot' ? user.login.replace(/\[bot\]$/, '') : user.login;
}
