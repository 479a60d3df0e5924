/** Fields of people, bots, organisations and teams. */
import { isTeamMember } from '../../state/access.ts';
import { findTeam } from '../../state/accounts.ts';
import type { NodeKind } from '../../state/node-id.ts';
import { nodeIdOf } from '../../state/node-id.ts';
import type { Team, User } from '../../state/people.ts';
import { findRepository } from '../../state/repositories.ts';
import { known } from '../../state/store.ts';
import { optionalText, text } from '../arguments.ts';
import { connect } from '../connection.ts';
import { loginOf } from '../rights.ts';
import { account, type Context, type Fields, thing } from '../things.ts';

/** Fields that every account has; GraphQL names bots without `[bot]`, except where they stand for a user: as `viewer`, and as who made a commit. */
function common(kind: NodeKind): Fields<User> {
  return {
    id: (user) => nodeIdOf(kind, user.id),
    databaseId: (user) => user.id,
    login: (user) => (kind === 'bot' ? loginOf(user) : user.login),
    url: (user, _args, { store }) => `${store.baseUrl}/${user.login}`,
    resourcePath: (user) => `/${user.login}`,
    avatarUrl: (user, _args, { store }) => `${store.baseUrl}/avatars/${user.id}`,
    createdAt: (user) => user.createdAt,
  };
}

/** Fields of `User`. */
export const userFields: Fields<User> = {
  ...common('user'),
  id: (user) => nodeIdOf(user.type === 'Bot' ? 'bot' : 'user', user.id),
  name: (user) => user.name,
  email: (user) => user.email ?? '',
  isViewer: (user, _args, { actor }) => actor.user.id === user.id,
  organization: (user, args, context) => organisationWith(user, text(args, 'login'), context),
};

/** Fields of `Bot`. */
export const botFields: Fields<User> = common('bot');

/** Fields of `Organization`. */
export const organizationFields: Fields<User> = {
  ...common('organisation'),
  name: (user) => user.name,
  team: (user, args, { store }) => {
    const team = findTeam(store, known(store.organisations, user.id), text(args, 'slug'));
    return team === undefined ? null : thing('Team', team);
  },
  teams: (user, args, { store }) => {
    const teams = [...store.teams.values()].filter((team) => team.organisationId === user.id);
    return connect(teams, args, { name: 'teams', key: ({ id }) => id, node: (team) => thing('Team', team) });
  },
  membersWithRole: (user, args, { store }) => {
    const members = [...known(store.organisations, user.id).members].map(([id, role]) => ({
      user: known(store.users, id),
      role,
    }));
    const edge = ({ role }: { role: string }) => ({ role: role.toUpperCase() });
    return connect(members, args, {
      name: 'membersWithRole',
      key: (member) => member.user.id,
      node: (member) => account(member.user),
      edge,
    });
  },
  repository: (user, args, { store }) => {
    const found = findRepository(store, user.login, text(args, 'name'))?.repository;
    return found === undefined ? null : thing('Repository', found);
  },
};

/** Fields of `Team`; its members include those of the teams below it, unless `membership: IMMEDIATE`. */
export const teamFields: Fields<Team> = {
  id: (team) => nodeIdOf('team', team.id),
  databaseId: (team) => team.id,
  slug: (team) => team.slug,
  name: (team) => team.name,
  combinedSlug: (team, _args, { store }) => `${known(store.users, team.organisationId).login}/${team.slug}`,
  organization: (team, _args, { store }) => account(known(store.users, team.organisationId)),
  members: (team, args, { store }) => {
    const immediate = args['membership'] === 'IMMEDIATE';
    const query = optionalText(args, 'query')?.toLowerCase() ?? '';
    const members = [...store.users.values()]
      .filter((user) => (immediate ? team.members.get(user.id)?.state === 'active' : isTeamMember(store, team, user)))
      .filter(({ login }) => login.toLowerCase().includes(query));
    const edge = ({ id }: User) => ({ role: team.members.get(id)?.role.toUpperCase() ?? 'MEMBER' });
    return connect(members, args, { name: 'members', key: ({ id }) => id, node: account, edge });
  },
};

function organisationWith(user: User, login: string, { store }: Context) {
  const found = [...store.organisations.values()].find((one) => one.login.toLowerCase() === login.toLowerCase());
  return found?.members.has(user.id) === true ? account(known(store.users, found.id)) : null;
}
