// Issues, comments, reactions and issue events in GitHub's shapes.
import { associationOf } from '../../state/association.ts';
import { commentsOf } from '../../state/comments.ts';
import { pinnedCommentOf } from '../../state/find-issue.ts';
import {
  type Comment,
  type Issue,
  type IssueEvent,
  type Reaction,
  type ReactionSubject,
  reactionContents,
} from '../../state/issue.ts';
import { repositoryOf } from '../../state/issue-changes.ts';
import { nodeIdOf } from '../../state/node-id.ts';
import { reactionsOf } from '../../state/reactions.ts';
import type { Label } from '../../state/repository.ts';
import { known, type Store } from '../../state/store.ts';
import { parentOf, subIssueSummary } from '../../state/sub-issues.ts';
import { viaApp } from './app.ts';
import { labelShape } from './repository.ts';
import { apiUrl, issuePage, issueUrl, pullUrl, repositoryUrl, type Shape } from './urls.ts';
import { userWithId } from './user.ts';

/** `issue`. The labels of a deleted label are gone from it. */
export function issueShape(store: Store, issue: Issue): Shape {
  const repository = repositoryOf(store, issue);
  const url = issueUrl(store, issue);
  const { total, completed, percent } = subIssueSummary(store, issue);
  const parent = parentOf(store, issue);
  const assignees = issue.assigneeIds.map((id) => userWithId(store, id));
  return {
    url,
    repository_url: repositoryUrl(store, repository),
    labels_url: `${url}/labels{/name}`,
    comments_url: `${url}/comments`,
    events_url: `${url}/events`,
    html_url: issuePage(store, issue),
    id: issue.id,
    node_id: nodeIdOf(issue.pullRequest === null ? 'issue' : 'pullRequest', issue.id),
    number: issue.number,
    title: issue.title,
    user: userWithId(store, issue.authorId),
    labels: labelsOfIssue(store, issue).map((label) => labelShape(store, label)),
    state: issue.state,
    locked: issue.locked,
    assignee: assignees[0] ?? null,
    assignees,
    milestone: null,
    comments: commentsOf(store, issue).length,
    created_at: issue.createdAt,
    updated_at: issue.updatedAt,
    closed_at: issue.closedAt,
    author_association: associationOf(store, known(store.users, issue.authorId), repository),
    type: null,
    active_lock_reason: issue.lockReason,
    sub_issues_summary: { total, completed, percent_completed: percent },
    ...(parent === null ? {} : { parent_issue_url: issueUrl(store, parent) }),
    issue_dependencies_summary: { blocked_by: 0, total_blocked_by: 0, blocking: 0, total_blocking: 0 },
    body: issue.body,
    reactions: reactionRollup(store, { kind: 'issue', id: issue.id }, url),
    timeline_url: `${url}/timeline`,
    performed_via_github_app: viaApp(store, issue.viaAppId),
    state_reason: issue.stateReason,
    ...pullPart(store, issue),
  };
}

/** What tells a pull request from an issue. */
function pullPart(store: Store, { pullRequest, ...issue }: Issue): Shape {
  if (pullRequest === null) return {};
  const [url, page] = [pullUrl(store, { ...issue, pullRequest }), issuePage(store, { ...issue, pullRequest })];
  const addresses = { url, html_url: page, diff_url: `${page}.diff`, patch_url: `${page}.patch` };
  return { draft: pullRequest.draft, pull_request: { ...addresses, merged_at: pullRequest.merge?.at ?? null } };
}

/** The labels of an issue, in the order in which they were put. */
export function labelsOfIssue(store: Store, issue: Issue): readonly Label[] {
  return issue.labelIds.map((id) => store.labels.get(id)).filter((label) => label !== undefined);
}

