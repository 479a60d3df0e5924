// Forks: a person's own copy of a repository, from which pull requests come.
import { demand } from './access.ts';
import type { Actor } from './actor.ts';
import { notAccessible, Refusal } from './refusal.ts';
import { createRepository } from './repositories.ts';
import type { Repository } from './repository.ts';
import { appendEvent, known, type Store } from './store.ts';

/** A person's fork, made when there is none; `made` says whether. Its files are the caller's business. Apps have no account to fork into, and nobody forks what is theirs. */
export function forkRepository(
  store: Store,
  actor: Actor,
  source: Repository,
  name: string = source.name,
): { readonly fork: Repository; readonly made: boolean } {
  demand(store, actor, source, { role: 'read', permission: 'contents', level: 'read' });
  if (actor.kind !== 'user') throw notAccessible('administration=write');
  if (source.ownerId === actor.user.id) throw new Refusal(403, 'You cannot fork your own repository.');
  const there = forksOf(store, source).find(({ ownerId }) => ownerId === actor.user.id);
  if (there !== undefined) return { fork: there, made: false };
  const { description, defaultBranch, id, private: isPrivate } = source;
  const more = { description, defaultBranch, private: isPrivate, hasIssues: false, forkOfId: id };
  const fork = createRepository(store, actor.user, name, more);
  appendEvent(store, { event: 'fork', forkee: fork, sender: actor.user, repository: source });
  return { fork, made: true };
}

/** The forks of a repository, newest first. */
export function forksOf(store: Store, { id }: Repository): readonly Repository[] {
  return [...store.repositories.values()].filter(({ forkOfId }) => forkOfId === id).toReversed();
}

/** Where an account keeps this repository: itself, what it is a fork of, or a fork; undefined for nowhere. */
export function copyOf(store: Store, repository: Repository, ownerId: number): Repository | undefined {
  const source = repository.forkOfId === undefined ? repository : known(store.repositories, repository.forkOfId);
  return [source, ...forksOf(store, source)].find((one) => one.ownerId === ownerId);
}
