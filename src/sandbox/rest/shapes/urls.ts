// Where things are: the URLs GitHub puts into every answer.
import type { Issue } from '../../state/issue.ts';
import { repositoryOf } from '../../state/issue-changes.ts';
import { fullNameOf } from '../../state/repositories.ts';
import type { Repository } from '../../state/repository.ts';
import type { Store } from '../../state/store.ts';

/** Something as JSON, in GitHub's shape. */
export type Shape = Readonly<Record<string, unknown>>;

/** `…/api/v3` and a path below it. */
export function apiUrl(store: Store, path: string): string {
  return `${store.baseUrl}/api/v3${path}`;
}

/** A repository in the API. */
export function repositoryUrl(store: Store, repository: Repository): string {
  return apiUrl(store, `/repos/${fullNameOf(store, repository)}`);
}

/** A repository's page. */
export function repositoryPage(store: Store, repository: Repository): string {
  return `${store.baseUrl}/${fullNameOf(store, repository)}`;
}

/** An issue in the API. */
export function issueUrl(store: Store, issue: Issue): string {
  return `${repositoryUrl(store, repositoryOf(store, issue))}/issues/${issue.number}`;
}

/** A pull request in the API. */
export function pullUrl(store: Store, issue: Issue): string {
  return `${repositoryUrl(store, repositoryOf(store, issue))}/pulls/${issue.number}`;
}

/** An issue's or pull request's page. */
export function issuePage(store: Store, issue: Issue): string {
  const kind = issue.pullRequest === null ? 'issues' : 'pull';
  return `${repositoryPage(store, repositoryOf(store, issue))}/${kind}/${issue.number}`;
}
