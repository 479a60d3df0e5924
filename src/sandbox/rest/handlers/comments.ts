// REST: comments on issues.
import * as z from 'zod';
import {
  commentsOf,
  createComment,
  deleteComment,
  editComment,
  pinComment,
  unpinComment,
} from '../../state/comments.ts';
import { commentIn, issuesOf } from '../../state/find-issue.ts';
import type { Comment } from '../../state/issue.ts';
import {
  type Answer,
  type Asked,
  actorOf,
  bodyAs,
  created,
  done,
  issueFor,
  numberParam,
  ok,
  repositoryFor,
} from '../exchange.ts';
import { paged } from '../page.ts';
import { withRenderedBody } from '../rendered.ts';
import { commentShape } from '../shapes/issue.ts';
import type { Shape } from '../shapes/urls.ts';

const Body = z.object({ body: z.string() });

function shaped(asked: Asked, comment: Comment): Shape {
  return withRenderedBody(asked, commentShape(asked.store, comment), comment);
}

function commentFor(asked: Asked): Comment {
  return commentIn(asked.store, repositoryFor(asked, 'issues'), numberParam(asked, 'comment_id'));
}

function since(asked: Asked, comments: readonly Comment[]): readonly Comment[] {
  const { since: from } = asked.query;
  if (typeof from !== 'string') return comments;
  return comments.filter((comment) => Date.parse(comment.updatedAt) >= Date.parse(from));
}

/** `GET /repos/{owner}/{repo}/issues/{issue_number}/comments`: oldest first; `since` compares with the last update. */
export function listForIssue(asked: Asked): Answer {
  const comments = since(asked, commentsOf(asked.store, issueFor(asked)));
  return paged(asked, comments, (comment) => shaped(asked, comment));
}

/** `GET /repos/{owner}/{repo}/issues/comments`. */
export function listForRepository(asked: Asked): Answer {
  const repository = repositoryFor(asked, 'issues');
  const all = issuesOf(asked.store, repository).flatMap((issue) => commentsOf(asked.store, issue));
  const { sort = 'created', direction = 'asc' } = asked.query;
  const key = (one: Comment) => (sort === 'updated' ? Date.parse(one.updatedAt) : one.id);
  const ascending = since(asked, all).toSorted((a, b) => key(a) - key(b) || a.id - b.id);
  const ordered = direction === 'desc' ? ascending.reverse() : ascending;
  return paged(asked, ordered, (comment) => shaped(asked, comment));
}

/** `POST /repos/{owner}/{repo}/issues/{issue_number}/comments`. */
export function create(asked: Asked): Answer {
  const issue = issueFor(asked);
  const comment = createComment(asked.store, actorOf(asked), issue, bodyAs(asked, Body).body);
  const shape = shaped(asked, comment);
  return { ...created(shape), headers: { location: String(shape['url']) } };
}

/** `GET /repos/{owner}/{repo}/issues/comments/{comment_id}`. */
export function get(asked: Asked): Answer {
  return ok(shaped(asked, commentFor(asked)));
}

/** `PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}`. */
export function update(asked: Asked): Answer {
  const comment = commentFor(asked);
  return ok(shaped(asked, editComment(asked.store, actorOf(asked), comment, bodyAs(asked, Body).body)));
}

/** `DELETE /repos/{owner}/{repo}/issues/comments/{comment_id}`. */
export function remove(asked: Asked): Answer {
  const comment = commentFor(asked);
  deleteComment(asked.store, actorOf(asked), comment);
  return done;
}

/** `PUT /repos/{owner}/{repo}/issues/comments/{comment_id}/pin`. */
export function pin(asked: Asked): Answer {
  const comment = commentFor(asked);
  return ok(shaped(asked, pinComment(asked.store, actorOf(asked), comment)));
}

/** `DELETE /repos/{owner}/{repo}/issues/comments/{comment_id}/pin`. */
export function unpin(asked: Asked): Answer {
  const comment = commentFor(asked);
  unpinComment(asked.store, actorOf(asked), comment);
  return done;
}
