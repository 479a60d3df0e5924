// Who may do what with a repository: roles of people, permissions of apps, and the refusals GitHub gives instead.
import type { Actor, Caller } from './actor.ts';
import type { Permissions } from './apps.ts';
import type { Issue } from './issue.ts';
import { type Role, roles, type Team, type User } from './people.ts';
import { notAccessible, notFound, Refusal } from './refusal.ts';
import type { Grant, Repository } from './repository.ts';
import { known, type Store } from './store.ts';

const readGrant: Grant = { base: 'read', roleName: 'read' };
const adminGrant: Grant = { base: 'admin', roleName: 'admin' };

/** The strongest grant a person has on a repository: owner, collaborator, team, the organisation's base role, or read of a public one; null for none. */
export function grantOf(store: Store, user: User, repository: Repository): Grant | null {
  const grants = [...ownGrants(store, user, repository), ...(isOpenTo(store, user, repository) ? [readGrant] : [])];
  return grants.reduce<Grant | null>((best, grant) => (strength(grant) > strength(best) ? grant : best), null);
}

/** Whether somebody may read it without having been let in: anybody a public one, members an internal one. */
function isOpenTo(store: Store, user: User, { private: isPrivate, internal, ownerId }: Repository): boolean {
  return !isPrivate || (internal === true && store.organisations.get(ownerId)?.members.has(user.id) === true);
}

/** The strongest grant that was given to this person, reading a public repository aside; null makes them no collaborator. */
export function givenGrantOf(store: Store, user: User, repository: Repository): Grant | null {
  const grants = ownGrants(store, user, repository);
  return grants.reduce<Grant | null>((best, grant) => (strength(grant) > strength(best) ? grant : best), null);
}

function ownGrants(store: Store, user: User, repository: Repository): readonly Grant[] {
  if (repository.ownerId === user.id) return [adminGrant];
  const organisation = store.organisations.get(repository.ownerId);
  const membership = organisation?.members.get(user.id);
  if (membership === 'admin') return [adminGrant];
  const direct = repository.collaborators.get(user.id);
  const base = membership && organisation?.baseRole;
  const teams = [...repository.teams].filter(([id]) => isTeamMember(store, known(store.teams, id), user));
  return [...(direct ? [direct] : []), ...(base ? [{ base, roleName: base }] : []), ...teams.map(([, grant]) => grant)];
}

function strength(grant: Grant | null): number {
  return grant === null ? -1 : roles.indexOf(grant.base);
}

/** Whether a person is an active member of a team or of a team below it (get team membership). */
export function isTeamMember(store: Store, team: Team, user: User): boolean {
  if (team.members.get(user.id)?.state === 'active') return true;
  return [...store.teams.values()].some((child) => child.parentId === team.id && isTeamMember(store, child, user));
}

/** Whether a person's role reaches this one. */
export function hasRole(store: Store, user: User, repository: Repository, role: Role): boolean {
  return strength(grantOf(store, user, repository)) >= roles.indexOf(role);
}

/** Whether the installation's token covers a repository. */
export function covers(actor: Actor, repository: Repository): boolean {
  if (actor.kind !== 'installation') return true;
  if (actor.installation.accountId !== repository.ownerId) return false;
  const { repositoryIds } = actor;
  const installed = actor.installation.repositoryIds;
  return [repositoryIds, installed].every((ids) => ids === null || ids.includes(repository.id));
}

/** Whether a caller can see that a repository exists. */
export function canSee(store: Store, caller: Caller, repository: Repository): boolean {
  if (caller.kind === 'user') return hasRole(store, caller.user, repository, 'read');
  if (!repository.private) return true;
  return caller.kind === 'installation' && covers(caller, repository);
}

/** Whether permissions include one at this level. Everybody has `metadata: read`. */
export function allows(permissions: Permissions, name: string, level: 'read' | 'write'): boolean {
  const given = permissions[name];
  if (name === 'metadata' && level === 'read') return true;
  return level === 'read' ? given !== undefined : given === 'write' || given === 'admin';
}

