// What an event has the worker of a repository look at.
import type { LaneAsk, NewAsk } from '../engine/freeze-asks.ts';
import type { About, HotfixLook, Reading } from './reading.ts';
import type { PullPayload } from './schema.ts';

type Where = Pick<PullPayload, 'repository' | 'installation'>;

type Asking = NewAsk['ask'] | LaneAsk['ask'];

/** What must be looked at in a repository. */
export function asking(
  { repository, installation }: Where,
  ask: Asking,
  seen: { readonly seen?: HotfixLook; readonly also?: readonly About[] } = {},
): Reading {
  if (installation == null) return { ignored: 'unexpected-shape' };
  const { id, name, owner } = repository;
  const ground = { repositoryId: id, installationId: installation.id, owner: owner.login, repo: name };
  return { freeze: ask.is === 'said' ? { ...ground, ask } : { ...ground, ask }, ...seen };
}
