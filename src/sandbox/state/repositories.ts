// Repositories: made, found by name (also by former names), renamed, archived; and who has been let in.
import { givenGrantOf } from './access.ts';
import type { Actor } from './actor.ts';
import type { Team, User } from './people.ts';
import type { Grant, Repository } from './repository.ts';
import { appendEvent, known, nextId, now, type Store } from './store.ts';

/** Makes a repository without files; the labels GitHub gives to new repositories are not among what the sandbox makes. */
export function createRepository(
  store: Store,
  owner: { readonly id: number },
  name: string,
  more: Partial<Pick<Repository, 'private' | 'description' | 'defaultBranch' | 'hasIssues' | 'forkOfId'>> = {},
): Repository {
  const at = now(store);
  const repository: Repository = {
    id: nextId(store, 'repository'),
    name,
    ownerId: owner.id,
    private: false,
    archived: false,
    description: null,
    defaultBranch: 'main',
    hasIssues: true,
    collaborators: new Map(),
    teams: new Map(),
    formerNames: [],
    nextNumber: 1,
    createdAt: at,
    updatedAt: at,
    pushedAt: at,
    ...more,
  };
  store.repositories.set(repository.id, repository);
  return repository;
}

/** The repository of this owner and name; `moved` when it answers under a former name. */
export function findRepository(
  store: Store,
  owner: string,
  name: string,
): { readonly repository: Repository; readonly moved: boolean } | undefined {
  const wanted = `${owner}/${name}`.toLowerCase();
  const all = [...store.repositories.values()];
  const exact = all.find((repository) => fullNameOf(store, repository).toLowerCase() === wanted);
  if (exact) return { repository: exact, moved: false };
  const former = all.find((repository) => repository.formerNames.some((one) => one.toLowerCase() === wanted));
  return former && { repository: former, moved: true };
}

/** `owner/name`. */
export function fullNameOf(store: Store, repository: Repository): string {
  return `${ownerOf(store, repository).login}/${repository.name}`;
}

/** The account that owns it. */
export function ownerOf(store: Store, repository: Repository): User {
  return known(store.users, repository.ownerId);
}

/** Replaces fields of a repository, without an event. */
export function changeRepository(store: Store, repository: Repository, fields: Partial<Repository>): Repository {
  const changed = { ...known(store.repositories, repository.id), ...fields, updatedAt: now(store) };
  store.repositories.set(repository.id, changed);
  return changed;
}

/** Gives it another name; the former one redirects. */
export function renameRepository(store: Store, actor: Actor, repository: Repository, name: string): Repository {
  const from = repository.name;
  const formerNames = [...repository.formerNames, fullNameOf(store, repository)];
  const renamed = changeRepository(store, repository, { name, formerNames });
  appendEvent(store, { event: 'repository', action: 'renamed', from, sender: actor.user, repository: renamed });
  return renamed;
}

/** Archives it (read-only from then on), or opens it again. */
export function archiveRepository(store: Store, actor: Actor, repository: Repository, archived: boolean): Repository {
  const changed = changeRepository(store, repository, { archived });
  const action = archived ? 'archived' : 'unarchived';
  appendEvent(store, { event: 'repository', action, sender: actor.user, repository: changed });
  return changed;
}

/** Lets a person in with a role, or changes it. */
export function addCollaborator(
  store: Store,
  actor: Actor,
  repository: Repository,
  person: { readonly user: User; readonly grant: Grant },
): void {
  const current = known(store.repositories, repository.id);
  const collaborators = new Map([...current.collaborators, [person.user.id, person.grant]]);
  const changed = changeRepository(store, current, { collaborators });
  const { roleName } = person.grant;
  const common = { member: person.user, roleName, sender: actor.user, repository: changed };
  appendEvent(store, { event: 'member', action: 'added', ...common });
}

/** Takes a person's own grant away; teams and membership may still let them in. */
export function removeCollaborator(store: Store, actor: Actor, repository: Repository, user: User): void {
  const current = known(store.repositories, repository.id);
  const roleName = givenGrantOf(store, user, current)?.roleName ?? 'read';
  const collaborators = new Map([...current.collaborators].filter(([id]) => id !== user.id));
  const changed = changeRepository(store, current, { collaborators });
  appendEvent(store, {
    event: 'member',
    action: 'removed',
    member: user,
    roleName,
    sender: actor.user,
    repository: changed,
  });
}

/** Lets a team in with a role. */
export function grantTeam(store: Store, repository: Repository, team: Team, grant: Grant): void {
  const current = known(store.repositories, repository.id);
  changeRepository(store, current, { teams: new Map([...current.teams, [team.id, grant]]) });
}
