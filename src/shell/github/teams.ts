// Which teams somebody is in, and which of them the app cannot see or GitHub could not be asked about.
import * as z from 'zod';
import type { TeamFacts } from '../../core/facts.ts';
import { compare, plus, type Timestamp } from '../../core/time.ts';
import type { Client } from './client.ts';
import { GitHubRefused, GitHubUnavailable } from './port.ts';

const Membership = z.object({ state: z.string() });

/** When each `org/team` was last seen to be there. */
export type SeenTeams = Map<string, Timestamp>;

/** How long a team that was seen is taken to be there still: it only words a refusal. */
const SEEN_FOR = 'PT1H';

type Answer = 'member' | 'no' | 'unseen' | 'unasked';

/**
 * Of `org/team` slugs those that the login is an active member of, directly or by a team below; and those about which nothing is known, whose
 * members nobody counts as. https://docs.github.com/en/rest/teams/members#get-team-membership-for-a-user
 */
export async function teamsOf(
  client: Client,
  seen: SeenTeams,
  login: string,
  teams: readonly string[],
): Promise<TeamFacts> {
  const answers = await Promise.all(teams.map((team) => membership(client, seen, login, team)));
  const which = (answer: Answer) => teams.filter((_, index) => answers[index] === answer);
  return { member: which('member'), unseen: which('unseen'), unasked: which('unasked') };
}

async function membership(client: Client, seen: SeenTeams, username: string, team: string): Promise<Answer> {
  const [org, slug, more] = team.split('/');
  if (!org || !slug || more !== undefined) return 'unseen';
  try {
    const route = 'GET /orgs/{org}/teams/{team_slug}/memberships/{username}';
    const { data } = await client.get(route, { org, team_slug: slug, username });
    return Membership.safeParse(data).data?.state === 'active' ? 'member' : 'no';
  } catch (error) {
    if (error instanceof GitHubUnavailable) return 'unasked';
    if (!(error instanceof GitHubRefused)) throw error;
    return error.status === 404 ? noMember(client, seen, org, slug) : 'unseen';
  }
}

/** GitHub answers 404 for no member, for no such team, and for one that the app may not see. */
async function noMember(client: Client, seen: SeenTeams, org: string, slug: string): Promise<Answer> {
  const at = seen.get(`${org}/${slug}`);
  if (at !== undefined && compare(plus(at, SEEN_FOR), client.now()) > 0) return 'no';
  try {
    await client.get('GET /orgs/{org}/teams/{team_slug}', { org, team_slug: slug });
    seen.set(`${org}/${slug}`, client.now());
    return 'no';
  } catch (error) {
    if (error instanceof GitHubUnavailable) return 'unasked';
    if (error instanceof GitHubRefused) return 'unseen';
    throw error;
  }
}
