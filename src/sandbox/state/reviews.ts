// Reviews of pull requests, and what they come to.
import { demand, hasRole } from './access.ts';
import type { Actor } from './actor.ts';
import { approvalsFor } from './branch-rules.ts';
import type { PullRequestIssue } from './issue.ts';
import { repositoryOf } from './issue-changes.ts';
import type { Review, ReviewState } from './pull-request.ts';
import { Refusal } from './refusal.ts';
import { appendEvent, known, nextId, now, type Store } from './store.ts';

/** Submits a review. Nobody approves their own pull request. */
export function submitReview(
  store: Store,
  actor: Actor,
  pull: PullRequestIssue,
  input: { readonly state: ReviewState; readonly body: string },
): Review {
  const repository = repositoryOf(store, pull);
  demand(store, actor, repository, { role: 'read', permission: 'pull_requests', level: 'write' });
  if (actor.user.id === pull.authorId && input.state !== 'COMMENTED') {
    const what = input.state === 'APPROVED' ? 'approve' : 'request changes on';
    throw new Refusal(422, 'Unprocessable Entity', { errors: [`Review Can not ${what} your own pull request`] });
  }
  const review: Review = {
    id: nextId(store, 'review'),
    issueId: pull.id,
    authorId: actor.user.id,
    ...input,
    commitId: pull.pullRequest.headSha,
    submittedAt: now(store),
  };
  store.reviews.set(review.id, review);
  const around = { pullRequest: pull, review, sender: actor.user, repository };
  appendEvent(store, { event: 'pull_request_review', action: 'submitted', ...around });
  return review;
}

/** Its reviews, oldest first. */
export function reviewsOf(store: Store, pull: PullRequestIssue): readonly Review[] {
  return [...store.reviews.values()].filter(({ issueId }) => issueId === pull.id);
}

/** The last opinion of each reviewer whose opinion counts: those with write. */
function opinions(store: Store, pull: PullRequestIssue): readonly ReviewState[] {
  const repository = repositoryOf(store, pull);
  const last = new Map<number, ReviewState>();
  for (const { authorId, state } of reviewsOf(store, pull)) {
    if (state === 'COMMENTED' || !hasRole(store, known(store.users, authorId), repository, 'write')) continue;
    last.set(authorId, state);
  }
  return [...last.values()];
}

/** `reviewDecision`; null when nothing is required and nobody has said anything. */
export function decisionOf(
  store: Store,
  pull: PullRequestIssue,
): 'APPROVED' | 'CHANGES_REQUESTED' | 'REVIEW_REQUIRED' | null {
  const said = opinions(store, pull);
  const needed = approvalsFor(store, repositoryOf(store, pull), pull.pullRequest.base);
  if (said.includes('CHANGES_REQUESTED')) return 'CHANGES_REQUESTED';
  const approvals = said.filter((state) => state === 'APPROVED').length;
  if (approvals >= Math.max(needed, 1)) return 'APPROVED';
  return needed > 0 ? 'REVIEW_REQUIRED' : null;
}
