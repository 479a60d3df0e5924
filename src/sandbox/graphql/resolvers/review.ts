/** Fields of `PullRequestReview`, and the reviews of a pull request. */
import { folderOf } from '../../git-host.ts';
import { hasRole } from '../../state/access.ts';
import { isPullRequest, type PullRequestIssue } from '../../state/issue.ts';
import { repositoryOf } from '../../state/issue-changes.ts';
import { nodeIdOf } from '../../state/node-id.ts';
import type { Review } from '../../state/pull-request.ts';
import { reviewsOf } from '../../state/reviews.ts';
import { known, type Store } from '../../state/store.ts';
import { type Connection, connect } from '../connection.ts';
import { type Args, account, type Context, countable, type Fields, thing } from '../things.ts';
import { issuePath } from '../urls.ts';

/** `pullRequest.reviews`, oldest first. */
export function pullReviews(pull: PullRequestIssue, args: Args, { store }: Context): Connection {
  return connect(reviewsOf(store, pull), countable(args), {
    name: 'reviews',
    key: ({ id }) => id,
    node: (review) => thing('PullRequestReview', review),
  });
}

function pullOf({ issueId }: Review, store: Store): PullRequestIssue {
  const issue = known(store.issues, issueId);
  if (!isPullRequest(issue)) throw new Error(`${issueId} is no pull request`);
  return issue;
}

/** Fields of `PullRequestReview`; its ids do not fit `databaseId`. */
export const reviewFields: Fields<Review> = {
  id: ({ id }) => nodeIdOf('review', id),
  fullDatabaseId: ({ id }) => String(id),
  state: ({ state }) => state,
  body: ({ body }) => body,
  submittedAt: ({ submittedAt }) => submittedAt,
  createdAt: ({ submittedAt }) => submittedAt,
  author: ({ authorId }, _args, { store }) => account(known(store.users, authorId)),
  authorCanPushToRepository: (review, _args, { store }) =>
    hasRole(store, known(store.users, review.authorId), repositoryOf(store, pullOf(review, store)), 'write'),
  commit: (review, _args, { store }) => {
    const repository = repositoryOf(store, pullOf(review, store));
    return thing('Commit', { repository, folder: folderOf(store, repository), oid: review.commitId });
  },
  pullRequest: (review, _args, { store }) => thing('PullRequest', pullOf(review, store)),
  url: (review, _args, { store }) =>
    `${store.baseUrl}${issuePath(store, pullOf(review, store))}#pullrequestreview-${review.id}`,
};
