/** What each `qualifier:value` of a search means for an issue. */
import type { Issue } from '../state/issue.ts';
import { Refusal } from '../state/refusal.ts';
import { fullNameOf, ownerOf } from '../state/repositories.ts';
import { known, nowMs, type Store } from '../state/store.ts';
import { isWithin } from './dates.ts';

type Test = (store: Store, issue: Issue, value: string) => boolean;

/** Whether one of the values fits; 501 by name for a qualifier the sandbox does not know. */
export function fitsQualifier(store: Store, issue: Issue, name: string, values: readonly string[]): boolean {
  const test = tests[name];
  if (test === undefined) throw new Refusal(501, `The sandbox does not implement ${name}: in searches.`);
  return values.some((value) => test(store, issue, value));
}

const tests: Readonly<Record<string, Test>> = {
  repo: (store, issue, value) => same(fullNameOf(store, known(store.repositories, issue.repositoryId)), value),
  org: hasOwner,
  user: hasOwner,
  is: isState,
  type: (_store, issue, value) => same(value, issue.pullRequest === null ? 'issue' : 'pr'),
  state: (_store, issue, value) => same(issue.state, value),
  reason: (_store, issue, value) =>
    issue.state === 'closed' && same(issue.stateReason ?? '', value.replaceAll(' ', '_')),
  label: (store, issue, value) => issue.labelIds.some((id) => same(known(store.labels, id).name, value)),
  no: (_store, issue, value) => hasNone(issue, value),
  author: (store, issue, value) => isLogin(store, issue.authorId, value),
  assignee: (store, issue, value) => issue.assigneeIds.some((id) => isLogin(store, id, value)),
  commenter: (store, issue, value) =>
    [...store.comments.values()].some(
      ({ issueId, authorId }) => issueId === issue.id && isLogin(store, authorId, value),
    ),
  created: (store, issue, value) => isWithin(issue.createdAt, value, nowMs(store)),
  updated: (store, issue, value) => isWithin(issue.updatedAt, value, nowMs(store)),
  closed: (store, issue, value) => issue.closedAt !== null && isWithin(issue.closedAt, value, nowMs(store)),
};

function hasOwner(store: Store, issue: Issue, value: string): boolean {
  return same(ownerOf(store, known(store.repositories, issue.repositoryId)).login, value);
}

function isState(store: Store, issue: Issue, value: string): boolean {
  const repository = known(store.repositories, issue.repositoryId);
  const states: Readonly<Record<string, boolean>> = {
    issue: issue.pullRequest === null,
    pr: issue.pullRequest !== null,
    'pull-request': issue.pullRequest !== null,
    merged: issue.pullRequest?.merge != null,
    unmerged: issue.pullRequest !== null && issue.pullRequest.merge === null,
    draft: issue.pullRequest?.draft === true,
    open: issue.state === 'open',
    closed: issue.state === 'closed',
    locked: issue.locked,
    unlocked: !issue.locked,
    public: !repository.private,
    private: repository.private,
  };
  const answer = states[value.toLowerCase()];
  if (answer === undefined) throw new Refusal(501, `The sandbox does not implement is:${value} in searches.`);
  return answer;
}

function hasNone(issue: Issue, value: string): boolean {
  if (value === 'label') return issue.labelIds.length === 0;
  if (value === 'assignee') return issue.assigneeIds.length === 0;
  if (value === 'milestone' || value === 'project') return true;
  throw new Refusal(501, `The sandbox does not implement no:${value} in searches.`);
}

/** `app/firebreak` and `firebreak[bot]` both name a bot. */
function isLogin(store: Store, userId: number, value: string): boolean {
  return same(known(store.users, userId).login, value.replace(/^app\/(.+)$/, '$1[bot]'));
}

function same(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
