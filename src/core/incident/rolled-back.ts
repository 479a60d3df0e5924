// What was rolled back may come again with a later deployment (`S002-17`), also when the incident is long over: which rollback is watched, and which deployments were looked at.
import { compare, plus, type Timestamp } from '../time.ts';
import type { Operation } from './operation.ts';
import type { Incident } from './record.ts';
import { isActive } from './transitions.ts';

/** Fourteen days after it was done: a branch that was forgotten for longer is another story. */
export const WATCHED_FOR = 'PT336H';

/** The newest rollback, if it succeeded and what it took back is not mended yet. While people respond it is watched beyond a revert, which may be taken back. */
export function watchedRollback(incident: Incident, now: Timestamp): Operation | null {
  if (incident.cause?.fix != null) return null;
  const newest = incident.operations?.findLast(({ kind, to }) => kind === 'rollback' && to !== null);
  if (newest?.state !== 'succeeded' || compare(plus(newest.since, WATCHED_FOR), now) <= 0) return null;
  return newest.mended === true && !isActive(incident.status) ? null : newest;
}

/** Whether a deployment is one that nobody needs to be told of: it was looked at, or is of the version that was gone back to. */
export function isLookedAt(
  { looked = [], from, to }: Operation,
  live: { readonly id: string; readonly sha: string },
): boolean {
  return live.id === from?.id || live.sha === to?.sha || looked.includes(live.id);
}
