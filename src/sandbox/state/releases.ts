// Releases: made from a tag, drafted, published.
import { demand, hasRole } from './access.ts';
import type { Actor, Caller } from './actor.ts';
import { invalid } from './refusal.ts';
import type { Release } from './release.ts';
import type { Repository } from './repository.ts';
import { appendEvent, known, nextId, now, type Store } from './store.ts';

/** What a release is made of; `createdAt` is the date of its commit. */
export type ReleaseInput = Pick<Release, 'tag' | 'target' | 'createdAt'> &
  Partial<Pick<Release, 'name' | 'body' | 'draft' | 'prerelease' | 'mayBeLatest'>>;

const writing = { role: 'write', permission: 'contents', level: 'write' } as const;

/** Refuses whoever may not make releases. */
export function demandReleases(store: Store, actor: Actor, repository: Repository): void {
  demand(store, actor, repository, writing);
}

/** Makes a release: `created`, `published`, and `released` or `prereleased`; nothing is sent of a draft. 422 for a tag that has one. */
export function createRelease(store: Store, actor: Actor, repository: Repository, input: ReleaseInput): Release {
  demandReleases(store, actor, repository);
  if (releaseTagged(store, repository, input.tag) !== undefined)
    throw invalid({ resource: 'Release', code: 'already_exists', field: 'tag_name' });
  const draft = input.draft ?? false;
  const at = now(store);
  const release: Release = {
    id: nextId(store, 'release'),
    repositoryId: repository.id,
    name: null,
    body: null,
    prerelease: false,
    mayBeLatest: true,
    ...input,
    draft,
    authorId: actor.user.id,
    publishedAt: draft ? null : at,
    updatedAt: at,
  };
  store.releases.set(release.id, release);
  if (!draft) announce(store, actor, release, ['created', 'published', last(release)]);
  return release;
}

/** Changes a release; one that stops being a draft is published now. */
export function updateRelease(
  store: Store,
  actor: Actor,
  release: Release,
  fields: Partial<Omit<ReleaseInput, 'createdAt'>>,
): Release {
  demandReleases(store, actor, known(store.repositories, release.repositoryId));
  const publishes = release.draft && fields.draft === false;
  const at = now(store);
  const changed = { ...release, ...fields, updatedAt: at, publishedAt: publishes ? at : release.publishedAt };
  store.releases.set(release.id, changed);
  if (publishes) announce(store, actor, changed, ['published', last(changed)]);
  return changed;
}

function last({ prerelease }: Release): 'released' | 'prereleased' {
  return prerelease ? 'prereleased' : 'released';
}

function announce(
  store: Store,
  actor: Actor,
  release: Release,
  actions: readonly ('created' | 'published' | 'released' | 'prereleased')[],
): void {
  const repository = known(store.repositories, release.repositoryId);
  for (const action of actions)
    appendEvent(store, { event: 'release', action, release, sender: actor.user, repository });
}

/** The releases that a caller sees, newest first: drafts only with write. */
export function releasesFor(store: Store, caller: Caller, repository: Repository): readonly Release[] {
  const drafts =
    caller.kind === 'installation'
      ? caller.permissions['contents'] === 'write'
      : caller.kind === 'user' && hasRole(store, caller.user, repository, 'write');
  return [...store.releases.values()]
    .filter((one) => one.repositoryId === repository.id && (drafts || !one.draft))
    .toReversed();
}

/** The release of a tag, drafts left out. */
export function releaseTagged(store: Store, repository: Repository, tag: string): Release | undefined {
  return [...store.releases.values()].find(
    (one) => one.repositoryId === repository.id && one.tag === tag && !one.draft,
  );
}

/** The latest release: the last one published that is no draft and no pre-release. */
export function latestRelease(store: Store, repository: Repository): Release | undefined {
  return [...store.releases.values()]
    .filter((one) => one.repositoryId === repository.id && !one.draft && !one.prerelease && one.mayBeLatest)
    .toSorted((a, b) => (a.publishedAt ?? '').localeCompare(b.publishedAt ?? '') || a.id - b.id)
    .at(-1);
}
