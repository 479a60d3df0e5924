// REST: repositories and who has been let into them.
import { canSee, givenGrantOf, grantOf } from '../../state/access.ts';
import { findOrganisation, findUser } from '../../state/accounts.ts';
import type { User } from '../../state/people.ts';
import { notFound } from '../../state/refusal.ts';
import type { Grant, Repository } from '../../state/repository.ts';
import { type Answer, type Asked, done, ok, param, queryText, repositoryFor } from '../exchange.ts';
import { paged } from '../page.ts';
import { fullRepository, permissionsOf, repositoryShape } from '../shapes/repository.ts';
import type { Shape } from '../shapes/urls.ts';
import { simpleUser } from '../shapes/user.ts';

/** `GET /repos/{owner}/{repo}`. */
export function get(asked: Asked): Answer {
  return ok(fullRepository(asked.store, repositoryFor(asked), asked.caller));
}

/** `GET /orgs/{org}/repos`. */
export function listForOrganisation(asked: Asked): Answer {
  const organisation = findOrganisation(asked.store, param(asked, 'org'));
  if (organisation === undefined) throw notFound();
  const seen = [...asked.store.repositories.values()].filter(
    (one) => one.ownerId === organisation.id && canSee(asked.store, asked.caller, one),
  );
  return paged(asked, seen, (one) => repositoryShape(asked.store, one));
}

/** `GET /repos/{owner}/{repo}/collaborators`: whoever was let in, by themselves, a team or the organisation. */
export function listCollaborators(asked: Asked): Answer {
  const repository = repositoryFor(asked);
  const direct = queryText(asked, 'affiliation') === 'direct';
  const all = [...asked.store.users.values()].filter((user) =>
    direct ? repository.collaborators.has(user.id) : isCollaborator(asked, user, repository),
  );
  return paged(asked, all, (user) => collaboratorShape(asked, user, repository));
}

function isCollaborator(asked: Asked, user: User, repository: Repository): boolean {
  return user.type === 'User' && givenGrantOf(asked.store, user, repository) !== null;
}

function collaboratorShape(asked: Asked, user: User, repository: Repository): Shape {
  const permissions = permissionsOf(asked.store, repository, user.id);
  const roleName = grantOf(asked.store, user, repository)?.roleName ?? 'none';
  return { ...simpleUser(asked.store, user), permissions, role_name: roleName };
}

/** `GET /repos/{owner}/{repo}/collaborators/{username}`: 204, or 404. */
export function checkCollaborator(asked: Asked): Answer {
  const repository = repositoryFor(asked);
  const user = findUser(asked.store, param(asked, 'username'));
  if (user && isCollaborator(asked, user, repository)) return done;
  throw notFound();
}

/** `GET /repos/{owner}/{repo}/collaborators/{username}/permission`: `permission` folds maintain into write and triage into read; `role_name` does not. */
export function getPermission(asked: Asked): Answer {
  const repository = repositoryFor(asked);
  const login = param(asked, 'username');
  const user = findUser(asked.store, login);
  if (user === undefined) throw notFound(`${login} is not a user`);
  const grant = grantOf(asked.store, user, repository);
  const roleName = grant?.roleName ?? 'none';
  return ok({ permission: folded(grant), user: collaboratorShape(asked, user, repository), role_name: roleName });
}

function folded(grant: Grant | null): string {
  const names = { read: 'read', triage: 'read', write: 'write', maintain: 'write', admin: 'admin' } as const;
  return grant === null ? 'none' : names[grant.base];
}
