// Accounts, organisations and teams: made and found.
import type { Organisation, Role, Team, User } from './people.ts';
import { known, nextId, now, type Store } from './store.ts';

/** Makes a person (or, for apps, a bot). Logins are unique without regard to case. */
export function createUser(store: Store, login: string, more: Partial<Omit<User, 'id' | 'login'>> = {}): User {
  if (findUser(store, login)) throw new Error(`there is a ${login} already`);
  const id = nextId(store, 'account');
  const user: User = { id, login, type: 'User', name: null, email: null, createdAt: now(store), ...more };
  store.users.set(id, user);
  return user;
}

/** The account of this login, without regard to case. */
export function findUser(store: Store, login: string): User | undefined {
  const wanted = login.toLowerCase();
  for (const user of store.users.values()) if (user.login.toLowerCase() === wanted) return user;
  return undefined;
}

/** Makes an organisation, whose members have `baseRole` on all its repositories (null: none). */
export function createOrganisation(store: Store, login: string, baseRole: Role | null = 'read'): Organisation {
  const { id } = createUser(store, login, { type: 'Organization', name: login });
  const organisation: Organisation = { id, login, baseRole, members: new Map() };
  store.organisations.set(id, organisation);
  return organisation;
}

/** The organisation of this login. */
export function findOrganisation(store: Store, login: string): Organisation | undefined {
  const account = findUser(store, login);
  return account && store.organisations.get(account.id);
}

/** Adds a member to an organisation, or changes their role there. */
export function addMember(
  store: Store,
  organisation: Organisation,
  user: User,
  role: 'admin' | 'member' = 'member',
): void {
  const { members } = known(store.organisations, organisation.id);
  const changed = { ...known(store.organisations, organisation.id), members: new Map([...members, [user.id, role]]) };
  store.organisations.set(organisation.id, changed);
}

/** Makes a team, below another when `parent` is given. */
export function createTeam(store: Store, organisation: Organisation, name: string, parent: Team | null = null): Team {
  const slug = name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
  const id = nextId(store, 'team');
  const parentId = parent?.id ?? null;
  const team: Team = { id, organisationId: organisation.id, slug, name, parentId, members: new Map() };
  store.teams.set(id, team);
  return team;
}

/** The team of this organisation and slug. */
export function findTeam(store: Store, organisation: Organisation, slug: string): Team | undefined {
  const wanted = slug.toLowerCase();
  return [...store.teams.values()].find((team) => team.organisationId === organisation.id && team.slug === wanted);
}

/** Adds somebody to a team; `pending` until they have accepted. */
export function addTeamMember(
  store: Store,
  team: Team,
  user: User,
  membership: { readonly role?: 'member' | 'maintainer'; readonly state?: 'active' | 'pending' } = {},
): void {
  const current = known(store.teams, team.id);
  const entry = { role: membership.role ?? 'member', state: membership.state ?? 'active' } as const;
  store.teams.set(team.id, { ...current, members: new Map([...current.members, [user.id, entry]]) });
}

/** Takes somebody out of a team. */
export function removeTeamMember(store: Store, team: Team, user: User): void {
  const current = known(store.teams, team.id);
  store.teams.set(team.id, { ...current, members: new Map([...current.members].filter(([id]) => id !== user.id)) });
}
