// What was rolled back may come again with a later deployment (`S002-17`): which rollback is watched, and which deployments were looked at.
import type { Operation } from './operation.ts';
import type { Incident } from './record.ts';
import { isActive } from './transitions.ts';

/** The newest rollback, if it succeeded and what it took back is not mended yet. */
export function watchedRollback(incident: Incident): Operation | null {
  if (!isActive(incident.status) || incident.cause?.fix != null) return null;
  const newest = incident.operations?.findLast(({ kind, to }) => kind === 'rollback' && to !== null);
  return newest?.state === 'succeeded' ? newest : null;
}

/** Whether a deployment is one that nobody needs to be told of: it was looked at, or is of the version that was gone back to. */
export function isLookedAt(
  { looked = [], from, to }: Operation,
  live: { readonly id: string; readonly sha: string },
): boolean {
  return live.id === from?.id || live.sha === to?.sha || looked.includes(live.id);
}
