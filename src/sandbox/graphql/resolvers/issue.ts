/** Fields of `Issue`. */

import { closersOf } from '../../pulls/closing.ts';
import { mayTriage } from '../../state/access.ts';
import { associationOf } from '../../state/association.ts';
import { commentsOf } from '../../state/comments.ts';
import type { Comment, Issue } from '../../state/issue.ts';
import { nodeIdOf } from '../../state/node-id.ts';
import { known } from '../../state/store.ts';
import { parentOf, subIssueSummary, subIssuesOf } from '../../state/sub-issues.ts';
import { object } from '../arguments.ts';
import { type Connection, connect } from '../connection.ts';
import { mayClose, mayEdit, seesIssue } from '../rights.ts';
import { type Args, account, type Context, countable, type Fields, thing } from '../things.ts';
import { issuePath } from '../urls.ts';
import { databaseId } from './database-id.ts';
import { labelConnection } from './label.ts';
import { reactionGroups, reactions } from './reaction.ts';
import { bodyHtml, bodyText } from './rendered.ts';
import { editorOf, userContentEdits } from './text-edits.ts';
import { timelineItems } from './timeline.ts';

const identity: Fields<Issue> = {
  id: ({ id }) => nodeIdOf('issue', id),
  databaseId: ({ id }) => databaseId('Issue', id),
  fullDatabaseId: ({ id }) => String(id),
  number: ({ number }) => number,
  url: (issue, _args, { store }) => store.baseUrl + issuePath(store, issue),
  resourcePath: (issue, _args, { store }) => issuePath(store, issue),
  repository: ({ repositoryId }, _args, { store }) => thing('Repository', known(store.repositories, repositoryId)),
};

const content: Fields<Issue> = {
  title: ({ title }) => title,
  body: ({ body }) => body ?? '',
  bodyHTML: bodyHtml,
  bodyText,
  state: ({ state }) => state.toUpperCase(),
  stateReason: ({ stateReason }) => stateReason?.toUpperCase() ?? null,
  closed: ({ state }) => state === 'closed',
  locked: ({ locked }) => locked,
  activeLockReason: ({ lockReason }) => lockReason?.toUpperCase().replaceAll(/[ -]/g, '_') ?? null,
  isPinned: ({ pinned }) => pinned,
  createdAt: ({ createdAt }) => createdAt,
  publishedAt: ({ createdAt }) => createdAt,
  updatedAt: ({ updatedAt }) => updatedAt,
  closedAt: ({ closedAt }) => closedAt,
  lastEditedAt: ({ edits }) => edits.at(-1)?.at ?? null,
  includesCreatedEdit: ({ edits }) => edits.length > 0,
  userContentEdits,
  createdViaEmail: () => false,
  milestone: () => null,
};

const people: Fields<Issue> = {
  author: ({ authorId }, _args, { store }) => account(known(store.users, authorId)),
  authorAssociation: (issue, _args, { store }) =>
    associationOf(store, known(store.users, issue.authorId), known(store.repositories, issue.repositoryId)),
  editor: (issue, _args, context) => editorOf(issue, context),
  assignees: ({ assigneeIds }, args, { store }) => {
    const users = assigneeIds.map((id) => known(store.users, id));
    return connect(users, args, { name: 'assignees', key: ({ id }) => id, node: account });
  },
  viewerDidAuthor: ({ authorId }, _args, { actor }) => actor.user.id === authorId,
  viewerCanUpdate: (issue, _args, context) => mayEdit(context, issue),
  viewerCanClose: (issue, _args, context) => mayClose(context, issue),
  viewerCanReopen: (issue, _args, context) => mayClose(context, issue),
  viewerCanLabel: (issue, _args, { store, actor }) =>
    mayTriage(store, actor, known(store.repositories, issue.repositoryId)),
};

/** Fields of `Issue`. */
export const issueFields: Fields<Issue> = {
  ...identity,
  ...content,
  ...people,
  labels: ({ labelIds }, args, { store }) =>
    labelConnection(
      labelIds.map((id) => known(store.labels, id)),
      args,
    ),
  parent: (issue, _args, context) => {
    const parent = parentOf(context.store, issue);
    return parent === null || !seesIssue(context, parent) ? null : thing('Issue', parent);
  },
  subIssues: (issue, args, { store }) =>
    connect(subIssuesOf(store, issue), countable(args), {
      name: 'subIssues',
      key: ({ id }) => id,
      node: (one) => thing('Issue', one),
    }),
  subIssuesSummary: (issue, _args, { store }) => {
    const { total, completed, percent } = subIssueSummary(store, issue);
    return { total, completed, percentCompleted: percent };
  },
  closedByPullRequestsReferences: (issue, args, { store }) => {
    const pulls = closersOf(store, issue).filter(({ state }) => args['includeClosedPrs'] === true || state === 'open');
    return connect(pulls, countable(args), {
      name: 'closedByPullRequestsReferences',
      key: ({ id }) => id,
      node: (pull) => thing('PullRequest', pull),
    });
  },
  comments: issueComments,
  timelineItems,
  reactions: ({ id }, args, context) => reactions({ kind: 'issue', id }, args, context),
  reactionGroups: ({ id }) => reactionGroups({ kind: 'issue', id }),
};

/** The comments of an issue or pull request, oldest first unless ordered by their last update. */
export function issueComments(issue: Issue, args: Args, { store }: Context): Connection {
  const { direction } = { direction: 'ASC', ...object(args, 'orderBy') };
  const byUpdate = args['orderBy'] !== undefined && args['orderBy'] !== null;
  const comments = commentsOf(store, issue).toSorted((a, b) => (byUpdate ? byTime(a, b) : a.id - b.id));
  const ordered = direction === 'DESC' ? comments.toReversed() : comments;
  return connect(ordered, countable(args), {
    name: 'comments',
    key: ({ id }) => id,
    node: (one) => thing('IssueComment', one),
  });
}

function byTime(a: Comment, b: Comment): number {
  return a.updatedAt.localeCompare(b.updatedAt) || a.id - b.id;
}
