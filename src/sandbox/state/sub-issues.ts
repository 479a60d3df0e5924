// Issues below other issues: one parent each, a hundred below one, eight levels.
import { demand, liveIssue } from './access.ts';
import type { Actor } from './actor.ts';
import type { Issue } from './issue.ts';
import { changeIssue, repositoryOf } from './issue-changes.ts';
import { invalid, notFound, type Refusal } from './refusal.ts';
import { appendEvent, known, type Store } from './store.ts';

const most = 100;
const deepest = 8;

/** The issue above; null for none. */
export function parentOf(store: Store, { id }: Issue): Issue | null {
  for (const issue of store.issues.values())
    if (issue.subIssueIds.includes(id) && issue.fate.kind === 'live') return issue;
  return null;
}

/** The live issues below, in the order in which they were added. */
export function subIssuesOf(store: Store, { subIssueIds }: Issue): readonly Issue[] {
  return subIssueIds.map((id) => known(store.issues, id)).filter(({ fate }) => fate.kind === 'live');
}

/** How many there are, how many of them are closed, and that in whole percents. */
export function subIssueSummary(store: Store, issue: Issue) {
  const all = subIssuesOf(store, issue);
  const completed = all.filter(({ state }) => state === 'closed').length;
  return { total: all.length, completed, percent: all.length === 0 ? 0 : Math.floor((completed / all.length) * 100) };
}

/** Refuses whoever may not put issues below this one: people without triage, apps without `issues: write`. */
export function demandParent(store: Store, actor: Actor, parent: Issue): void {
  demand(store, actor, repositoryOf(store, parent), { role: 'triage', permission: 'issues', level: 'write' });
}

/** Puts an issue below another; `replace` takes it from where it is. 422 where it has another parent, is there already, or is above it. */
export function addSubIssue(store: Store, actor: Actor, parent: Issue, child: Issue, replace = false): Issue {
  demandParent(store, actor, parent);
  const [above, below] = [liveIssue(store, parent), liveIssue(store, child)];
  const before = parentOf(store, below);
  if (before?.id === above.id) throw refused('Issue may not contain duplicate sub-issues');
  if (before !== null && !replace) throw refused('Sub issue may only have one parent');
  if (above.subIssueIds.length >= most) throw refused(`Parent cannot have more than ${most} sub-issues`);
  const ancestors = ancestorsOf(store, above);
  if ([above, ...ancestors].some(({ id }) => id === below.id))
    throw refused('Sub issue may not be an ancestor of its parent');
  if (ancestors.length + 1 + heightOf(store, below) > deepest)
    throw refused(`Sub-issues may not be nested deeper than ${deepest} levels`);
  if (below.pullRequest !== null || above.pullRequest !== null) throw refused('Sub issue and parent must be issues');
  if (before !== null) take(store, actor, before, below);
  const changed = changeIssue(store, above, { subIssueIds: [...above.subIssueIds, below.id] });
  tell(store, actor, changed, below, 'added');
  return changed;
}

/** Takes an issue from below another; 404 when it is not there. */
export function removeSubIssue(store: Store, actor: Actor, parent: Issue, child: Issue): Issue {
  demandParent(store, actor, parent);
  const current = liveIssue(store, parent);
  if (!current.subIssueIds.includes(child.id)) throw notFound();
  return take(store, actor, current, child);
}

function take(store: Store, actor: Actor, parent: Issue, child: Issue): Issue {
  const changed = changeIssue(store, parent, { subIssueIds: parent.subIssueIds.filter((id) => id !== child.id) });
  tell(store, actor, changed, child, 'removed');
  return changed;
}

function ancestorsOf(store: Store, issue: Issue): readonly Issue[] {
  const parent = parentOf(store, issue);
  return parent === null ? [] : [parent, ...ancestorsOf(store, parent)];
}

function heightOf(store: Store, issue: Issue): number {
  return 1 + Math.max(0, ...subIssuesOf(store, issue).map((one) => heightOf(store, one)));
}

/** Each of the two is told in its own repository. */
function tell(store: Store, { user: sender }: Actor, parent: Issue, child: Issue, what: 'added' | 'removed'): void {
  const told = { event: 'sub_issues', parent, child, sender } as const;
  appendEvent(store, { ...told, action: `sub_issue_${what}`, repository: repositoryOf(store, parent) });
  appendEvent(store, { ...told, action: `parent_issue_${what}`, repository: repositoryOf(store, child) });
}

function refused(why: string): Refusal {
  const message = `An error occurred while adding the sub-issue to the parent issue. ${why}`;
  return invalid({ resource: 'SubIssue', code: 'unprocessable', field: 'sub_issue', message }, message);
}
