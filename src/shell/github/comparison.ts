// What lies between two versions: two REST calls, side by side.
import * as z from 'zod';
import type { Comparison, ComparisonWanted } from '../../core/mitigation/comparison.ts';
import type { Client } from './client.ts';
import type { Place } from './past/pages.ts';
import { tolerant } from './tolerant.ts';

/** GitHub lists this many files of a comparison. https://docs.github.com/en/rest/commits/commits#compare-two-commits */
const MOST_FILES = 300;
/** Of a commit's message: what it reverts is said in its first paragraphs. */
const LONGEST = 2000;

const Between = z.object({
  total_commits: z.number().int(),
  commits: z.array(z.object({ sha: z.string(), commit: z.object({ message: z.string() }) })),
  files: z.array(z.object({ filename: z.string(), previous_filename: z.string().optional() })).optional(),
});
const Reach = z.object({ status: z.enum(['ahead', 'behind', 'identical', 'diverged']) });

/** Never throws for what GitHub refuses or cannot say in time: that part is null. */
export async function compareVersions(
  client: Client,
  { owner, repo }: Place,
  { from, to, branch }: ComparisonWanted,
): Promise<Comparison> {
  const ask = <T>(basehead: string, per_page: number, read: z.ZodType<T>) =>
    tolerant(client.turn.asked, async () => {
      const asked = { owner, repo, basehead, per_page };
      return read.parse((await client.get('GET /repos/{owner}/{repo}/compare/{basehead}', asked)).data);
    });
  const [between, reach] = await Promise.all([
    ask(`${to}...${from}`, 100, Between),
    ask(`${branch}...${to}`, 1, Reach),
  ]);
  const files = between?.files?.flatMap(({ filename, previous_filename: was }) =>
    was === undefined ? [filename] : [filename, was],
  );
  return {
    from,
    to,
    branch,
    lost:
      between?.commits
        .map(({ sha, commit }) => ({
          sha,
          title: commit.message.split('\n')[0] ?? '',
          message: commit.message.slice(0, LONGEST),
        }))
        .reverse() ?? null,
    count: between?.total_commits ?? null,
    files: files ?? null,
    allFiles: (between?.files?.length ?? 0) < MOST_FILES,
    reachable: reach === null ? null : reach.status === 'behind' || reach.status === 'identical',
  };
}
