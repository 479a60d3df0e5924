// Who is asked for a review of a pull request.
import { demand, givenGrantOf, isTeamMember } from './access.ts';
import type { Actor } from './actor.ts';
import type { Requested } from './change-event.ts';
import type { PullRequestIssue } from './issue.ts';
import { repositoryOf } from './issue-changes.ts';
import type { User } from './people.ts';
import type { PullReviewer, ReviewRequest } from './pull-request.ts';
import { changePullRequest, currentPullRequest } from './pull-requests.ts';
import { Refusal } from './refusal.ts';
import { fullNameOf } from './repositories.ts';
import { appendEvent, known, nextId, type Store } from './store.ts';

const asking = { role: 'triage', permission: 'pull_requests', level: 'write' } as const;

/** Asks for reviews: 422 for the author, and for who has not been let into the repository. Who is asked already stays so. */
export function requestReviews(
  store: Store,
  actor: Actor,
  pull: PullRequestIssue,
  reviewers: readonly PullReviewer[],
): PullRequestIssue {
  demand(store, actor, repositoryOf(store, pull), asking);
  if (reviewers.some(({ kind, id }) => kind === 'user' && id === pull.authorId))
    throw new Refusal(422, 'Review cannot be requested from pull request author.');
  if (!reviewers.every((reviewer) => isCollaborator(store, pull, reviewer))) throw strangers(store, pull);
  return addRequests(store, actor, pull, reviewers, false);
}

/** 422 as for somebody who has not been let in. */
export function strangers(store: Store, pull: PullRequestIssue): Refusal {
  const name = fullNameOf(store, repositoryOf(store, pull));
  const message = `Reviews may only be requested from collaborators. One or more of the users or teams you specified is not a collaborator of the ${name} repository.`;
  return new Refusal(422, message);
}

function isCollaborator(store: Store, pull: PullRequestIssue, { kind, id }: PullReviewer): boolean {
  const repository = repositoryOf(store, pull);
  if (kind === 'team') return repository.teams.has(id);
  const user = known(store.users, id);
  return user.type === 'User' && givenGrantOf(store, user, repository) !== null;
}

/** Asks for the reviews of those who own what is changed: not its author, nor who is asked already. */
export function requestOwners(store: Store, actor: Actor, pull: PullRequestIssue): PullRequestIssue {
  const { codeOwners } = currentPullRequest(store, pull).pullRequest;
  const owners = codeOwners.flat().filter(({ kind, id }) => kind !== 'user' || id !== pull.authorId);
  return addRequests(store, actor, pull, owners, true);
}

function addRequests(
  store: Store,
  actor: Actor,
  pull: PullRequestIssue,
  reviewers: readonly PullReviewer[],
  asCodeOwner: boolean,
): PullRequestIssue {
  for (const reviewer of reviewers) {
    const { requests } = currentPullRequest(store, pull).pullRequest;
    if (requests.some((one) => isSame(one.reviewer, reviewer))) continue;
    const request: ReviewRequest = { id: nextId(store, 'reviewRequest'), reviewer, asCodeOwner };
    tell(
      store,
      actor,
      changePullRequest(store, pull, { requests: [...requests, request] }),
      'review_requested',
      reviewer,
    );
  }
  return currentPullRequest(store, pull);
}

/** Takes requests back; those that are not there are passed over. */
export function removeRequests(
  store: Store,
  actor: Actor,
  pull: PullRequestIssue,
  reviewers: readonly PullReviewer[],
): PullRequestIssue {
  demand(store, actor, repositoryOf(store, pull), asking);
  for (const reviewer of reviewers) {
    const { requests } = currentPullRequest(store, pull).pullRequest;
    const others = requests.filter((one) => !isSame(one.reviewer, reviewer));
    if (others.length === requests.length) continue;
    tell(store, actor, changePullRequest(store, pull, { requests: others }), 'review_request_removed', reviewer);
  }
  return currentPullRequest(store, pull);
}

/** A review answers the requests for it, of its author and of their teams, without an event. */
export function answerRequests(store: Store, by: User, pull: PullRequestIssue): PullRequestIssue {
  const { requests } = currentPullRequest(store, pull).pullRequest;
  const open = requests.filter(({ reviewer: { kind, id } }) =>
    kind === 'user' ? id !== by.id : !isTeamMember(store, known(store.teams, id), by),
  );
  return open.length === requests.length
    ? currentPullRequest(store, pull)
    : changePullRequest(store, pull, { requests: open });
}

function isSame(a: PullReviewer, b: PullReviewer): boolean {
  return a.kind === b.kind && a.id === b.id;
}

function tell(
  store: Store,
  actor: Actor,
  pullRequest: PullRequestIssue,
  action: 'review_requested' | 'review_request_removed',
  { kind, id }: PullReviewer,
): void {
  const requested: Requested =
    kind === 'user' ? { kind, user: known(store.users, id) } : { kind, team: known(store.teams, id) };
  appendEvent(store, {
    ...{ event: 'pull_request', action, requested, pullRequest },
    ...{ sender: actor.user, repository: repositoryOf(store, pullRequest) },
  });
}
