/** Addresses of things in the web face, as GraphQL gives them. */
import type { Comment, Issue } from '../state/issue.ts';
import { fullNameOf } from '../state/repositories.ts';
import type { Repository } from '../state/repository.ts';
import { known, type Store } from '../state/store.ts';

/** `/owner/name`. */
export function repositoryPath(store: Store, repository: Repository): string {
  return `/${fullNameOf(store, repository)}`;
}

/** `/owner/name/issues/1`, `/owner/name/pull/1`. */
export function issuePath(store: Store, issue: Issue): string {
  return `${repositoryPath(store, known(store.repositories, issue.repositoryId))}/${issue.pullRequest === null ? 'issues' : 'pull'}/${issue.number}`;
}

/** `/owner/name/issues/1#issuecomment-2`. */
export function commentPath(store: Store, comment: Comment): string {
  return `${issuePath(store, known(store.issues, comment.issueId))}#issuecomment-${comment.id}`;
}
