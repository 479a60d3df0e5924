// Finds issues and comments by the names requests give them, with the refusals for those that are gone.
import { canSee, liveIssue } from './access.ts';
import type { Caller } from './actor.ts';
import { commentsOf, issueOfComment } from './comments.ts';
import type { Comment, Issue } from './issue.ts';
import { readNodeId } from './node-id.ts';
import { notFound } from './refusal.ts';
import type { Repository } from './repository.ts';
import { known, type Store } from './store.ts';

/** The live issue of this number: 404 where there never was one, 410 deleted, 301 transferred. */
export function issueNumbered(store: Store, repository: Repository, number: number): Issue {
  for (const issue of store.issues.values())
    if (issue.repositoryId === repository.id && issue.number === number) return liveIssue(store, issue);
  throw notFound();
}

/** The live issues of a repository, oldest first. */
export function issuesOf(store: Store, repository: Repository): readonly Issue[] {
  return [...store.issues.values()].filter(
    (issue) => issue.repositoryId === repository.id && issue.fate.kind === 'live',
  );
}

/** The comment of this id in this repository: 404 otherwise. */
export function commentIn(store: Store, repository: Repository, id: number): Comment {
  const comment = store.comments.get(id);
  if (comment === undefined || issueOfComment(store, comment).repositoryId !== repository.id) throw notFound();
  return comment;
}

/** The live issue a node id names; null when there is none that the caller can see. */
export function issueByNodeId(store: Store, caller: Caller, nodeId: string): Issue | null {
  const named = readNodeId(nodeId);
  const issue = named?.kind === 'issue' ? store.issues.get(named.id) : undefined;
  if (issue === undefined || issue.fate.kind !== 'live') return null;
  return canSee(store, caller, known(store.repositories, issue.repositoryId)) ? issue : null;
}

/** The comment a node id names; null when there is none that the caller can see. */
export function commentByNodeId(store: Store, caller: Caller, nodeId: string): Comment | null {
  const named = readNodeId(nodeId);
  const comment = named?.kind === 'comment' ? store.comments.get(named.id) : undefined;
  if (comment === undefined) return null;
  const issue = known(store.issues, comment.issueId);
  if (issue.fate.kind !== 'live') return null;
  return canSee(store, caller, known(store.repositories, issue.repositoryId)) ? comment : null;
}

/** The pinned comment of an issue, if any. */
export function pinnedCommentOf(store: Store, issue: Issue): Comment | undefined {
  return commentsOf(store, issue).find((comment) => comment.pinned !== null);
}
