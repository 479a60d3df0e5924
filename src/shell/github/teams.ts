// Which teams somebody is in.
import * as z from 'zod';
import type { Client } from './client.ts';
import { GitHubRefused, GitHubUnavailable } from './port.ts';

const Membership = z.object({ state: z.string() });

/**
 * Of `org/team` slugs those that the login is an active member of, directly or by a team below. What cannot be read counts as no: authority
 * fails closed. https://docs.github.com/en/rest/teams/members#get-team-membership-for-a-user
 */
export async function teamsOf(client: Client, login: string, teams: readonly string[]): Promise<readonly string[]> {
  const member = await Promise.all(teams.map((team) => isMember(client, login, team)));
  return teams.filter((_, index) => member[index] === true);
}

async function isMember(client: Client, username: string, team: string): Promise<boolean> {
  const [org, slug, more] = team.split('/');
  if (!org || !slug || more !== undefined) return false;
  try {
    const route = 'GET /orgs/{org}/teams/{team_slug}/memberships/{username}';
    const { data } = await client.get(route, { org, team_slug: slug, username });
    return Membership.safeParse(data).data?.state === 'active';
  } catch (error) {
    if (error instanceof GitHubRefused || error instanceof GitHubUnavailable) return false;
    throw error;
  }
}
