// The merge queue of a pull request's base, and its place there: read from the state, as REST shows neither.
import { queueEntryState } from '../../../graphql/resolvers/later-merge.ts';
import { queueFor } from '../../../pulls/merge-queue.ts';
import { queueOf } from '../../../state/branch-rules.ts';
import { findRepository } from '../../../state/repositories.ts';
import type { Pull } from '../../change-shapes.ts';
import { param, type Visit } from '../../visit.ts';

/** `place` counts from 1; null outside the queue. `isRequired`: the base is changed through a queue only. */
export type Queue = { readonly place: number | null; readonly state: string; readonly isRequired: boolean };

/** How it stands. */
export function queueAround(visit: Visit, { number, base }: Pull): Queue {
  const { store } = visit.host;
  const repository = findRepository(store, param(visit, 'owner'), param(visit, 'repo'))?.repository;
  if (repository === undefined) return { place: null, state: '', isRequired: false };
  const queue = queueFor(store, repository, base.ref);
  const entry = queue.find((one) => one.number === number);
  const isRequired = queueOf(store, repository, base.ref) !== null;
  if (entry === undefined) return { place: null, state: '', isRequired };
  return { place: queue.indexOf(entry) + 1, state: queueEntryState(entry, store), isRequired };
}
