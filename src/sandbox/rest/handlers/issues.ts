// REST: issues.
import * as z from 'zod';
import { findUser } from '../../state/accounts.ts';
import { issuesOf } from '../../state/find-issue.ts';
import type { Issue } from '../../state/issue.ts';
import { createIssue, type IssueUpdate, lockIssue, unlockIssue, updateIssue } from '../../state/issues.ts';
import type { User } from '../../state/people.ts';
import type { Store } from '../../state/store.ts';
import { type Answer, type Asked, actorOf, bodyAs, created, done, issueFor, ok, repositoryFor } from '../exchange.ts';
import { paged } from '../page.ts';
import { withRenderedBody } from '../rendered.ts';
import { issueAnswer, issueShape, labelsOfIssue } from '../shapes/issue.ts';

const LabelNames = z.array(z.union([z.string(), z.object({ name: z.string() }).transform(({ name }) => name)]));
const Title = z.union([z.string(), z.number()]).transform(String);
const StateReason = z.enum(['completed', 'not_planned', 'duplicate', 'reopened']);

const NewIssue = z.object({
  title: Title,
  body: z.string().nullish(),
  labels: LabelNames.optional(),
  assignee: z.string().nullish(),
  assignees: z.array(z.string()).optional(),
});

const ChangedIssue = z.object({
  title: Title.nullish(),
  body: z.string().nullish(),
  state: z.enum(['open', 'closed']).optional(),
  state_reason: StateReason.nullish(),
  labels: LabelNames.optional(),
  assignee: z.string().nullish(),
  assignees: z.array(z.string()).optional(),
});

/** `POST /repos/{owner}/{repo}/issues`. */
export function create(asked: Asked): Answer {
  const repository = repositoryFor(asked);
  const input = bodyAs(asked, NewIssue);
  const assignees = accountsNamed(asked.store, [
    ...(input.assignee ? [input.assignee] : []),
    ...(input.assignees ?? []),
  ]);
  const { title, body, labels } = input;
  const rest = { ...(labels ? { labels } : {}), assignees };
  const issue = createIssue(asked.store, actorOf(asked), repository, { title, body: body ?? null, ...rest });
  const answer = created(issueAnswer(asked.store, issue));
  return { ...answer, headers: { location: String(issueShape(asked.store, issue)['url']) } };
}

/** `GET /repos/{owner}/{repo}/issues/{issue_number}`. */
export function get(asked: Asked): Answer {
  const issue = issueFor(asked);
  return ok(withRenderedBody(asked, issueAnswer(asked.store, issue), issue));
}

/** `PATCH /repos/{owner}/{repo}/issues/{issue_number}`. */
export function update(asked: Asked): Answer {
  const issue = issueFor(asked);
  const changed = updateIssue(asked.store, actorOf(asked), issue, updateIn(asked));
  return ok(issueAnswer(asked.store, changed));
}

function updateIn(asked: Asked): IssueUpdate {
  const { title, body, state, state_reason, labels, assignee, assignees } = bodyAs(asked, ChangedIssue);
  const logins = assignees ?? (assignee === undefined ? undefined : [assignee ?? ''].filter(Boolean));
  return {
    ...(typeof title === 'string' ? { title } : {}),
    ...(body === undefined ? {} : { body }),
    ...(state === undefined ? {} : { state }),
    ...(state_reason === undefined ? {} : { stateReason: state_reason }),
    ...(labels === undefined ? {} : { labels }),
    ...(logins === undefined ? {} : { assignees: accountsNamed(asked.store, logins) }),
  };
}

/** The accounts of these logins; unknown ones are ignored as GitHub ignores whoever cannot be assigned. */
export function accountsNamed(store: Store, logins: readonly string[]): readonly User[] {
  return logins.map((login) => findUser(store, login)).filter((user) => user !== undefined);
}

/** `PUT /repos/{owner}/{repo}/issues/{issue_number}/lock`. */
export function lock(asked: Asked): Answer {
  const { lock_reason } = bodyAs(asked, z.object({ lock_reason: z.string().nullish() }));
  lockIssue(asked.store, actorOf(asked), issueFor(asked), lock_reason ?? null);
  return done;
}

/** `DELETE /repos/{owner}/{repo}/issues/{issue_number}/lock`. */
export function unlock(asked: Asked): Answer {
  unlockIssue(asked.store, actorOf(asked), issueFor(asked));
  return done;
}

/** `GET /repos/{owner}/{repo}/issues`: open ones, newest first, unless asked otherwise. */
export function list(asked: Asked): Answer {
  const repository = repositoryFor(asked, 'issues');
  const found = issuesOf(asked.store, repository).filter((issue) => isWanted(asked, issue));
  return paged(asked, sorted(asked, found), (issue) => issueAnswer(asked.store, issue));
}

function isWanted(asked: Asked, issue: Issue): boolean {
  const { state = 'open', labels, assignee, creator, since } = asked.query;
  if (state !== 'all' && issue.state !== state) return false;
  if (typeof since === 'string' && Date.parse(issue.updatedAt) < Date.parse(since)) return false;
  return (
    hasLabels(asked.store, issue, labels) && isBy(asked.store, issue, creator) && isFor(asked.store, issue, assignee)
  );
}

function hasLabels(store: Store, issue: Issue, wanted: unknown): boolean {
  if (typeof wanted !== 'string' || wanted === '') return true;
  const names = labelsOfIssue(store, issue).map((label) => label.name.toLowerCase());
  return wanted.split(',').every((name) => names.includes(name.trim().toLowerCase()));
}

function isBy(store: Store, issue: Issue, login: unknown): boolean {
  return typeof login !== 'string' || findUser(store, login)?.id === issue.authorId;
}

function isFor(store: Store, issue: Issue, login: unknown): boolean {
  if (typeof login !== 'string') return true;
  if (login === '*') return issue.assigneeIds.length > 0;
  if (login === 'none') return issue.assigneeIds.length === 0;
  const user = findUser(store, login);
  return user !== undefined && issue.assigneeIds.includes(user.id);
}

/** Sorts by `sort` (created, updated, comments) and `direction` of the query. */
export function sorted(asked: Asked, issues: readonly Issue[]): readonly Issue[] {
  const { sort = 'created', direction = 'desc' } = asked.query;
  const key = (issue: Issue) => (sort === 'updated' ? Date.parse(issue.updatedAt) : issue.number);
  const ascending = issues.toSorted((a, b) => key(a) - key(b) || a.number - b.number);
  return direction === 'asc' ? ascending : ascending.reverse();
}
