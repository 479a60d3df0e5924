// The one place where an issue's value is replaced and its history is written; the rules are in the functions that call it.
import { type Actor, viaAppId } from './actor.ts';
import type { NewDomainEvent } from './domain-event.ts';
import { type Issue, type IssueEventDetail, isPullRequest } from './issue.ts';
import type { Repository } from './repository.ts';
import { appendEvent, known, nextId, now, type Store } from './store.ts';

/** Replaces fields of an issue and stamps `updatedAt`; returns the new value. */
export function changeIssue(store: Store, issue: Issue, fields: Partial<Issue>): Issue {
  const changed: Issue = { ...known(store.issues, issue.id), ...fields, updatedAt: now(store) };
  store.issues.set(issue.id, changed);
  return changed;
}

/** Writes one event into the issue's history. */
export function recordIssueEvent(store: Store, actor: Actor, issue: Issue, detail: IssueEventDetail): void {
  const id = nextId(store, 'issueEvent');
  const common = { id, issueId: issue.id, actorId: actor.user.id, viaAppId: viaAppId(actor), at: now(store) };
  store.issueEvents.set(id, { ...detail, ...common });
}

/** The repository of an issue, as it is now. */
export function repositoryOf(store: Store, issue: Issue): Repository {
  return known(store.repositories, issue.repositoryId);
}

type IssuesEvent = Extract<NewDomainEvent, { event: 'issues' }>;
type OneOf<T> = T extends unknown ? Omit<T, 'event' | 'sender' | 'repository' | 'issue'> : never;

/** Appends an `issues` event about an issue, or a `pull_request` event where it is one, in its repository, caused by the actor. */
export function appendIssueEvent(store: Store, actor: Actor, issue: Issue, happening: OneOf<IssuesEvent>): void {
  const around = { sender: actor.user, repository: repositoryOf(store, issue) };
  const about = isPullRequest(issue)
    ? { event: 'pull_request' as const, pullRequest: issue }
    : { event: 'issues' as const, issue };
  appendEvent(store, { ...happening, ...about, ...around } as NewDomainEvent);
}
