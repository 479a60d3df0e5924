// Which deployments were live while something was broken.
import { compare, type Timestamp } from '../time.ts';
import type { Deployment, IncidentWindow } from './recent-past.ts';
import { succeededAt } from './shipped.ts';

/** A successful deployment with the time in which it was the live one; `until` is null for the one that is live now. */
export type Live = { readonly deployment: Deployment; readonly since: Timestamp; readonly until: Timestamp | null };

/** The successful deployments of an environment, the live one first. What came later to success is live, whatever GitHub calls inactive. */
export function livesOf(deployments: readonly Deployment[], environment: string): readonly Live[] {
  const lives = deployments.flatMap((deployment) => {
    const since = deployment.environment === environment ? succeededAt(deployment) : null;
    return since === null ? [] : [{ deployment, since }];
  });
  const newestFirst = lives.sort((a, b) => compare(b.since, a.since) || (a.deployment.id < b.deployment.id ? 1 : -1));
  return newestFirst.map((live, index) => ({ ...live, until: newestFirst[index - 1]?.since ?? null }));
}

/** The incidents that a deployment has to do with: it was live in them and did not end them. */
export function troubledBy({ since, until }: Live, windows: readonly IncidentWindow[]): readonly IncidentWindow[] {
  return windows.filter(({ from, to }) => {
    const overlaps = (to === null || compare(since, to) < 0) && (until === null || compare(from, until) < 0);
    const endedIt = to !== null && compare(since, from) > 0 && (until === null || compare(to, until) <= 0);
    return overlaps && !endedIt;
  });
}
