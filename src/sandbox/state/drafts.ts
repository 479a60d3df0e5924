// Drafts: a pull request that is not ready, and says when it is.
import { demand } from './access.ts';
import type { Actor } from './actor.ts';
import type { PullRequestIssue } from './issue.ts';
import { repositoryOf } from './issue-changes.ts';
import { changePullRequest, currentPullRequest } from './pull-requests.ts';
import { Refusal } from './refusal.ts';
import { appendEvent, type Store } from './store.ts';

/** Makes it a draft, or ready, as its author and people with write may; 422 when it is closed or is so already. */
export function setDraft(store: Store, actor: Actor, pull: PullRequestIssue, draft: boolean): PullRequestIssue {
  const repository = repositoryOf(store, pull);
  const { authorId } = pull;
  demand(store, actor, repository, { role: 'write', permission: 'pull_requests', level: 'write', authorId });
  const current = currentPullRequest(store, pull);
  if (current.state === 'closed') throw new Refusal(422, 'Pull request is closed');
  if (current.pullRequest.draft === draft)
    throw new Refusal(422, draft ? 'Pull request is already in draft state' : 'Pull request is not in draft state');
  const pullRequest = changePullRequest(store, current, { draft });
  const action = draft ? 'converted_to_draft' : 'ready_for_review';
  appendEvent(store, { event: 'pull_request', action, pullRequest, sender: actor.user, repository });
  return pullRequest;
}
