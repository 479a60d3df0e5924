// Whom a comment really mentions: only what GitHub shows as a link to an account or a team tells anybody.
import * as z from 'zod';
import type { Client } from './client.ts';
import { document, part } from './document.ts';
import { GitHubRefused, GitHubUnavailable } from './port.ts';

const link = /<a\b[^>]*\bclass="[^"]*\b(?:user|team)-mention\b[^"]*"[^>]*>\s*(@[\w./-]+)\s*<\/a>/g;

/** The handles that HTML of GitHub's links as mentions, each once, lower case. https://docs.github.com/en/get-started/writing-on-github */
export function mentionedInHtml(html: string): readonly string[] {
  return [...new Set([...html.matchAll(link)].map(([, handle = '']) => handle.toLowerCase()))];
}

const Answer = z.object({ node: z.object({ bodyHTML: z.string() }).nullish() });

/** Whom a comment of ours mentions, read back; null when GitHub does not show it. Throws `GitHubUnavailable`. */
export async function mentionedIn(client: Client, comment: string): Promise<readonly string[] | null> {
  const selection = part('node(id: $comment) { ... on IssueComment { bodyHTML } }', {
    comment: { type: 'ID!', value: comment },
  });
  const { text, variables } = document('query', 'Mentioned', [selection]);
  try {
    const html = Answer.parse((await client.query('Mentioned', text, variables)).data ?? {}).node?.bodyHTML;
    return html === undefined ? null : mentionedInHtml(html);
  } catch (error) {
    if (error instanceof GitHubRefused) return null;
    throw error;
  }
}

const Members = z.array(z.object({ login: z.string() }));

/**
 * The members of `org/team`, at most `most` (100 at the outside); null when the app cannot see it.
 * https://docs.github.com/en/rest/teams/members#list-team-members
 */
export async function membersOf(client: Client, team: string, most: number): Promise<readonly string[] | null> {
  const [org, slug, more] = team.split('/');
  if (!org || !slug || more !== undefined) return null;
  try {
    const route = 'GET /orgs/{org}/teams/{team_slug}/members';
    const { data } = await client.get(route, { org, team_slug: slug, per_page: Math.min(most, 100) });
    return Members.parse(data).map(({ login }) => login);
  } catch (error) {
    if (error instanceof GitHubRefused || error instanceof GitHubUnavailable) return null;
    throw error;
  }
}
