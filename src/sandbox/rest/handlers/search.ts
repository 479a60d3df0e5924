// REST: search for issues, with the qualifiers the sandbox knows; any other is a loud 501, for a search that ignored one would lie.
import { canSee } from '../../state/access.ts';
import { findUser } from '../../state/accounts.ts';
import { commentsOf } from '../../state/comments.ts';
import type { Issue } from '../../state/issue.ts';
import { repositoryOf } from '../../state/issue-changes.ts';
import { Refusal } from '../../state/refusal.ts';
import { fullNameOf, ownerOf } from '../../state/repositories.ts';
import type { Store } from '../../state/store.ts';
import type { Answer, Asked } from '../exchange.ts';
import { slice } from '../page.ts';
import { issueAnswer, labelsOfIssue } from '../shapes/issue.ts';
import type { Shape } from '../shapes/urls.ts';

/** One part of a query: a qualifier with its value, or (no name) a word to find. */
type Term = { readonly name: string | null; readonly value: string; readonly negated: boolean };

/** `GET /search/issues`: 422 without a query; GitHub shows no more than 1,000 results. */
export function issues(asked: Asked): Answer {
  const terms = termsOf(String(asked.query['q'] ?? ''));
  if (terms.length === 0) throw new Refusal(422, 'Validation Failed');
  const { store, caller } = asked;
  const places = terms.filter(({ name }) => name === 'in').flatMap(({ value }) => value.split(','));
  const wanted = terms.filter(({ name }) => name !== 'in');
  const found = [...store.issues.values()].filter(
    (issue) =>
      issue.fate.kind === 'live' &&
      canSee(store, caller, repositoryOf(store, issue)) &&
      wanted.every((term) => meets(store, issue, term, places) !== term.negated),
  );
  const { items, headers } = slice(asked, sorted(asked, found).slice(0, 1000));
  const shapes = items.map((issue) => resultShape(store, issue));
  const body = { total_count: found.length, incomplete_results: false, items: shapes, search_type: 'lexical' };
  return { status: 200, body, headers };
}

/** As an issue, with a score; the description has no place for an empty body. */
function resultShape(store: Store, issue: Issue): Shape {
  const { body, ...rest } = issueAnswer(store, issue);
  return { ...rest, ...(body === null ? {} : { body }), score: 1 };
}

function sorted(asked: Asked, found: readonly Issue[]): readonly Issue[] {
  const { sort, order = 'desc' } = asked.query;
  const key = (issue: Issue) => (sort === 'updated' ? Date.parse(issue.updatedAt) : issue.id);
  const ascending = found.toSorted((a, b) => key(a) - key(b) || a.id - b.id);
  return order === 'asc' ? ascending : ascending.reverse();
}

function termsOf(query: string): readonly Term[] {
  const pattern = /(-)?(?:([a-z-]+):)?("[^"]*"|\S+)/gi;
  return [...query.matchAll(pattern)].map(([, minus, name, value = '']) => ({
    name: name?.toLowerCase() ?? null,
    value: value.replaceAll('"', ''),
    negated: minus !== undefined,
  }));
}

function meets(store: Store, issue: Issue, term: Term, places: readonly string[]): boolean {
  const value = term.value.toLowerCase();
  const repository = repositoryOf(store, issue);
  switch (term.name) {
    case null:
      return hasWord(store, issue, value, places);
    case 'repo':
      return fullNameOf(store, repository).toLowerCase() === value;
    case 'org':
    case 'user':
      return ownerOf(store, repository).login.toLowerCase() === value;
    case 'label': {
      const names = labelsOfIssue(store, issue).map(({ name }) => name.toLowerCase());
      return value.split(',').some((name) => names.includes(name));
    }
    case 'is':
    case 'state':
    case 'type':
      return isOf(issue, repository.private, value);
    case 'author':
      return findUser(store, authorLogin(value))?.id === issue.authorId;
    case 'assignee':
      return issue.assigneeIds.includes(findUser(store, value)?.id ?? -1);
    case 'no':
      return lacks(issue, value);
    case 'updated':
      return inSpan(issue.updatedAt, term.value);
    case 'created':
      return inSpan(issue.createdAt, term.value);
    case 'closed':
      return issue.closedAt !== null && inSpan(issue.closedAt, term.value);
    default:
      throw new Refusal(501, `The sandbox does not implement the search qualifier ${term.name}:`);
  }
}

/** `author:app/firebreak` names an app's bot. */
function authorLogin(value: string): string {
  return value.startsWith('app/') ? `${value.slice('app/'.length)}[bot]` : value;
}

function hasWord(store: Store, issue: Issue, word: string, places: readonly string[]): boolean {
  const where = places.length === 0 ? ['title', 'body', 'comments'] : places;
  const texts = [
    where.includes('title') ? issue.title : '',
    where.includes('body') ? (issue.body ?? '') : '',
    ...(where.includes('comments') ? commentsOf(store, issue).map(({ body }) => body) : []),
  ];
  return texts.some((text) => text.toLowerCase().includes(word));
}

function isOf(issue: Issue, inPrivate: boolean, value: string): boolean {
  const states: Readonly<Record<string, boolean>> = {
    open: issue.state === 'open',
    closed: issue.state === 'closed',
    issue: true,
    pr: false,
    'pull-request': false,
    locked: issue.locked,
    unlocked: !issue.locked,
    private: inPrivate,
    public: !inPrivate,
  };
  const answer = states[value];
  if (answer === undefined) throw new Refusal(501, `The sandbox does not implement is:${value}`);
  return answer;
}

function lacks(issue: Issue, value: string): boolean {
  if (value === 'assignee') return issue.assigneeIds.length === 0;
  if (value === 'label') return issue.labelIds.length === 0;
  if (value === 'milestone') return true;
  throw new Refusal(501, `The sandbox does not implement no:${value}`);
}

function inSpan(at: string, value: string): boolean {
  const [from, to] = value.split('..', 2);
  if (to !== undefined) return compare(at, `>=${from}`) && compare(at, `<=${to}`);
  return compare(at, value);
}

function compare(at: string, value: string): boolean {
  const [, operator = '', date = ''] = /^(>=|<=|>|<)?(.+)$/.exec(value) ?? [];
  if (date === '*') return true;
  const instant = Date.parse(at);
  const bound = Date.parse(date);
  if (Number.isNaN(bound)) throw new Refusal(422, `${date} is not a recognized date/time format.`);
  if (operator === '>=') return instant >= bound;
  if (operator === '<=') return instant <= bound;
  if (operator === '>') return instant > bound;
  if (operator === '<') return instant < bound;
  return at.startsWith(date);
}
