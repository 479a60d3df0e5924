// What each deployment brought: the commits between it and what was live in its own environment before it.
import { compare, type Timestamp } from '../time.ts';
import type { Deployment, MergedPull, RecentPast } from './recent-past.ts';
import { succeededAt } from './shipped.ts';

/** By the deployment's id; absent where no history has both ends. `histories`: commits behind a known one each, newest first. Going back to an older version brings nothing. */
export function broughtBy(
  deployments: readonly Deployment[],
  histories: readonly (readonly string[])[],
): RecentPast['brought'] {
  return Object.fromEntries(
    deployments.flatMap((one) => {
      const commits = between(one.sha, liveBefore(deployments, one)?.sha, histories);
      return commits === null ? [] : [[one.id, commits]];
    }),
  );
}

/** Only what succeeded there was live; the same commit deployed again brought what it brought the first time. */
function liveBefore(deployments: readonly Deployment[], one: Deployment): Deployment | null {
  const until = succeededAt(one) ?? one.at;
  return (
    deployments.reduce<{ readonly is: Deployment; readonly since: Timestamp } | null>((last, is) => {
      const since = is.environment === one.environment && is.sha !== one.sha ? succeededAt(is) : null;
      if (since === null || compare(since, until) >= 0) return last;
      return last === null || compare(since, last.since) > 0 ? { is, since } : last;
    }, null)?.is ?? null
  );
}

function between(
  sha: string,
  before: string | undefined,
  histories: readonly (readonly string[])[],
): readonly string[] | null {
  if (before === undefined) return null;
  const both = histories.find((history) => history.includes(sha) && history.includes(before));
  return both === undefined ? null : both.slice(both.indexOf(sha), Math.max(both.indexOf(sha), both.indexOf(before)));
}

/** Whether each of the commits belongs to one of the pull requests: what was pushed past them is known to nobody. */
export function areOf(commits: readonly string[], pulls: readonly MergedPull[]): boolean {
  const known = new Set(pulls.flatMap((pull) => [pull.sha, ...(pull.commits ?? [])]));
  return commits.every((sha) => known.has(sha));
}
