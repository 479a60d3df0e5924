// What webhooks say of pull requests, checks, statuses and releases.
import { checkRunShape, commitStatusShape, suiteInHook } from '../rest/shapes/checks.ts';
import { commitShape } from '../rest/shapes/git.ts';
import { fullPullShape, pullShape, reviewShape } from '../rest/shapes/pulls.ts';
import { releaseShape } from '../rest/shapes/releases.ts';
import { labelShape } from '../rest/shapes/repository.ts';
import { repositoryUrl, type Shape } from '../rest/shapes/urls.ts';
import { simpleUser, teamShape } from '../rest/shapes/user.ts';
import type { DomainEvent } from '../state/domain-event.ts';
import { fullNameOf } from '../state/repositories.ts';
import type { Store } from '../state/store.ts';

/** An event of these kinds. */
export type ChangeEvent = Extract<
  DomainEvent,
  { event: 'pull_request' | 'pull_request_review' | 'check_run' | 'check_suite' | 'status' | 'release' | 'merge_group' }
>;

/** The part of the payload that is the event's own. */
export function changeDetail(store: Store, event: ChangeEvent): Shape {
  switch (event.event) {
    case 'pull_request': {
      const { pullRequest } = event;
      const { number } = pullRequest;
      return { number, pull_request: fullPullShape(store, pullRequest), ...pullDetail(store, event) };
    }
    case 'pull_request_review': {
      const review = reviewShape(store, event.pullRequest, event.review);
      return {
        pull_request: pullShape(store, event.pullRequest),
        review: { ...review, state: event.review.state.toLowerCase() },
      };
    }
    case 'check_run':
      return { check_run: checkRunShape(store, event.run, 'whole') };
    case 'check_suite':
      return { check_suite: suiteInHook(store, event.suite) };
    case 'status':
      return statusDetail(store, event);
    case 'merge_group': {
      const { ref, sha, base, baseSha, commit } = event.group;
      const group = {
        head_ref: ref,
        head_sha: sha,
        base_ref: `refs/heads/${base}`,
        base_sha: baseSha,
        head_commit: commit,
      };
      return { merge_group: group, ...(event.reason === undefined ? {} : { reason: event.reason }) };
    }
    case 'release':
      return { release: releaseShape(store, event.release) };
  }
}

function pullDetail(store: Store, event: Extract<ChangeEvent, { event: 'pull_request' }>): Shape {
  switch (event.action) {
    case 'labeled':
    case 'unlabeled':
      return { label: labelShape(store, event.label) };
    case 'assigned':
    case 'unassigned':
      return { assignee: simpleUser(store, event.assignee) };
    case 'auto_merge_disabled':
    case 'dequeued':
      return { reason: event.reason };
    case 'review_requested':
    case 'review_request_removed':
      return event.requested.kind === 'user'
        ? { requested_reviewer: simpleUser(store, event.requested.user) }
        : { requested_team: teamShape(store, event.requested.team) };
    case 'edited':
      return { changes: event.changes };
    case 'synchronize':
      return { before: event.before, after: event.after };
    default:
      return {};
  }
}

function statusDetail(store: Store, event: Extract<ChangeEvent, { event: 'status' }>): Shape {
  const { status, commit, branches, repository } = event;
  if (repository === null) return {};
  const { creator: _, url: __, node_id: ___, ...shape } = commitStatusShape(store, status);
  const url = `${repositoryUrl(store, repository)}/commits/${status.sha}`;
  return {
    ...shape,
    sha: status.sha,
    name: fullNameOf(store, repository),
    commit: commitShape(store, repository, commit),
    branches: branches.map((name) => ({ name, commit: { sha: status.sha, url }, protected: false })),
  };
}
