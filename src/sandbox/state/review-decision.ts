// What the reviews of a pull request come to: whose opinion counts, and what its base still asks for.
import { hasRole, isTeamMember } from './access.ts';
import { approvalsFor, reviewingFor } from './branch-rules.ts';
import type { PullRequestIssue } from './issue.ts';
import { repositoryOf } from './issue-changes.ts';
import type { User } from './people.ts';
import type { PullReviewer, Review } from './pull-request.ts';
import { reviewsOf } from './reviews.ts';
import { known, type Store } from './store.ts';

/** The last review of each reviewer that approves, asks for changes or was dismissed, oldest first. */
export function latestOpinions(store: Store, pull: PullRequestIssue): readonly Review[] {
  const opinionated = reviewsOf(store, pull).filter(({ state }) => state !== 'COMMENTED');
  return [...new Map(opinionated.map((review) => [review.authorId, review])).values()].toSorted((a, b) => a.id - b.id);
}

/** Whether an account's review counts: those with write. */
export function counts(store: Store, user: User, pull: PullRequestIssue): boolean {
  return hasRole(store, user, repositoryOf(store, pull), 'write');
}

function countingOpinions(store: Store, pull: PullRequestIssue): readonly Review[] {
  return latestOpinions(store, pull).filter(({ authorId }) => counts(store, known(store.users, authorId), pull));
}

/** How many approvals count. */
export function countingApprovals(store: Store, pull: PullRequestIssue): number {
  return approvalsOf(store, pull).length;
}

function approvalsOf(store: Store, pull: PullRequestIssue): readonly Review[] {
  return countingOpinions(store, pull).filter(({ state }) => state === 'APPROVED');
}

/** `reviewDecision`; null when nothing is required and nobody has said anything. */
export function decisionOf(
  store: Store,
  pull: PullRequestIssue,
): 'APPROVED' | 'CHANGES_REQUESTED' | 'REVIEW_REQUIRED' | null {
  const { base } = pull.pullRequest;
  const repository = repositoryOf(store, pull);
  const needed = approvalsFor(store, repository, base);
  const { codeOwners, lastPush } = reviewingFor(store, repository, base);
  if (countingOpinions(store, pull).some(({ state }) => state === 'CHANGES_REQUESTED')) return 'CHANGES_REQUESTED';
  const approvals = approvalsOf(store, pull).length;
  const lacksOwner = codeOwners && ownersMissing(store, pull) !== null;
  const lacksOther = lastPush && lastPushMissing(store, pull) !== null;
  if (approvals >= Math.max(needed, 1) && !lacksOwner && !lacksOther) return 'APPROVED';
  return needed > 0 || lacksOwner || lacksOther ? 'REVIEW_REQUIRED' : null;
}

/** Whose review as an owner is missing, in GitHub's words; null when every changed file that has owners was approved by one. */
export function ownersMissing(store: Store, pull: PullRequestIssue): string | null {
  const approvers = approvalsOf(store, pull).map(({ authorId }) => known(store.users, authorId));
  const open = pull.pullRequest.codeOwners.filter(
    (owners) => !owners.some((owner) => approvers.some((user) => isReviewer(store, user, owner))),
  );
  const names = [...new Set(open.flat().map((owner) => nameOf(store, owner)))];
  if (names.length === 0) return null;
  const last = names.at(-1);
  const all =
    names.length === 1 ? last : `${names.slice(0, -1).join(', ')}${names.length > 2 ? ',' : ''} and/or ${last}`;
  return `Waiting on code owner review from ${all}.`;
}

/** Whether an account is a reviewer, or in the team that is. */
export function isReviewer(store: Store, user: User, { kind, id }: PullReviewer): boolean {
  return kind === 'user' ? user.id === id : isTeamMember(store, known(store.teams, id), user);
}

function nameOf(store: Store, { kind, id }: PullReviewer): string {
  if (kind === 'user') return known(store.users, id).login;
  const team = known(store.teams, id);
  return `${known(store.users, team.organisationId).login}/${team.slug}`;
}

/** That nobody but who pushed it has approved the head, in GitHub's words; null when somebody has. */
export function lastPushMissing(store: Store, pull: PullRequestIssue): string | null {
  const { headSha } = pull.pullRequest;
  const pusher = lastPusherOf(store, pull);
  const seen = approvalsOf(store, pull).some(({ authorId, commitId }) => commitId === headSha && authorId !== pusher);
  if (seen) return null;
  return `New changes require approval from someone other than ${known(store.users, pusher).login} because they were the last pusher.`;
}

function lastPusherOf(store: Store, { authorId, pullRequest }: PullRequestIssue): number {
  const push = store.events.findLast(
    (event) =>
      event.event === 'push' &&
      event.ref === `refs/heads/${pullRequest.head}` &&
      event.repository?.id === pullRequest.headRepositoryId,
  );
  return push?.sender.id ?? authorId;
}
