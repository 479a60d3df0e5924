/** Fields of `IssueComment`. GraphQL says which account wrote it, never through which app. */
import { associationOf } from '../../state/association.ts';
import { issueOfComment } from '../../state/comments.ts';
import { type Comment, isPullRequest } from '../../state/issue.ts';
import { nodeIdOf } from '../../state/node-id.ts';
import { known, type Store } from '../../state/store.ts';
import { mayEdit } from '../rights.ts';
import { account, type Fields, thing } from '../things.ts';
import { commentPath } from '../urls.ts';
import { databaseId } from './database-id.ts';
import { reactionGroups, reactions } from './reaction.ts';
import { bodyHtml, bodyText } from './rendered.ts';
import { editorOf, userContentEdits } from './text-edits.ts';

/** Fields of `IssueComment`. */
export const commentFields: Fields<Comment> = {
  id: ({ id }) => nodeIdOf('comment', id),
  databaseId: ({ id }) => databaseId('IssueComment', id),
  fullDatabaseId: ({ id }) => String(id),
  body: ({ body }) => body,
  bodyHTML: bodyHtml,
  bodyText,
  author: ({ authorId }, _args, { store }) => account(known(store.users, authorId)),
  authorAssociation: (comment, _args, { store }) =>
    associationOf(store, known(store.users, comment.authorId), repositoryOfComment(store, comment)),
  editor: (comment, _args, context) => editorOf(comment, context),
  createdAt: ({ createdAt }) => createdAt,
  publishedAt: ({ createdAt }) => createdAt,
  updatedAt: ({ updatedAt }) => updatedAt,
  lastEditedAt: ({ edits }) => edits.at(-1)?.at ?? null,
  includesCreatedEdit: ({ edits }) => edits.length > 0,
  userContentEdits,
  createdViaEmail: ({ viaEmail }) => viaEmail,
  isMinimized: ({ minimised }) => minimised !== null,
  minimizedReason: ({ minimised }) => minimised?.toLowerCase().replaceAll('_', '-') ?? null,
  issue: (comment, _args, { store }) => thing('Issue', issueOfComment(store, comment)),
  pullRequest: (comment, _args, { store }) => {
    const issue = issueOfComment(store, comment);
    return isPullRequest(issue) ? thing('PullRequest', issue) : null;
  },
  repository: (comment, _args, { store }) => thing('Repository', repositoryOfComment(store, comment)),
  url: (comment, _args, { store }) => store.baseUrl + commentPath(store, comment),
  resourcePath: (comment, _args, { store }) => commentPath(store, comment),
  reactions: ({ id }, args, context) => reactions({ kind: 'comment', id }, args, context),
  reactionGroups: ({ id }) => reactionGroups({ kind: 'comment', id }),
  viewerDidAuthor: ({ authorId }, _args, { actor }) => actor.user.id === authorId,
  viewerCanUpdate: (comment, _args, context) => mayEdit(context, comment),
  viewerCanDelete: (comment, _args, context) => mayEdit(context, comment),
  viewerCanMinimize: (comment, _args, context) => mayEdit(context, comment),
};

function repositoryOfComment(store: Store, comment: Comment) {
  return known(store.repositories, issueOfComment(store, comment).repositoryId);
}
