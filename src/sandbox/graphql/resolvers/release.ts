/** Releases. */
import { resolveCommit, resolveRef } from '../../git/index.ts';
import { folderOf } from '../../git-host.ts';
import { nodeIdOf } from '../../state/node-id.ts';
import type { Release } from '../../state/release.ts';
import { latestRelease, releasesFor } from '../../state/releases.ts';
import type { Repository } from '../../state/repository.ts';
import { known } from '../../state/store.ts';
import { object } from '../arguments.ts';
import { type Connection, connect } from '../connection.ts';
import { demandRead } from '../rights.ts';
import { type Args, account, type Context, countable, type Fields, type Thing, thing } from '../things.ts';
import { repositoryPath } from '../urls.ts';

/** `repository.releases`: by creation, newest first unless ordered otherwise. */
export function repositoryReleases(repository: Repository, args: Args, context: Context): Connection {
  demandRead(context, repository, 'contents');
  const { field, direction } = { field: 'CREATED_AT', direction: 'DESC', ...object(args, 'orderBy') };
  const found = releasesFor(context.store, context.actor, repository).toSorted((a, b) =>
    field === 'NAME' ? (a.name ?? '').localeCompare(b.name ?? '') : a.id - b.id,
  );
  const ordered = direction === 'DESC' ? found.toReversed() : found;
  return connect(ordered, countable(args), {
    name: 'releases',
    key: ({ id }) => id,
    node: (one) => thing('Release', one),
  });
}

/** `repository.latestRelease`; null when there is none. */
export function repositoryLatest(repository: Repository, context: Context): Thing | null {
  demandRead(context, repository, 'contents');
  const latest = latestRelease(context.store, repository);
  return latest === undefined ? null : thing('Release', latest);
}

function placeOf({ repositoryId }: Release, { store }: Context) {
  const repository = known(store.repositories, repositoryId);
  return { repository, folder: folderOf(store, repository) };
}

function pathOf(release: Release, context: Context): string {
  const { repository } = placeOf(release, context);
  return `${repositoryPath(context.store, repository)}/releases/tag/${encodeURIComponent(release.tag)}`;
}

/** Fields of `Release`. */
export const releaseFields: Fields<Release> = {
  id: ({ id }) => nodeIdOf('release', id),
  databaseId: ({ id }) => id,
  name: ({ name }) => name,
  description: ({ body }) => body,
  tagName: ({ tag }) => tag,
  isDraft: ({ draft }) => draft,
  isPrerelease: ({ prerelease }) => prerelease,
  isLatest: (release, _args, context) =>
    latestRelease(context.store, placeOf(release, context).repository)?.id === release.id,
  createdAt: ({ createdAt }) => createdAt,
  publishedAt: ({ publishedAt }) => publishedAt,
  updatedAt: ({ updatedAt }) => updatedAt,
  author: ({ authorId }, _args, { store }) => account(known(store.users, authorId)),
  repository: (release, _args, context) => thing('Repository', placeOf(release, context).repository),
  url: (release, _args, context) => context.store.baseUrl + pathOf(release, context),
  resourcePath: (release, _args, context) => pathOf(release, context),
  tag: async (release, _args, context) => {
    const { repository, folder } = placeOf(release, context);
    const name = `refs/tags/${release.tag}`;
    const oid = await resolveRef(folder, name);
    return oid === null ? null : thing('Ref', { repository, name, oid });
  },
  tagCommit: async (release, _args, context) => {
    const place = placeOf(release, context);
    const oid = await resolveCommit(place.folder, `refs/tags/${release.tag}`);
    return oid === null ? null : thing('Commit', { ...place, oid });
  },
};
