// Reviews of pull requests: submitted, and dismissed.
import { demand } from './access.ts';
import type { Actor } from './actor.ts';
import type { PullRequestIssue } from './issue.ts';
import { repositoryOf } from './issue-changes.ts';
import type { Review, SubmittedState } from './pull-request.ts';
import { currentPullRequest } from './pull-requests.ts';
import { notFound, Refusal } from './refusal.ts';
import { answerRequests } from './review-requests.ts';
import { appendEvent, nextId, now, type Store } from './store.ts';

/** What a review is made of; the commit that was looked at is the head where none is named. */
export type ReviewInput = { readonly state: SubmittedState; readonly body: string; readonly commitId?: string };

/** Submits a review, which answers the requests for it. Nobody approves their own pull request. */
export function submitReview(store: Store, actor: Actor, pull: PullRequestIssue, input: ReviewInput): Review {
  const repository = repositoryOf(store, pull);
  demand(store, actor, repository, { role: 'read', permission: 'pull_requests', level: 'write' });
  if (actor.user.id === pull.authorId && input.state !== 'COMMENTED') {
    const what = input.state === 'APPROVED' ? 'approve' : 'request changes on';
    throw new Refusal(422, 'Unprocessable Entity', { errors: [`Review Can not ${what} your own pull request`] });
  }
  const { state, body, commitId = pull.pullRequest.headSha } = input;
  const review: Review = {
    id: nextId(store, 'review'),
    issueId: pull.id,
    authorId: actor.user.id,
    state,
    body,
    commitId,
    submittedAt: now(store),
    dismissal: null,
  };
  store.reviews.set(review.id, review);
  const pullRequest = answerRequests(store, actor.user, pull);
  appendEvent(store, {
    ...{ event: 'pull_request_review', action: 'submitted', pullRequest, review },
    ...{ sender: actor.user, repository },
  });
  return review;
}

/** Its reviews, oldest first. */
export function reviewsOf(store: Store, pull: PullRequestIssue): readonly Review[] {
  return [...store.reviews.values()].filter(({ issueId }) => issueId === pull.id);
}

/** The review of this id of a pull request; 404 otherwise. */
export function reviewOf(store: Store, pull: PullRequestIssue, id: number): Review {
  const review = store.reviews.get(id);
  if (review?.issueId !== pull.id) throw notFound();
  return review;
}

/** Takes the opinion of a review away, as people with write and apps may. 422 for one that has none. */
export function dismissReview(
  store: Store,
  actor: Actor,
  pull: PullRequestIssue,
  { id, message }: { readonly id: number; readonly message: string },
): Review {
  demand(store, actor, repositoryOf(store, pull), { role: 'write', permission: 'pull_requests', level: 'write' });
  const { state } = reviewOf(store, pull, id);
  if (state === 'COMMENTED' || state === 'DISMISSED') {
    const problem = `Can not dismiss a ${state.toLowerCase()} pull request review`;
    throw new Refusal(422, 'Validation Failed', { errors: [problem] });
  }
  return putDismissed(store, actor, pull, { id, message });
}

/** Ends the approvals of a pull request to which something else was pushed, where its base asks for that. */
export function dismissStale(store: Store, pusher: Actor, pull: PullRequestIssue): void {
  for (const { id, state } of reviewsOf(store, pull))
    if (state === 'APPROVED') putDismissed(store, pusher, pull, { id, message: '' });
}

function putDismissed(
  store: Store,
  { user }: Actor,
  pull: PullRequestIssue,
  { id, message }: { readonly id: number; readonly message: string },
): Review {
  const review: Review = { ...reviewOf(store, pull, id), state: 'DISMISSED', dismissal: { byId: user.id, message } };
  store.reviews.set(id, review);
  const [pullRequest, repository] = [currentPullRequest(store, pull), repositoryOf(store, pull)];
  appendEvent(store, {
    ...{ event: 'pull_request_review', action: 'dismissed', pullRequest, review },
    ...{ sender: user, repository },
  });
  return review;
}
