/** Lists of issues, filtered and ordered as the arguments of an `issues` connection say. */
import type { Issue } from '../../state/issue.ts';
import { known } from '../../state/store.ts';
import { object, optionalText, optionalTexts } from '../arguments.ts';
import { type Connection, connect } from '../connection.ts';
import { notImplemented } from '../failure.ts';
import { type Args, type Context, thing } from '../things.ts';

/** A page of issues, by number unless ordered otherwise. Labels: any of them is enough. */
export function issueConnection(issues: readonly Issue[], args: Args, context: Context): Connection {
  const filter = object(args, 'filterBy');
  const kept = issues
    .filter((issue) => fits(issue, args, context))
    .filter((issue) => fitsFilter(issue, filter, context));
  return connect(ordered(kept, args, context), args, {
    name: 'issues',
    key: ({ id }) => id,
    node: (issue) => thing('Issue', issue),
  });
}

function fits(issue: Issue, args: Args, { store }: Context): boolean {
  const states = optionalTexts(args, 'states');
  if (states !== undefined && !states.includes(issue.state.toUpperCase())) return false;
  const labels = optionalTexts(args, 'labels')?.map((name) => name.toLowerCase());
  const own = issue.labelIds.map((id) => known(store.labels, id).name.toLowerCase());
  return labels === undefined || labels.some((name) => own.includes(name));
}

function fitsFilter(issue: Issue, filter: Args, context: Context): boolean {
  for (const name of ['mentioned', 'milestone', 'milestoneNumber', 'type', 'issueFieldValues'])
    if (filter[name] !== undefined) throw notImplemented(`IssueFilters.${name}`);
  const since = optionalText(filter, 'since');
  if (since !== undefined && Date.parse(issue.updatedAt) < Date.parse(since)) return false;
  const author = known(context.store.users, issue.authorId).login;
  if (!isOrAbsent(optionalText(filter, 'createdBy'), [author])) return false;
  const assignees = issue.assigneeIds.map((id) => known(context.store.users, id).login);
  if (filter['assignee'] === null) return assignees.length === 0;
  if (filter['assignee'] === '*') return assignees.length > 0;
  return isOrAbsent(optionalText(filter, 'assignee'), assignees) && fits(issue, filter, context);
}

function isOrAbsent(wanted: string | undefined, logins: readonly string[]): boolean {
  return wanted === undefined || logins.some((login) => login.toLowerCase() === wanted.toLowerCase());
}

function ordered(issues: readonly Issue[], args: Args, { store }: Context): readonly Issue[] {
  const { field, direction } = { field: 'CREATED_AT', direction: 'ASC', ...object(args, 'orderBy') };
  const comments = (issue: Issue) => [...store.comments.values()].filter(({ issueId }) => issueId === issue.id).length;
  const sorted = issues.toSorted((a, b) => {
    if (field === 'UPDATED_AT') return a.updatedAt.localeCompare(b.updatedAt) || a.id - b.id;
    return field === 'COMMENTS' ? comments(a) - comments(b) || a.id - b.id : a.id - b.id;
  });
  return direction === 'DESC' ? sorted.toReversed() : sorted;
}
