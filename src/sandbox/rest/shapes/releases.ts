// Releases in GitHub's shapes.
import { nodeIdOf } from '../../state/node-id.ts';
import type { Release } from '../../state/release.ts';
import { known, type Store } from '../../state/store.ts';
import { repositoryPage, repositoryUrl, type Shape } from './urls.ts';
import { userWithId } from './user.ts';

/** A release's page. */
export function releasePage(store: Store, release: Release): string {
  const page = repositoryPage(store, known(store.repositories, release.repositoryId));
  return `${page}/releases/tag/${encodeURIComponent(release.tag)}`;
}

/** `release`. */
export function releaseShape(store: Store, release: Release): Shape {
  const repository = repositoryUrl(store, known(store.repositories, release.repositoryId));
  const url = `${repository}/releases/${release.id}`;
  return {
    url,
    html_url: releasePage(store, release),
    assets_url: `${url}/assets`,
    upload_url: `${url}/assets{?name,label}`,
    tarball_url: `${repository}/tarball/${encodeURIComponent(release.tag)}`,
    zipball_url: `${repository}/zipball/${encodeURIComponent(release.tag)}`,
    id: release.id,
    node_id: nodeIdOf('release', release.id),
    tag_name: release.tag,
    target_commitish: release.target,
    name: release.name,
    body: release.body,
    draft: release.draft,
    prerelease: release.prerelease,
    immutable: false,
    created_at: release.createdAt,
    published_at: release.publishedAt,
    updated_at: release.updatedAt,
    author: userWithId(store, release.authorId),
    assets: [],
  };
}
