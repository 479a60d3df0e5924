// Where teams do not use GitHub's deployments: what was live when, by their releases or by the runs of the workflow that deploys. They count as deployments of the policy's environment from here on.
import { compare, type Timestamp } from '../time.ts';
import type { Deployment, RecentPast } from './recent-past.ts';

/** A run of the workflow that deploys; `conclusion` is GitHub's word, null until it has ended. */
export type DeployingRun = {
  readonly id: number;
  readonly sha: string;
  readonly ref: string;
  readonly by: string | null;
  readonly at: Timestamp;
  readonly endedAt: Timestamp;
  readonly conclusion: string | null;
  readonly url: string;
};

/** The past with them; what GitHub knows of deployments stays, since rollbacks are recorded there. */
export function withReleases(past: RecentPast, environment: string): RecentPast {
  const versions = past.releases.flatMap(({ tag, at, sha, url }): readonly Deployment[] =>
    sha === null
      ? []
      : [version({ id: `release ${tag}`, environment, sha, ref: tag, by: null, at, url }, 'success', at)],
  );
  const unread = past.unread.includes('releases') ? ['deployments'] : [];
  return withVersions(past, versions, unread);
}

/** `runs` null: GitHub did not tell. */
export function withRuns(past: RecentPast, environment: string, runs: readonly DeployingRun[] | null): RecentPast {
  const versions = (runs ?? []).map(({ id, conclusion, endedAt, ...run }) =>
    version({ ...run, id: `run ${id}`, environment }, stateOf(conclusion), endedAt),
  );
  return withVersions(past, versions, runs === null ? ['deployments'] : []);
}

function stateOf(conclusion: string | null): Deployment['statuses'][number]['state'] {
  if (conclusion === null) return 'in_progress';
  return conclusion === 'success' ? 'success' : 'failure';
}

function version(
  one: Omit<Deployment, 'statuses'>,
  state: Deployment['statuses'][number]['state'],
  at: Timestamp,
): Deployment {
  return { ...one, statuses: [{ state, at }] };
}

function withVersions(past: RecentPast, versions: readonly Deployment[], unread: readonly string[]): RecentPast {
  const deployments = [...past.deployments, ...versions].sort((a, b) => compare(b.at, a.at));
  return { ...past, deployments, unread: [...new Set([...past.unread, ...unread])] };
}
