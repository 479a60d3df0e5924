/** Who has access to a repository, and where it comes from. */
import { givenGrantOf, isTeamMember } from '../../state/access.ts';
import type { Role, User } from '../../state/people.ts';
import type { Repository } from '../../state/repository.ts';
import { known, type Store } from '../../state/store.ts';
import { optionalText } from '../arguments.ts';
import { type Connection, connect } from '../connection.ts';
import { Failure } from '../failure.ts';
import { mayListCollaborators } from '../rights.ts';
import { type Args, account, type Context, type Fields, type Source, type Thing, thing } from '../things.ts';

/** People with a role of their own: reading a public repository makes nobody a collaborator. */
export function collaborators(repository: Repository, args: Args, { store, actor }: Context): Connection {
  if (!mayListCollaborators(store, actor, repository)) {
    throw new Failure('FORBIDDEN', 'Must have push access to view repository collaborators.');
  }
  const login = optionalText(args, 'login')?.toLowerCase();
  const query = optionalText(args, 'query')?.toLowerCase() ?? '';
  const people = [...store.users.values()]
    .filter((user) => user.type === 'User' && givenGrantOf(store, user, repository) !== null)
    .filter((user) => login === undefined || user.login.toLowerCase() === login)
    .filter((user) => user.login.toLowerCase().includes(query))
    .filter((user) => args['affiliation'] !== 'DIRECT' || repository.collaborators.has(user.id));
  const edge = (user: User) => ({
    permission: (givenGrantOf(store, user, repository)?.base ?? 'read').toUpperCase(),
    permissionSources: sourcesOf(store, user, repository).map((source) => thing('PermissionSource', source)),
  });
  // GitHub lets this one connection go without `first`.
  const page = 'first' in args || 'last' in args ? args : { ...args, first: 100 };
  return connect(people, page, { name: 'collaborators', key: ({ id }) => id, node: account, edge });
}

/** Fields of `PermissionSource`. */
export const permissionSourceFields: Fields<Source> = {
  permission: ({ base }) => defaultPermissions[base as Role],
  roleName: ({ roleName }) => roleName,
  source: ({ granter }) => granter,
  organization: ({ repository }, _args, { store }) => account(known(store.users, repository.ownerId)),
};

/** Sources know only three strengths (DefaultRepositoryPermissionField); the role's name says the rest. */
const defaultPermissions: Readonly<Record<Role, string>> = {
  read: 'READ',
  triage: 'READ',
  write: 'WRITE',
  maintain: 'WRITE',
  admin: 'ADMIN',
};

function sourcesOf(store: Store, user: User, repository: Repository): readonly Source[] {
  const organisation = store.organisations.get(repository.ownerId);
  const membership = organisation?.members.get(user.id);
  const source = (base: string, roleName: string, granter: Thing): Source => ({ repository, base, roleName, granter });
  const sources: Source[] = [];
  const owner = account(known(store.users, repository.ownerId));
  if (membership === 'admin' || repository.ownerId === user.id) sources.push(source('admin', 'admin', owner));
  else if (membership !== undefined && organisation?.baseRole)
    sources.push(source(organisation.baseRole, organisation.baseRole, owner));
  const direct = repository.collaborators.get(user.id);
  if (direct !== undefined) sources.push(source(direct.base, direct.roleName, thing('Repository', repository)));
  for (const [id, grant] of repository.teams) {
    const team = known(store.teams, id);
    if (isTeamMember(store, team, user)) sources.push(source(grant.base, grant.roleName, thing('Team', team)));
  }
  return sources;
}
