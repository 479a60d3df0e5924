// Who of those who approved maintains the repository: asked where that alone counts, as with a fork, since a review only tells whether its author may push.
import type { Listed, SeenReview } from '../../../core/hotfix/facts.ts';
import type { Client } from '../client.ts';
import type { Place } from '../freeze/port.ts';
import { askStanding } from '../permission.ts';

/** People who are asked about at most, the newest first: one who maintains is enough. */
const MOST_ASKED = 5;

/** One request for each person who approved the head and may push; whoever is not asked about keeps what the review told. */
export async function withStandings(
  client: Client,
  { owner, repo }: Place,
  reviews: Listed<SeenReview>,
  head: string,
): Promise<Listed<SeenReview>> {
  const approved = reviews.items.filter(
    ({ state, sha, bot, permission }) => state === 'approved' && sha === head && !bot && permission === 'write',
  );
  const logins = [...new Set(approved.map(({ login }) => login).reverse())].slice(0, MOST_ASKED);
  const asked = logins.map(
    async (login) => [login, (await askStanding(client, owner, repo, login)).permission] as const,
  );
  const known = new Map(await Promise.all(asked));
  const items = reviews.items.map((one) => ({ ...one, permission: known.get(one.login) ?? one.permission }));
  return { items, lacks: reviews.lacks };
}