/** What an action asks of a person's role and of an app's permission; `own` lets the author of the issue or comment do it whatever their role. */
export type Demand = {
  readonly role: Role;
  readonly permission: string;
  readonly level: 'read' | 'write';
  readonly authorId?: number;
  /** A permission that is enough as well. */
  readonly orPermission?: string;
};

/** What is asked for an issue's part of a pull request: apps need the permission for either. */
export function onIssue(wanted: Demand, issue: Issue): Demand {
  return issue.pullRequest === null ? wanted : { ...wanted, orPermission: 'pull_requests' };
}

/** Refuses as GitHub does: 404 for what the caller cannot see, 403 for what they may not, 403 for an archived repository that would change. */
export function demand(store: Store, caller: Caller, repository: Repository, wanted: Demand): void {
  if (!canSee(store, caller, repository)) throw notFound();
  if (caller.kind === 'anonymous' || caller.kind === 'app') {
    if (wanted.level === 'write') throw new Refusal(401, 'Requires authentication');
    return;
  }
  demandRight(store, caller, repository, wanted);
  if (wanted.level === 'write' && repository.archived)
    throw new Refusal(403, 'Repository was archived so is read-only.');
}

function demandRight(store: Store, actor: Actor, repository: Repository, wanted: Demand): void {
  if (actor.kind === 'user') {
    if (wanted.authorId === actor.user.id || hasRole(store, actor.user, repository, wanted.role)) return;
    throw new Refusal(403, 'Must have admin rights to Repository.');
  }
  const enough = [wanted.permission, ...(wanted.orPermission === undefined ? [] : [wanted.orPermission])];
  const given = enough.some((permission) => allows(actor.permissions, permission, wanted.level));
  const allowed = covers(actor, repository) && given;
  const publicRead = wanted.level === 'read' && !repository.private && !covers(actor, repository);
  if (!allowed && !publicRead) throw notAccessible(`${wanted.permission}=${wanted.level}`);
}

/** Whether the actor may put labels, assignees and milestones: triage for people, `issues: write` for apps. */
export function mayTriage(store: Store, actor: Actor, repository: Repository): boolean {
  if (actor.kind === 'installation') return covers(actor, repository) && allows(actor.permissions, 'issues', 'write');
  return hasRole(store, actor.user, repository, 'triage');
}

/** Whether the actor may write: people with push access, apps with `issues: write`. */
export function mayWriteIssues(store: Store, actor: Actor, repository: Repository): boolean {
  if (actor.kind === 'installation') return mayTriage(store, actor, repository);
  return hasRole(store, actor.user, repository, 'write');
}

/** Whether a person can be assigned: collaborators and members who may read, and whoever has commented on this issue (assigning issues). */
export function isAssignable(store: Store, user: User, repository: Repository, issue?: Issue): boolean {
  if (user.type !== 'User') return false;
  if (givenGrantOf(store, user, repository) !== null) return true;
  if (issue === undefined) return false;
  return [...store.comments.values()].some((comment) => comment.issueId === issue.id && comment.authorId === user.id);
}

/** The current value of an issue, which must be live: 410 when deleted, 301 when transferred (the new place in `location`). */
export function liveIssue(store: Store, issue: Issue): Issue {
  const current = known(store.issues, issue.id);
  if (current.fate.kind === 'deleted') throw new Refusal(410, 'This issue was deleted');
  if (current.fate.kind === 'transferred') {
    const target = known(store.issues, current.fate.toIssueId);
    const repository = known(store.repositories, target.repositoryId);
    const owner = known(store.users, repository.ownerId);
    const location = `${store.baseUrl}/api/v3/repos/${owner.login}/${repository.name}/issues/${target.number}`;
    throw new Refusal(301, 'Moved Permanently', { headers: { location } });
  }
  return current;
}
