// Whether accounts and teams are there, and may read the repository.
import * as z from 'zod';
import type { ReadinessFacts, SeenPerson, SeenTeam } from '../../../core/readiness/facts.ts';
import { type Told, told, untold } from '../../../core/readiness/told.ts';
import type { Client } from '../client.ts';
import type { Place } from '../past/pages.ts';
import { GitHubRefused } from '../port.ts';
import { asked } from './asked.ts';

const Standing = z.object({ permission: z.string() });

/** By login in lower case; one request for each. */
export async function readPeople(
  client: Client,
  place: Place,
  logins: readonly string[],
): Promise<ReadinessFacts['people']> {
  const found = await Promise.all(
    logins.map(async (login) => [login.toLowerCase(), await person(client, place, login)] as const),
  );
  return Object.fromEntries(found);
}

/** GitHub answers 404 for whom there is not. https://docs.github.com/en/rest/collaborators/collaborators#get-repository-permissions-for-a-user */
function person(client: Client, place: Place, username: string): Promise<Told<SeenPerson>> {
  return asked<SeenPerson>(async () => {
    const route = 'GET /repos/{owner}/{repo}/collaborators/{username}/permission';
    const { permission } = Standing.parse((await client.get(route, { ...place, username })).data);
    return permission === 'none' ? 'shut-out' : 'reads';
  }, 'missing');
}

/** By `org/team` in lower case. In a public repository a team that is there reads. */
export async function readTeams(
  client: Client,
  place: Place,
  isPrivate: boolean,
  teams: readonly string[],
): Promise<ReadinessFacts['teams']> {
  const found = await Promise.all(
    teams.map(async (name) => [name.toLowerCase(), await team(client, place, isPrivate, name)] as const),
  );
  return Object.fromEntries(found);
}

async function team(client: Client, place: Place, isPrivate: boolean, name: string): Promise<Told<SeenTeam>> {
  const [org = '', team_slug = ''] = name.split('/');
  const isThere = await asked<boolean>(async () => {
    await client.get('GET /orgs/{org}/teams/{team_slug}', { org, team_slug });
    return true;
  }, false);
  if (!isThere.told) return isThere;
  if (!isThere.value)
    return (await hidesTeams(client, org)) ? untold(`this token may not see teams of ${org}`) : told('unseen');
  return asked<SeenTeam>(
    async () => (!isPrivate || (await reads(client, place, org, team_slug)) ? 'reads' : 'shut-out'),
    'unseen',
  );
}

/** GitHub answers 404 for a team that is not there, and to who may see none of the organisation: the list of its teams tells the one from the other. */
async function hidesTeams(client: Client, org: string): Promise<boolean> {
  const lists = await asked(() => client.get('GET /orgs/{org}/teams', { org, per_page: 1 }));
  if (lists.told) return false;
  // Of an organisation that is not there nothing is hidden.
  const itself = await asked<unknown>(() => client.get('GET /orgs/{org}', { org }), null);
  return !itself.told || itself.value !== null;
}

/** 204 or 404. https://docs.github.com/en/rest/teams/teams#check-team-permissions-for-a-repository */
async function reads(client: Client, place: Place, org: string, team_slug: string): Promise<boolean> {
  try {
    await client.get('GET /orgs/{org}/teams/{team_slug}/repos/{owner}/{repo}', { org, team_slug, ...place });
    return true;
  } catch (error) {
    if (error instanceof GitHubRefused && error.status === 404) return false;
    throw error;
  }
}
