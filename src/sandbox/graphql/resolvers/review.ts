/** Reviews of pull requests, and who is asked for them. */
import { folderOf } from '../../git-host.ts';
import { associationOf } from '../../state/association.ts';
import { isPullRequest, type PullRequestIssue } from '../../state/issue.ts';
import { repositoryOf } from '../../state/issue-changes.ts';
import { nodeIdOf } from '../../state/node-id.ts';
import type { Review } from '../../state/pull-request.ts';
import { counts, latestOpinions } from '../../state/review-decision.ts';
import { reviewsOf } from '../../state/reviews.ts';
import { known, type Store } from '../../state/store.ts';
import { optionalText, optionalTexts } from '../arguments.ts';
import { type Connection, connect } from '../connection.ts';
import { type Args, account, type Context, countable, type Fields, thing } from '../things.ts';
import { issuePath } from '../urls.ts';
import { databaseId } from './database-id.ts';

/** The pull request that a review is of. */
export function pullOf({ issueId }: Review, store: Store): PullRequestIssue {
  const issue = known(store.issues, issueId);
  if (!isPullRequest(issue)) throw new Error(`issue ${issueId} is no pull request`);
  return issue;
}

function reviewPath(review: Review, store: Store): string {
  return `${issuePath(store, pullOf(review, store))}#pullrequestreview-${review.id}`;
}

/** Fields of `PullRequestReview`. */
export const reviewFields: Fields<Review> = {
  id: ({ id }) => nodeIdOf('review', id),
  databaseId: ({ id }) => databaseId('PullRequestReview', id),
  fullDatabaseId: ({ id }) => String(id),
  state: ({ state }) => state,
  body: ({ body }) => body,
  author: ({ authorId }, _args, { store }) => account(known(store.users, authorId)),
  authorAssociation: (review, _args, { store }) =>
    associationOf(store, known(store.users, review.authorId), repositoryOf(store, pullOf(review, store))),
  authorCanPushToRepository: (review, _args, { store }) =>
    counts(store, known(store.users, review.authorId), pullOf(review, store)),
  commit: (review, _args, { store }) => {
    const repository = repositoryOf(store, pullOf(review, store));
    return thing('Commit', { repository, folder: folderOf(store, repository), oid: review.commitId });
  },
  createdAt: ({ submittedAt }) => submittedAt,
  submittedAt: ({ submittedAt }) => submittedAt,
  publishedAt: ({ submittedAt }) => submittedAt,
  updatedAt: ({ submittedAt }) => submittedAt,
  pullRequest: (review, _args, { store }) => thing('PullRequest', pullOf(review, store)),
  repository: (review, _args, { store }) => thing('Repository', repositoryOf(store, pullOf(review, store))),
  url: (review, _args, { store }) => store.baseUrl + reviewPath(review, store),
  resourcePath: (review, _args, { store }) => reviewPath(review, store),
  viewerDidAuthor: ({ authorId }, _args, { actor }) => actor.user.id === authorId,
};

function reviewConnection(reviews: readonly Review[], args: Args, name: string): Connection {
  return connect(reviews, countable(args), {
    name,
    key: ({ id }) => id,
    node: (review) => thing('PullRequestReview', review),
  });
}

/** Fields of `PullRequest` about its reviews. */
export const pullReviewFields: Fields<PullRequestIssue> = {
  reviews: (pull, args, { store }) => {
    const [states, author] = [optionalTexts(args, 'states'), optionalText(args, 'author')];
    const found = reviewsOf(store, pull).filter(
      ({ state, authorId }) =>
        (states === undefined || states.includes(state)) &&
        (author === undefined || known(store.users, authorId).login.toLowerCase() === author.toLowerCase()),
    );
    return reviewConnection(found, args, 'reviews');
  },
  latestOpinionatedReviews: (pull, args, { store }) => {
    const found = latestOpinions(store, pull).filter(
      ({ authorId }) => args['writersOnly'] !== true || counts(store, known(store.users, authorId), pull),
    );
    return reviewConnection(found, args, 'latestOpinionatedReviews');
  },
  latestReviews: (pull, args, { store }) => {
    const asked = pull.pullRequest.requests.flatMap(({ reviewer: { kind, id } }) => (kind === 'user' ? [id] : []));
    const last = new Map(reviewsOf(store, pull).map((review) => [review.authorId, review]));
    const found = [...last.values()].filter(({ authorId }) => !asked.includes(authorId));
    return reviewConnection(
      found.toSorted((a, b) => a.id - b.id),
      args,
      'latestReviews',
    );
  },
  reviewRequests,
};

function reviewRequests(pull: PullRequestIssue, args: Args, { store }: Context): Connection {
  return connect(pull.pullRequest.requests, countable(args), {
    name: 'reviewRequests',
    key: ({ id }) => id,
    node: ({ id, reviewer, asCodeOwner }) => ({
      id: nodeIdOf('reviewRequest', id),
      asCodeOwner,
      pullRequest: thing('PullRequest', pull),
      requestedReviewer:
        reviewer.kind === 'user'
          ? account(known(store.users, reviewer.id))
          : thing('Team', known(store.teams, reviewer.id)),
    }),
  });
}
