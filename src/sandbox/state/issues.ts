// Issues: opened, edited, closed, locked, pinned, transferred, deleted.
import { demand, hasRole, liveIssue, mayTriage, onIssue } from './access.ts';
import { type Actor, asUser } from './actor.ts';
import { putAssignees, setAssignees } from './assignees.ts';
import type { Issue, StateReason } from './issue.ts';
import { appendIssueEvent, changeIssue, recordIssueEvent, repositoryOf } from './issue-changes.ts';
import { announceLabel, findLabel, labelsNamed, setLabels } from './labels.ts';
import { putNewIssue } from './new-issue.ts';
import type { User } from './people.ts';
import { Refusal } from './refusal.ts';
import type { Label, Repository } from './repository.ts';
import { known, now, type Store } from './store.ts';
import { checkIssueBody, checkTitle } from './text-rules.ts';

/** What an issue is opened with. `formLabels`: the labels of an issue form, which apply whoever opens it, if they exist. */
export type IssueInput = {
  readonly title: string;
  readonly body?: string | null;
  readonly labels?: readonly string[];
  readonly assignees?: readonly User[];
  readonly formLabels?: readonly string[];
};

/** What an issue can be changed to; absent fields stay. */
export type IssueUpdate = {
  readonly title?: string;
  readonly body?: string | null;
  readonly state?: 'open' | 'closed';
  readonly stateReason?: StateReason | null;
  readonly labels?: readonly string[];
  readonly assignees?: readonly User[];
};

/** Opens an issue: `opened`, then one `labeled` for each label and one `assigned` for each assignee. Labels and assignees of actors without triage are dropped silently. */
export function createIssue(store: Store, actor: Actor, repository: Repository, input: IssueInput): Issue {
  demand(store, actor, repository, { role: 'read', permission: 'issues', level: 'write' });
  if (!repository.hasIssues) throw new Refusal(410, 'Issues are disabled for this repo');
  checkTitle(input.title);
  checkIssueBody(input.body ?? null);
  const mayTriageIt = mayTriage(store, actor, repository);
  const asked = mayTriageIt ? labelsNamed(store, actor, repository, input.labels ?? []) : [];
  const labels = unique([...formLabels(store, repository, input.formLabels ?? []), ...asked]);
  const { title, body } = input;
  const issue = putNewIssue(store, actor, repository, { title, body: body ?? null, labels });
  appendIssueEvent(store, actor, issue, { action: 'opened' });
  for (const label of labels) announceLabel(store, actor, issue, 'labeled', label);
  return mayTriageIt ? putAssignees(store, actor, issue, input.assignees ?? []) : issue;
}

function formLabels(store: Store, repository: Repository, names: readonly string[]): readonly Label[] {
  return names.map((name) => findLabel(store, repository, name)).filter((label) => label !== undefined);
}

function unique(labels: readonly Label[]): readonly Label[] {
  return [...new Map(labels.map((label) => [label.id, label])).values()];
}

/** Changes an issue. Title and body: the author or people with write; state: the author or triage; labels and assignees silently dropped without triage. */
export function updateIssue(store: Store, actor: Actor, issue: Issue, update: IssueUpdate): Issue {
  let current = liveIssue(store, issue);
  const repository = repositoryOf(store, current);
  const edits = update.title !== undefined || update.body !== undefined;
  const role = edits ? 'write' : 'triage';
  const wanted = { role, permission: 'issues', level: 'write', authorId: current.authorId } as const;
  demand(store, actor, repository, onIssue(wanted, current));
  if (edits) current = editIssue(store, actor, current, update);
  if (update.labels !== undefined) current = setLabels(store, actor, current, update.labels);
  if (update.assignees !== undefined) current = setAssignees(store, actor, current, update.assignees);
  if (update.state === 'closed') current = closeIssue(store, actor, current, update.stateReason ?? undefined);
  if (update.state === 'open') current = reopenIssue(store, actor, current);
  return current;
}

function editIssue(store: Store, actor: Actor, issue: Issue, update: IssueUpdate): Issue {
  const title = update.title ?? issue.title;
  const body = update.body === undefined ? issue.body : update.body;
  checkTitle(title);
  checkIssueBody(body);
  if (title === issue.title && body === issue.body) return issue;
  const edit = { editorId: actor.user.id, at: now(store), from: issue.body ?? '' };
  const edits = body === issue.body ? issue.edits : [...issue.edits, edit];
  const changed = changeIssue(store, issue, { title, body, edits });
  if (title !== issue.title)
    recordIssueEvent(store, actor, changed, { event: 'renamed', from: issue.title, to: title });
  const changes = {
    ...(title === issue.title ? {} : { title: { from: issue.title } }),
    ...(body === issue.body ? {} : { body: { from: issue.body ?? '' } }),
  };
  appendIssueEvent(store, actor, changed, { action: 'edited', changes });
  return changed;
}

/** Closes an issue (author or triage); closing a closed one changes at most its reason, without an event. `commitId`: the commit whose message closed it. */
export function closeIssue(
  store: Store,
  actor: Actor,
  issue: Issue,
  reason: StateReason = 'completed',
  commitId: string | null = null,
): Issue {
  const current = liveIssue(store, issue);
  const demanded = { role: 'triage', permission: 'issues', level: 'write', authorId: current.authorId } as const;
  // Whoever may push to the default branch closes by a keyword: no other right is asked for.
  if (commitId === null) demand(store, actor, repositoryOf(store, current), onIssue(demanded, current));
  const stateReason = current.pullRequest === null ? reason : null;
  if (current.state === 'closed') return changeIssue(store, current, { stateReason });
  const closed = changeIssue(store, current, {
    state: 'closed',
    stateReason,
    closedAt: now(store),
    closedById: actor.user.id,
  });
  recordIssueEvent(store, actor, closed, { event: 'closed', stateReason, commitId });
  appendIssueEvent(store, actor, closed, { action: 'closed' });
  return closed;
}

