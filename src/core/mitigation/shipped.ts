// When a deployment was live, and what it brought.
import { compare, type Timestamp } from '../time.ts';
import type { Deployment, MergedPull, RecentPast } from './recent-past.ts';

/** When it succeeded; null when it did not. `inactive` says nothing: GitHub sets it on what was good (`auto_inactive`). */
export function succeededAt({ statuses }: Deployment): Timestamp | null {
  return statuses.findLast(({ state }) => state === 'success')?.at ?? null;
}

/** It ended without having succeeded. */
export function isFailed(one: Deployment): boolean {
  return succeededAt(one) === null && one.statuses.some(({ state }) => state === 'failure' || state === 'error');
}

/** It failed after it had succeeded: it may be live, and nobody can call it good. */
export function isSpoilt({ statuses }: Deployment): boolean {
  const last = statuses.find(({ state }) => state === 'success' || state === 'failure' || state === 'error');
  return last !== undefined && last.state !== 'success' && statuses.some(({ state }) => state === 'success');
}

/** When it succeeded or failed; null while it is on its way, and where GitHub does not say. */
export function doneAt(one: Deployment): Timestamp | null {
  const ended = one.statuses.findLast(({ state }) => state === 'failure' || state === 'error');
  return succeededAt(one) ?? ended?.at ?? null;
}

/** The pull requests that each deployment brought, by its id: those whose commits it is known to have brought, else those merged since the one before it. */
export function shippedWith(
  past: RecentPast,
  deployments: readonly Deployment[],
): ReadonlyMap<string, readonly MergedPull[]> {
  return new Map(deployments.map((one) => [one.id, pullsOf(past, deployments, one)]));
}

function pullsOf(
  { brought, pulls }: RecentPast,
  deployments: readonly Deployment[],
  one: Deployment,
): readonly MergedPull[] {
  const known = Object.hasOwn(brought, one.id) ? brought[one.id] : undefined;
  if (known !== undefined) return pulls.filter(({ sha }) => known.includes(sha));
  const before = deployments
    .filter((other) => other.environment === one.environment && compare(other.at, one.at) < 0)
    .reduce<Deployment | null>((last, other) => (last === null || compare(other.at, last.at) > 0 ? other : last), null);
  return pulls.filter(({ at }) => compare(at, one.at) <= 0 && before !== null && compare(at, before.at) > 0);
}
