// Assignees of issues. GitHub ignores whoever cannot be assigned, and keeps at most ten (REST: add assignees).
import { demand, isAssignable, liveIssue, mayTriage } from './access.ts';
import type { Actor } from './actor.ts';
import type { Issue } from './issue.ts';
import { appendIssueEvent, changeIssue, recordIssueEvent, repositoryOf } from './issue-changes.ts';
import type { User } from './people.ts';
import { known, type Store } from './store.ts';

/** GitHub keeps at most this many assignees on an issue. */
export const mostAssignees = 10;

const triaging = { role: 'triage', permission: 'issues', level: 'write' } as const;

/** Assigns people; those who cannot be assigned are ignored without a word. */
export function addAssignees(store: Store, actor: Actor, issue: Issue, people: readonly User[]): Issue {
  demand(store, actor, repositoryOf(store, liveIssue(store, issue)), triaging);
  return putAssignees(store, actor, issue, people);
}

/** Assigns without asking: for `createIssue`, which has its own rules. */
export function putAssignees(store: Store, actor: Actor, issue: Issue, people: readonly User[]): Issue {
  let current = known(store.issues, issue.id);
  const repository = repositoryOf(store, current);
  for (const person of people) {
    if (current.assigneeIds.includes(person.id) || current.assigneeIds.length >= mostAssignees) continue;
    if (!isAssignable(store, person, repository, current)) continue;
    current = changeIssue(store, current, { assigneeIds: [...current.assigneeIds, person.id] });
    announceAssignee(store, actor, current, 'assigned', person);
  }
  return current;
}

/** Takes people off the issue; those not on it are ignored. */
export function removeAssignees(store: Store, actor: Actor, issue: Issue, people: readonly User[]): Issue {
  let current = liveIssue(store, issue);
  demand(store, actor, repositoryOf(store, current), triaging);
  for (const person of people) {
    if (!current.assigneeIds.includes(person.id)) continue;
    current = changeIssue(store, current, { assigneeIds: current.assigneeIds.filter((id) => id !== person.id) });
    announceAssignee(store, actor, current, 'unassigned', person);
  }
  return current;
}

/** Replaces the set of assignees; silently does nothing for actors who may not triage. */
export function setAssignees(store: Store, actor: Actor, issue: Issue, people: readonly User[]): Issue {
  const current = liveIssue(store, issue);
  if (!mayTriage(store, actor, repositoryOf(store, current))) return current;
  const wanted = new Set(people.map((person) => person.id));
  const gone = current.assigneeIds.filter((id) => !wanted.has(id)).map((id) => known(store.users, id));
  return putAssignees(store, actor, removeAssignees(store, actor, current, gone), people);
}

function announceAssignee(
  store: Store,
  actor: Actor,
  issue: Issue,
  action: 'assigned' | 'unassigned',
  assignee: User,
): void {
  recordIssueEvent(store, actor, issue, { event: action, assigneeId: assignee.id });
  appendIssueEvent(store, actor, issue, { action, assignee });
}
