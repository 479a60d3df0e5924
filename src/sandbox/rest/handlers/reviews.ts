// REST: reviews of a pull request, and who is asked for them.
import * as z from 'zod';
import { demandInPull } from '../../pulls/in-pull.ts';
import { findTeam, findUser } from '../../state/accounts.ts';
import type { PullRequestIssue } from '../../state/issue.ts';
import { repositoryOf } from '../../state/issue-changes.ts';
import type { PullReviewer, Review } from '../../state/pull-request.ts';
import { Refusal } from '../../state/refusal.ts';
import { removeRequests, requestReviews, strangers } from '../../state/review-requests.ts';
import { dismissReview, reviewOf, reviewsOf, submitReview } from '../../state/reviews.ts';
import { type Answer, type Asked, actorOf, bodyAs, created, numberParam, ok } from '../exchange.ts';
import { paged } from '../page.ts';
import { pullShape, requestedShape, reviewShape } from '../shapes/pulls.ts';
import { pullFor } from './pulls.ts';

const NewReview = z.object({
  body: z.string().optional(),
  event: z.enum(['APPROVE', 'REQUEST_CHANGES', 'COMMENT']).optional(),
  commit_id: z.string().optional(),
  comments: z.array(z.unknown()).optional(),
});

const states = { APPROVE: 'APPROVED', REQUEST_CHANGES: 'CHANGES_REQUESTED', COMMENT: 'COMMENTED' } as const;

/** `POST …/pulls/{pull_number}/reviews`: submitted at once; pending ones and comments on lines are not implemented. */
export async function create(asked: Asked): Promise<Answer> {
  const { store } = asked;
  const pull = pullFor(asked);
  const { event, body, comments, commit_id } = bodyAs(asked, NewReview);
  if (event === undefined) throw new Refusal(501, 'The sandbox does not implement pending reviews.');
  if ((comments ?? []).length > 0) throw new Refusal(501, 'The sandbox does not implement comments on lines.');
  if (commit_id !== undefined) await demandInPull(store, pull, commit_id);
  const at = commit_id === undefined ? {} : { commitId: commit_id };
  const review = submitReview(store, actorOf(asked), pull, { state: states[event], body: body ?? '', ...at });
  return ok(reviewShape(store, pull, review));
}

/** `GET …/pulls/{pull_number}/reviews`: oldest first. */
export function list(asked: Asked): Answer {
  const pull = pullFor(asked);
  return paged(asked, reviewsOf(asked.store, pull), (review) => reviewShape(asked.store, pull, review));
}

function reviewFor(asked: Asked, pull: PullRequestIssue): Review {
  return reviewOf(asked.store, pull, numberParam(asked, 'review_id'));
}

/** `GET …/pulls/{pull_number}/reviews/{review_id}`. */
export function get(asked: Asked): Answer {
  const pull = pullFor(asked);
  return ok(reviewShape(asked.store, pull, reviewFor(asked, pull)));
}

/** `PUT …/pulls/{pull_number}/reviews/{review_id}/dismissals`. */
export function dismiss(asked: Asked): Answer {
  const pull = pullFor(asked);
  const { id } = reviewFor(asked, pull);
  const { message } = bodyAs(asked, z.object({ message: z.string(), event: z.literal('DISMISS').optional() }));
  return ok(reviewShape(asked.store, pull, dismissReview(asked.store, actorOf(asked), pull, { id, message })));
}

/** `GET …/pulls/{pull_number}/requested_reviewers`. */
export function listRequested(asked: Asked): Answer {
  const { requested_reviewers: users, requested_teams: teams } = requestedShape(asked.store, pullFor(asked));
  return ok({ users, teams });
}

const Reviewers = z.object({
  reviewers: z.array(z.string()).default([]),
  team_reviewers: z.array(z.string()).default([]),
});

/** `POST …/pulls/{pull_number}/requested_reviewers`. */
export function request(asked: Asked): Answer {
  const pull = pullFor(asked);
  const changed = requestReviews(asked.store, actorOf(asked), pull, reviewersIn(asked, pull));
  return created(pullShape(asked.store, changed));
}

/** `DELETE …/pulls/{pull_number}/requested_reviewers`. */
export function unrequest(asked: Asked): Answer {
  const pull = pullFor(asked);
  const changed = removeRequests(asked.store, actorOf(asked), pull, reviewersIn(asked, pull));
  return ok(pullShape(asked.store, changed));
}

/** People by login and teams by slug; unknown names are as good as strangers. */
function reviewersIn(asked: Asked, pull: PullRequestIssue): readonly PullReviewer[] {
  const { store } = asked;
  const { reviewers, team_reviewers } = bodyAs(asked, Reviewers);
  const organisation = store.organisations.get(repositoryOf(store, pull).ownerId);
  const found = [
    ...reviewers.map((login) => ({ kind: 'user' as const, id: findUser(store, login)?.id })),
    ...team_reviewers.map((slug) => ({
      kind: 'team' as const,
      id: organisation && findTeam(store, organisation, slug)?.id,
    })),
  ];
  return found.map(({ kind, id }) => {
    if (id === undefined) throw strangers(store, pull);
    return { kind, id };
  });
}
