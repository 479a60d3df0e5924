// The repository itself, and how GitHub's clock stands to ours.
import * as z from 'zod';
import type { ReadinessFacts } from '../../../core/readiness/facts.ts';
import type { Client } from '../client.ts';
import type { Place } from '../past/pages.ts';

const Repository = z.object({
  full_name: z.string(),
  private: z.boolean(),
  archived: z.boolean().default(false),
  has_issues: z.boolean().default(true),
  default_branch: z.string(),
});

/** One request. `clock`: our own time, milliseconds. Throws what the client throws. */
export async function readRepository(
  client: Client,
  place: Place,
  clock: () => number,
): Promise<Pick<ReadinessFacts, 'repository' | 'clockAhead'>> {
  const before = clock();
  const { data, headers } = await client.get('GET /repos/{owner}/{repo}', { ...place });
  const after = clock();
  const found = Repository.parse(data);
  const repository = {
    fullName: found.full_name,
    private: found.private,
    archived: found.archived,
    hasIssues: found.has_issues,
    branch: found.default_branch,
  };
  return { repository, clockAhead: aheadOf(String(headers['date'] ?? ''), before, after) };
}

/** GitHub's time was between the question and the answer, or the clocks differ by the rest at least. It tells whole seconds. */
function aheadOf(date: string, before: number, after: number): number | null {
  const theirs = Date.parse(date);
  if (Number.isNaN(theirs)) return null;
  return (Math.max(before - theirs - 1000, 0) + Math.min(after - theirs, 0)) / 1000;
}
