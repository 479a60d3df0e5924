// Where a pull request left its branch: what was changed there since is not its own.
import * as z from 'zod';
import type { Client } from '../client.ts';
import type { Place } from '../past/pages.ts';

const Compared = z.object({ merge_base_commit: z.object({ sha: z.string() }) });

/** The commit that both have; one request. Throws `GitHubRefused` where they have none, and what the client throws. */
export async function mergeBaseOf(client: Client, place: Place, base: string, head: string): Promise<string> {
  const asked = { owner: place.owner, repo: place.repo, basehead: `${base}...${head}`, per_page: 1 };
  const { data } = await client.get('GET /repos/{owner}/{repo}/compare/{basehead}', asked);
  return Compared.parse(data).merge_base_commit.sha;
}