/** What only REST's issue has, and its webhooks have not: who closed it, and its pinned comment. */
export function issueAnswer(store: Store, issue: Issue): Shape {
  const closedBy = issue.closedById === null ? null : userWithId(store, issue.closedById);
  const pinned = pinnedCommentOf(store, issue);
  const pinnedComment = pinned ? commentShape(store, pinned) : null;
  return { ...issueShape(store, issue), closed_by: closedBy, pinned_comment: pinnedComment };
}

/** Where a comment is in the API. */
export function commentUrl(store: Store, comment: Comment): string {
  const repository = repositoryOf(store, known(store.issues, comment.issueId));
  return `${repositoryUrl(store, repository)}/issues/comments/${comment.id}`;
}

/** `issue-comment`. */
export function commentShape(store: Store, comment: Comment): Shape {
  const issue = known(store.issues, comment.issueId);
  const url = commentUrl(store, comment);
  const { pinned, minimised } = comment;
  return {
    url,
    html_url: `${issuePage(store, issue)}#issuecomment-${comment.id}`,
    issue_url: issueUrl(store, issue),
    id: comment.id,
    node_id: nodeIdOf('comment', comment.id),
    user: userWithId(store, comment.authorId),
    created_at: comment.createdAt,
    updated_at: comment.updatedAt,
    body: comment.body,
    author_association: associationOf(store, known(store.users, comment.authorId), repositoryOf(store, issue)),
    pin: pinned && { pinned_at: pinned.at, pinned_by: userWithId(store, pinned.byId) },
    minimized: minimised === null ? null : { reason: minimised.toLowerCase() },
    reactions: reactionRollup(store, { kind: 'comment', id: comment.id }, url),
    performed_via_github_app: viaApp(store, comment.viaAppId),
  };
}

function reactionRollup(store: Store, subject: ReactionSubject, url: string): Shape {
  const all = reactionsOf(store, subject);
  const counts = reactionContents.map((content) => [content, all.filter((one) => one.content === content).length]);
  return { url: `${url}/reactions`, total_count: all.length, ...Object.fromEntries(counts) };
}

/** `reaction`. */
export function reactionShape(store: Store, reaction: Reaction): Shape {
  return {
    id: reaction.id,
    node_id: nodeIdOf('reaction', reaction.id),
    user: userWithId(store, reaction.userId),
    content: reaction.content,
    created_at: reaction.createdAt,
  };
}

/** `issue-event-for-issue`, as listed for an issue and in its timeline. */
export function issueEventShape(store: Store, event: IssueEvent): Shape {
  const repository = repositoryOf(store, known(store.issues, event.issueId));
  const commitId = 'commitId' in event ? event.commitId : null;
  return {
    id: event.id,
    node_id: nodeIdOf('issueEvent', event.id),
    url: `${repositoryUrl(store, repository)}/issues/events/${event.id}`,
    actor: userWithId(store, event.actorId),
    event: event.event,
    commit_id: commitId,
    commit_url: commitId === null ? null : `${repositoryUrl(store, repository)}/commits/${commitId}`,
    created_at: event.at,
    performed_via_github_app: viaApp(store, event.viaAppId),
    ...eventDetail(store, event),
  };
}

function eventDetail(store: Store, event: IssueEvent): Shape {
  switch (event.event) {
    case 'labeled':
    case 'unlabeled':
      return { label: event.label };
    case 'assigned':
    case 'unassigned':
      return { assignee: userWithId(store, event.assigneeId), assigner: userWithId(store, event.actorId) };
    case 'renamed':
      return { rename: { from: event.from, to: event.to } };
    case 'locked':
      return { lock_reason: event.lockReason };
    case 'closed':
    case 'reopened':
      return { state_reason: event.stateReason };
    default:
      return {};
  }
}

/** A comment as the timeline shows it. */
export function timelineComment(store: Store, comment: Comment): Shape {
  return { ...commentShape(store, comment), event: 'commented', actor: userWithId(store, comment.authorId) };
}

/** The root of an issue's page in the API, for links. */
export function searchUrl(store: Store): string {
  return apiUrl(store, '/search/issues');
}
