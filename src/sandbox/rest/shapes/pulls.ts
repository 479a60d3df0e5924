// Pull requests and reviews in GitHub's shapes.
import { associationOf } from '../../state/association.ts';
import { commentsOf } from '../../state/comments.ts';
import type { PullRequestIssue } from '../../state/issue.ts';
import { repositoryOf } from '../../state/issue-changes.ts';
import { nodeIdOf } from '../../state/node-id.ts';
import type { PullReviewer, Review } from '../../state/pull-request.ts';
import { headRepositoryOf } from '../../state/pull-requests.ts';
import { ownerOf } from '../../state/repositories.ts';
import type { Repository } from '../../state/repository.ts';
import { known, type Store } from '../../state/store.ts';
import { labelsOfIssue } from './issue.ts';
import { labelShape, repositoryShape } from './repository.ts';
import { issuePage, issueUrl, pullUrl, repositoryUrl, type Shape } from './urls.ts';
import { teamShape, userWithId } from './user.ts';

/** `pull-request-simple`, as lists show it. */
export function pullShape(store: Store, pull: PullRequestIssue): Shape {
  const { pullRequest } = pull;
  const assignees = pull.assigneeIds.map((id) => userWithId(store, id));
  return {
    ...addresses(store, pull),
    id: pullRequest.id,
    node_id: nodeIdOf('pullRequest', pull.id),
    number: pull.number,
    state: pull.state,
    locked: pull.locked,
    title: pull.title,
    user: userWithId(store, pull.authorId),
    body: pull.body,
    labels: labelsOfIssue(store, pull).map((label) => labelShape(store, label)),
    milestone: null,
    active_lock_reason: pull.lockReason,
    created_at: pull.createdAt,
    updated_at: pull.updatedAt,
    closed_at: pull.closedAt,
    merged_at: pullRequest.merge?.at ?? null,
    merge_commit_sha: pullRequest.merge?.sha ?? null,
    assignee: assignees[0] ?? null,
    assignees,
    ...requestedShape(store, pull),
    head: sideShape(store, headRepositoryOf(store, pull), pullRequest.head, pullRequest.headSha),
    base: sideShape(store, repositoryOf(store, pull), pullRequest.base, pullRequest.baseSha),
    author_association: associationOf(store, known(store.users, pull.authorId), repositoryOf(store, pull)),
    auto_merge: autoMergeShape(store, pull),
    draft: pullRequest.draft,
  };
}

/** Who is asked for a review. */
export function requestedShape(store: Store, { pullRequest }: PullRequestIssue) {
  const of = (kind: PullReviewer['kind']) =>
    pullRequest.requests.flatMap(({ reviewer }) => (reviewer.kind === kind ? [reviewer.id] : []));
  return {
    requested_reviewers: of('user').map((id) => userWithId(store, id)),
    requested_teams: of('team').map((id) => teamShape(store, known(store.teams, id))),
  };
}

function autoMergeShape(store: Store, { title, number, pullRequest }: PullRequestIssue): Shape | null {
  const { autoMerge } = pullRequest;
  if (autoMerge === null) return null;
  return {
    enabled_by: userWithId(store, autoMerge.byId),
    merge_method: autoMerge.method,
    commit_title: autoMerge.title ?? `${title} (#${number})`,
    commit_message: autoMerge.message ?? '',
  };
}

function addresses(store: Store, pull: PullRequestIssue): Shape {
  const [url, page, issue] = [pullUrl(store, pull), issuePage(store, pull), issueUrl(store, pull)];
  const repository = repositoryUrl(store, repositoryOf(store, pull));
  const urls = {
    self: url,
    html: page,
    issue,
    comments: `${issue}/comments`,
    review_comments: `${url}/comments`,
    review_comment: `${repository}/pulls/comments{/number}`,
    commits: `${url}/commits`,
    statuses: `${repository}/statuses/${pull.pullRequest.headSha}`,
  };
  const links = Object.entries(urls).map(([name, href]) => [name, { href }]);
  return {
    url,
    html_url: page,
    diff_url: `${page}.diff`,
    patch_url: `${page}.patch`,
    issue_url: issue,
    commits_url: urls.commits,
    review_comments_url: urls.review_comments,
    review_comment_url: urls.review_comment,
    comments_url: urls.comments,
    statuses_url: urls.statuses,
    _links: Object.fromEntries(links),
  };
}

function sideShape(store: Store, repository: Repository, ref: string, sha: string): Shape {
  const owner = ownerOf(store, repository);
  return {
    label: `${owner.login}:${ref}`,
    ref,
    sha,
    user: userWithId(store, owner.id),
    repo: repositoryShape(store, repository),
  };
}

/** Whether it can be merged, as `mergeable` and `mergeable_state` say it; unknown until somebody has looked. */
export type Mergeable = { readonly mergeable: boolean | null; readonly state: string };

const unknown: Mergeable = { mergeable: null, state: 'unknown' };

/** `pull-request`, as one is answered and webhooks carry it. */
export function fullPullShape(store: Store, pull: PullRequestIssue, { mergeable, state }: Mergeable = unknown): Shape {
  const { size, merge } = pull.pullRequest;
  return {
    ...pullShape(store, pull),
    merged: merge !== null,
    mergeable,
    rebaseable: mergeable,
    mergeable_state: state,
    merged_by: merge === null ? null : userWithId(store, merge.byId),
    comments: commentsOf(store, pull).length,
    review_comments: 0,
    maintainer_can_modify: pull.pullRequest.maintainerCanModify,
    commits: size.commits,
    additions: size.additions,
    deletions: size.deletions,
    changed_files: size.changedFiles,
  };
}

/** `pull-request-minimal`, as checks name theirs. */
export function minimalPull(store: Store, pull: PullRequestIssue): Shape {
  const repository = repositoryOf(store, pull);
  const { id, head, headSha, base, baseSha } = pull.pullRequest;
  const repo = repositoryName(store, repository);
  const headRepo = repositoryName(store, headRepositoryOf(store, pull));
  return {
    id,
    number: pull.number,
    url: pullUrl(store, pull),
    head: { ref: head, sha: headSha, repo: headRepo },
    base: { ref: base, sha: baseSha, repo },
  };
}

function repositoryName(store: Store, repository: Repository): Shape {
  return { id: repository.id, url: repositoryUrl(store, repository), name: repository.name };
}

/** `pull-request-review`; webhooks write its state in small letters. */
export function reviewShape(store: Store, pull: PullRequestIssue, review: Review): Shape {
  const page = `${issuePage(store, pull)}#pullrequestreview-${review.id}`;
  const url = pullUrl(store, pull);
  const author = known(store.users, review.authorId);
  return {
    id: review.id,
    node_id: nodeIdOf('review', review.id),
    user: userWithId(store, review.authorId),
    body: review.body,
    state: review.state,
    html_url: page,
    pull_request_url: url,
    _links: { html: { href: page }, pull_request: { href: url } },
    submitted_at: review.submittedAt,
    commit_id: review.commitId,
    author_association: associationOf(store, author, repositoryOf(store, pull)),
  };
}
