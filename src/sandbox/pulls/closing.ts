// Which issues a pull request closes when it is merged, and which pull requests close an issue: by keywords in their text. Links that people make by hand are not kept here.
import type { Issue, PullRequestIssue } from '../state/issue.ts';
import { repositoryOf } from '../state/issue-changes.ts';
import { pullRequestsOf } from '../state/pull-requests.ts';
import { closingNames } from '../state/push.ts';
import { known, type Store } from '../state/store.ts';

/** Only what goes to the default branch closes anything (linking a pull request to an issue). */
export function closedBy(store: Store, pull: PullRequestIssue): readonly Issue[] {
  const repository = repositoryOf(store, pull);
  if (pull.pullRequest.base !== repository.defaultBranch) return [];
  return closingNames(store, repository, pull.body ?? '');
}

/** Oldest first. */
export function closersOf(store: Store, issue: Issue): readonly PullRequestIssue[] {
  const pulls = pullRequestsOf(store, known(store.repositories, issue.repositoryId));
  return pulls.filter((pull) => closedBy(store, pull).some(({ id }) => id === issue.id));
}
