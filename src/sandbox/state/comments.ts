// Comments on issues: made, edited with their history, deleted, pinned, minimised.
import { demand, liveIssue, mayWriteIssues } from './access.ts';
import { type Actor, viaAppId } from './actor.ts';
import type { DomainEvent, NewDomainEvent } from './domain-event.ts';
import type { Comment, Issue } from './issue.ts';
import { changeIssue, recordIssueEvent, repositoryOf } from './issue-changes.ts';
import { notFound, Refusal } from './refusal.ts';
import { appendEvent, known, nextId, now, type Store } from './store.ts';
import { checkCommentBody } from './text-rules.ts';

const writing = { permission: 'issues', level: 'write' } as const;

/** The comments of an issue, oldest first. */
export function commentsOf(store: Store, issue: Issue): readonly Comment[] {
  return [...store.comments.values()].filter((comment) => comment.issueId === issue.id);
}

/** The issue of a comment; a comment of a deleted issue is gone with it. */
export function issueOfComment(store: Store, comment: Comment): Issue {
  const issue = known(store.issues, comment.issueId);
  if (issue.fate.kind !== 'live') throw notFound();
  return issue;
}

/** Comments on an issue: anyone who can read, but on a locked one only people with write, and no app (locking conversations). */
export function createComment(
  store: Store,
  actor: Actor,
  issue: Issue,
  body: string,
  { viaEmail = false } = {},
): Comment {
  const current = liveIssue(store, issue);
  const repository = repositoryOf(store, current);
  demand(store, actor, repository, { ...writing, role: 'read' });
  const mayInLocked = actor.kind === 'user' && mayWriteIssues(store, actor, repository);
  if (current.locked && !mayInLocked) throw new Refusal(403, 'Unable to create comment because issue is locked.');
  checkCommentBody(body);
  const at = now(store);
  const comment: Comment = {
    id: nextId(store, 'comment'),
    issueId: current.id,
    body,
    authorId: actor.user.id,
    viaAppId: viaAppId(actor),
    viaEmail,
    createdAt: at,
    updatedAt: at,
    edits: [],
    pinned: null,
    minimised: null,
  };
  store.comments.set(comment.id, comment);
  announce(store, actor, comment, { action: 'created' });
  return comment;
}

/** Edits a comment: its author, or anyone with write. The edit and its maker are kept; an edit that changes nothing is none. */
export function editComment(store: Store, actor: Actor, comment: Comment, body: string): Comment {
  const current = currentComment(store, comment);
  demandWrite(store, actor, current);
  checkCommentBody(body);
  if (body === current.body) return current;
  const edit = { editorId: actor.user.id, at: now(store), from: current.body };
  const edited = change(store, current, { body, edits: [...current.edits, edit], updatedAt: edit.at });
  announce(store, actor, edited, { action: 'edited', changes: { body: { from: current.body } } });
  return edited;
}

/** Deletes a comment: its author, or anyone with write. */
export function deleteComment(store: Store, actor: Actor, comment: Comment): void {
  const current = currentComment(store, comment);
  demandWrite(store, actor, current);
  announce(store, actor, current, { action: 'deleted' });
  store.comments.delete(current.id);
  recordIssueEvent(store, actor, issueOfComment(store, current), { event: 'comment_deleted' });
}

/** Pins a comment above the others (write); an issue has one pinned comment, so another one is unpinned. */
export function pinComment(store: Store, actor: Actor, comment: Comment): Comment {
  const current = currentComment(store, comment);
  const issue = issueOfComment(store, current);
  demand(store, actor, repositoryOf(store, issue), { ...writing, role: 'write' });
  if (current.pinned) return current;
  for (const other of commentsOf(store, issue)) if (other.pinned) unpinComment(store, actor, other);
  const pinned = change(store, current, { pinned: { byId: actor.user.id, at: now(store) } });
  announce(store, actor, pinned, { action: 'pinned' });
  return pinned;
}

/** Takes a pinned comment down (write). */
export function unpinComment(store: Store, actor: Actor, comment: Comment): Comment {
  const current = currentComment(store, comment);
  demand(store, actor, repositoryOf(store, issueOfComment(store, current)), { ...writing, role: 'write' });
  if (!current.pinned) return current;
  const unpinned = change(store, current, { pinned: null });
  announce(store, actor, unpinned, { action: 'unpinned' });
  return unpinned;
}

/** Hides a comment under a reason such as `OUTDATED`, or shows it again with null (write, or its author). GraphQL only; no webhook. */
export function minimiseComment(store: Store, actor: Actor, comment: Comment, reason: string | null): Comment {
  const current = currentComment(store, comment);
  demandWrite(store, actor, current);
  return change(store, current, { minimised: reason });
}

function currentComment(store: Store, comment: Comment): Comment {
  const current = store.comments.get(comment.id);
  if (current === undefined) throw notFound();
  return current;
}

function demandWrite(store: Store, actor: Actor, comment: Comment): void {
  const repository = repositoryOf(store, issueOfComment(store, comment));
  demand(store, actor, repository, { ...writing, role: 'write', authorId: comment.authorId });
}

function change(store: Store, comment: Comment, fields: Partial<Comment>): Comment {
  const changed = { ...comment, ...fields };
  store.comments.set(comment.id, changed);
  return changed;
}

type CommentEvent = Extract<NewDomainEvent, { event: 'issue_comment' }>;
type OneOf<T> = T extends unknown ? Omit<T, 'event' | 'sender' | 'repository' | 'issue' | 'comment'> : never;

function announce(store: Store, actor: Actor, comment: Comment, happening: OneOf<CommentEvent>): void {
  const issue = changeIssue(store, issueOfComment(store, comment), {});
  const repository = repositoryOf(store, issue);
  const common = { event: 'issue_comment', issue, comment, sender: actor.user, repository } as const;
  appendEvent(store, { ...happening, ...common } as Extract<DomainEvent, { event: 'issue_comment' }>);
}
