// REST: people, organisations and teams.
import { isTeamMember } from '../../state/access.ts';
import { findOrganisation, findTeam, findUser } from '../../state/accounts.ts';
import type { Organisation, Team } from '../../state/people.ts';
import { notFound, Refusal } from '../../state/refusal.ts';
import { known } from '../../state/store.ts';
import {
  type Answer,
  type Asked,
  actorOf,
  demandOrganisationRead,
  done,
  ok,
  param,
  repositoryFor,
  userNamed,
} from '../exchange.ts';
import { paged } from '../page.ts';
import { fullOrganisation, fullTeam, fullUser, simpleUser, teamShape, teamUrl } from '../shapes/user.ts';

/** `GET /user`: people only. */
export function me(asked: Asked): Answer {
  const actor = actorOf(asked);
  if (actor.kind === 'installation') throw new Refusal(403, 'Resource not accessible by integration');
  return ok(fullUser(asked.store, actor.user, true));
}

/** `GET /users/{username}`. */
export function get(asked: Asked): Answer {
  return ok(fullUser(asked.store, userNamed(asked, param(asked, 'username')), false));
}

function organisationFor(asked: Asked): Organisation {
  const organisation = findOrganisation(asked.store, param(asked, 'org'));
  if (organisation === undefined) throw notFound();
  return organisation;
}

/** `GET /orgs/{org}`. */
export function getOrganisation(asked: Asked): Answer {
  return ok(fullOrganisation(asked.store, organisationFor(asked)));
}

/** Whether the caller may know who belongs to an organisation: its members, and apps installed there with `members: read`. */
function isInside(asked: Asked, organisation: Organisation): boolean {
  const { caller } = asked;
  if (caller.kind === 'user') return organisation.members.has(caller.user.id);
  if (caller.kind !== 'installation' || caller.installation.accountId !== organisation.id) return false;
  demandOrganisationRead(asked, 'members');
  return true;
}

/** `GET /orgs/{org}/members`: outsiders see none, as all memberships here are private. */
export function listMembers(asked: Asked): Answer {
  const organisation = organisationFor(asked);
  const ids = isInside(asked, organisation) ? [...organisation.members.keys()] : [];
  return paged(asked, ids, (id) => simpleUser(asked.store, known(asked.store.users, id)));
}

/** `GET /orgs/{org}/members/{username}`: 204, or 404. */
export function checkMember(asked: Asked): Answer {
  const organisation = organisationFor(asked);
  const user = findUser(asked.store, param(asked, 'username'));
  if (user && isInside(asked, organisation) && organisation.members.has(user.id)) return done;
  throw notFound();
}

function teamFor(asked: Asked): Team {
  const organisation = organisationFor(asked);
  const team = findTeam(asked.store, organisation, param(asked, 'team_slug'));
  if (team === undefined || !isInside(asked, organisation)) throw notFound();
  return team;
}

/** `GET /orgs/{org}/teams`. */
export function listTeams(asked: Asked): Answer {
  const organisation = organisationFor(asked);
  if (!isInside(asked, organisation)) throw notFound();
  const teams = [...asked.store.teams.values()].filter((team) => team.organisationId === organisation.id);
  return paged(asked, teams, (team) => teamShape(asked.store, team));
}

/** `GET /orgs/{org}/teams/{team_slug}`. */
export function getTeam(asked: Asked): Answer {
  return ok(fullTeam(asked.store, teamFor(asked)));
}

/** `GET /orgs/{org}/teams/{team_slug}/members`: child teams' members included, pending ones not. */
export function listTeamMembers(asked: Asked): Answer {
  const team = teamFor(asked);
  const members = [...asked.store.users.values()].filter((user) => isTeamMember(asked.store, team, user));
  return paged(asked, members, (user) => simpleUser(asked.store, user));
}

/** `GET /orgs/{org}/teams/{team_slug}/memberships/{username}`: `pending` until accepted; 404 for others. */
export function getMembership(asked: Asked): Answer {
  const team = teamFor(asked);
  const login = param(asked, 'username');
  const user = findUser(asked.store, login);
  if (user === undefined) throw notFound();
  const own = team.members.get(user.id);
  const inherited = isTeamMember(asked.store, team, user) ? ({ role: 'member', state: 'active' } as const) : undefined;
  const membership = own ?? inherited;
  if (membership === undefined) throw notFound();
  const { role, state } = membership;
  return ok({ url: `${teamUrl(asked.store, team)}/memberships/${login}`, role, state });
}

/** `GET /orgs/{org}/teams/{team_slug}/repos/{owner}/{repo}`: 204 where the team, or one above it, was let in; 404 otherwise. */
export function checkTeamAccess(asked: Asked): Answer {
  const team = teamFor(asked);
  const repository = repositoryFor(asked);
  if (/repository\+json/.test(asked.accept))
    throw new Refusal(
      501,
      'The sandbox does not tell the permissions of a team on a repository, only whether it has some.',
    );
  for (let one: Team | undefined = team; one !== undefined; one = asked.store.teams.get(one.parentId ?? -1))
    if (repository.teams.has(one.id)) return done;
  throw notFound();
}
