/** Mutations of reviews and drafts. */
import { followOwners } from '../../pulls/code-owners.ts';
import { demandInPull } from '../../pulls/in-pull.ts';
import { setDraft } from '../../state/drafts.ts';
import type { PullReviewer } from '../../state/pull-request.ts';
import { currentPullRequest } from '../../state/pull-requests.ts';
import { removeRequests, requestReviews } from '../../state/review-requests.ts';
import { dismissReview, submitReview } from '../../state/reviews.ts';
import { optionalText, optionalTexts, text } from '../arguments.ts';
import { noNode, notImplemented } from '../failure.ts';
import { nodeNamed } from '../resolvers/query.ts';
import { pullOf } from '../resolvers/review.ts';
import { type Args, account, type Context, thing } from '../things.ts';
import type { Mutations } from './index.ts';
import { pullIn, reviewIn, usersIn } from './subject.ts';

const states = { APPROVE: 'APPROVED', REQUEST_CHANGES: 'CHANGES_REQUESTED', COMMENT: 'COMMENTED' } as const;

/** Mutations of reviews, of requests for them, and of drafts. */
export const reviewMutations: Mutations = {
  addPullRequestReview: async (input, context) => {
    for (const name of ['comments', 'threads'])
      if (Array.isArray(input[name]) && input[name].length > 0)
        throw notImplemented(`AddPullRequestReviewInput.${name}`);
    const pull = pullIn(input, 'pullRequestId', context);
    const event = optionalText(input, 'event');
    if (event !== 'APPROVE' && event !== 'REQUEST_CHANGES' && event !== 'COMMENT')
      throw notImplemented(event === undefined ? 'pending reviews' : `PullRequestReviewEvent.${event}`);
    const commitId = optionalText(input, 'commitOID');
    if (commitId !== undefined) await demandInPull(context.store, pull, commitId);
    const at = commitId === undefined ? {} : { commitId };
    const said = { state: states[event], body: optionalText(input, 'body') ?? '', ...at };
    const node = thing('PullRequestReview', submitReview(context.store, context.actor, pull, said));
    return { pullRequestReview: node, reviewEdge: { node, cursor: text(input, 'pullRequestId') } };
  },
  dismissPullRequestReview: (input, context) => {
    const review = reviewIn(input, 'pullRequestReviewId', context);
    const pull = pullOf(review, context.store);
    const how = { id: review.id, message: text(input, 'message') };
    return { pullRequestReview: thing('PullRequestReview', dismissReview(context.store, context.actor, pull, how)) };
  },
  requestReviews: (input, context) => {
    const { store, actor } = context;
    const pull = pullIn(input, 'pullRequestId', context);
    const wanted = reviewersIn(input, context);
    if (input['union'] !== true) {
      const isWanted = ({ kind, id }: PullReviewer) => wanted.some((one) => one.kind === kind && one.id === id);
      const others = pull.pullRequest.requests.map(({ reviewer }) => reviewer).filter((one) => !isWanted(one));
      removeRequests(store, actor, pull, others);
    }
    const changed = requestReviews(store, actor, pull, wanted);
    return { actor: account(actor.user), pullRequest: thing('PullRequest', changed) };
  },
  markPullRequestReadyForReview: async (input, context) => {
    const pull = setDraft(context.store, context.actor, pullIn(input, 'pullRequestId', context), false);
    return { pullRequest: thing('PullRequest', await followOwners(context.store, context.actor, pull)) };
  },
  convertPullRequestToDraft: (input, context) => {
    const pull = setDraft(context.store, context.actor, pullIn(input, 'pullRequestId', context), true);
    return { pullRequest: thing('PullRequest', currentPullRequest(context.store, pull)) };
  },
};

function reviewersIn(input: Args, context: Context): readonly PullReviewer[] {
  const users = (usersIn(input, 'userIds', context) ?? []).map(({ id }) => ({ kind: 'user' as const, id }));
  const teams = (optionalTexts(input, 'teamIds') ?? []).map((id) => {
    const found = nodeNamed(id, context);
    if (found.tag !== 'Team') throw noNode(id);
    return { kind: 'team' as const, id: found.value.id };
  });
  return [...users, ...teams];
}