/** Reopens an issue: triage, or the author who closed it. Does nothing to an open one. */
export function reopenIssue(store: Store, actor: Actor, issue: Issue): Issue {
  const current = liveIssue(store, issue);
  const ownClose = current.closedById === current.authorId ? { authorId: current.authorId } : {};
  const demanded = { role: 'triage', permission: 'issues', level: 'write', ...ownClose } as const;
  if (current.state === 'open') return current;
  demand(store, actor, repositoryOf(store, current), onIssue(demanded, current));
  const reopened = changeIssue(store, current, {
    state: 'open',
    stateReason: current.pullRequest === null ? 'reopened' : null,
    closedAt: null,
    closedById: null,
  });
  recordIssueEvent(store, actor, reopened, { event: 'reopened', stateReason: 'reopened' });
  appendIssueEvent(store, actor, reopened, { action: 'reopened' });
  return reopened;
}

const writing = { role: 'write', permission: 'issues', level: 'write' } as const;

/** Locks the conversation: only people with write comment then. */
export function lockIssue(store: Store, actor: Actor, issue: Issue, lockReason: string | null = null): Issue {
  const current = liveIssue(store, issue);
  demand(store, actor, repositoryOf(store, current), writing);
  if (current.locked) return current;
  const locked = changeIssue(store, current, { locked: true, lockReason });
  recordIssueEvent(store, actor, locked, { event: 'locked', lockReason });
  appendIssueEvent(store, actor, locked, { action: 'locked' });
  return locked;
}

/** Opens the conversation again. */
export function unlockIssue(store: Store, actor: Actor, issue: Issue): Issue {
  const current = liveIssue(store, issue);
  demand(store, actor, repositoryOf(store, current), writing);
  if (!current.locked) return current;
  const unlocked = changeIssue(store, current, { locked: false, lockReason: null });
  recordIssueEvent(store, actor, unlocked, { event: 'unlocked' });
  appendIssueEvent(store, actor, unlocked, { action: 'unlocked' });
  return unlocked;
}

/** Pins an issue to the top of the repository's list, or takes it off; three at most. */
export function pinIssue(store: Store, actor: Actor, issue: Issue, pinned: boolean): Issue {
  const current = plainIssue(store, issue, 'pinned');
  demand(store, actor, repositoryOf(store, current), writing);
  if (current.pinned === pinned) return current;
  const others = [...store.issues.values()].filter(
    (other) => other.pinned && other.repositoryId === issue.repositoryId,
  );
  if (pinned && others.length >= 3) throw new Refusal(422, 'Maximum 3 pinned issues per repository');
  const changed = changeIssue(store, current, { pinned });
  const action = pinned ? 'pinned' : 'unpinned';
  recordIssueEvent(store, actor, changed, { event: action });
  appendIssueEvent(store, actor, changed, { action });
  return changed;
}

/** Deletes an issue (admins only); requests for it are answered with 410 from then on. */
export function deleteIssue(store: Store, actor: Actor, issue: Issue): void {
  const current = plainIssue(store, issue, 'deleted');
  const repository = repositoryOf(store, current);
  demand(store, actor, repository, { role: 'admin', permission: 'administration', level: 'write' });
  appendIssueEvent(store, actor, current, { action: 'deleted' });
  changeIssue(store, current, { fate: { kind: 'deleted', at: now(store), byId: actor.user.id } });
}

/** Moves an issue with its comments to another repository of the same owner; labels of the same names stay. The old number answers 301. */
export function transferIssue(store: Store, actor: Actor, issue: Issue, target: Repository): Issue {
  const current = plainIssue(store, issue, 'transferred');
  const source = repositoryOf(store, current);
  for (const repository of [source, target]) demand(store, actor, repository, writing);
  if (source.ownerId !== target.ownerId) throw new Refusal(422, 'Issues can only be transferred within one owner');
  const names = current.labelIds.map((id) => known(store.labels, id).name);
  const author = asUser(known(store.users, current.authorId));
  const labels = formLabels(store, target, names);
  const moved = putNewIssue(store, author, target, { title: current.title, body: current.body, labels });
  const copied = changeIssue(store, moved, {
    ...pickMoving(store, current, target),
    viaAppId: current.viaAppId,
  });
  for (const comment of store.comments.values())
    if (comment.issueId === current.id) store.comments.set(comment.id, { ...comment, issueId: copied.id });
  const fate = { kind: 'transferred', at: now(store), toIssueId: copied.id } as const;
  appendIssueEvent(store, actor, current, { action: 'transferred', to: { issue: copied, repository: target } });
  changeIssue(store, current, { fate });
  recordIssueEvent(store, actor, copied, { event: 'transferred' });
  const old = { issue: current, repository: source };
  appendIssueEvent(store, actor, copied, { action: 'opened', old });
  return copied;
}

function pickMoving(store: Store, issue: Issue, target: Repository): Partial<Issue> {
  const { state, stateReason, locked, lockReason, createdAt, closedAt, closedById, edits } = issue;
  const assigneeIds = issue.assigneeIds.filter((id) => hasRole(store, known(store.users, id), target, 'read'));
  return { state, stateReason, locked, lockReason, createdAt, closedAt, closedById, edits, assigneeIds };
}

function plainIssue(store: Store, issue: Issue, action: string): Issue {
  const current = liveIssue(store, issue);
  if (current.pullRequest !== null) throw new Refusal(422, `Pull requests cannot be ${action}`);
  return current;
}
