/** Finds issues as GitHub's search does, for REST and GraphQL alike; only what the asker may read. */
import { allows, canSee, covers } from '../state/access.ts';
import type { Caller } from '../state/actor.ts';
import type { Issue } from '../state/issue.ts';
import { Refusal } from '../state/refusal.ts';
import type { Repository } from '../state/repository.ts';
import { known, type Store } from '../state/store.ts';
import { fitsQualifier } from './qualifiers.ts';
import { readTerms, type Term } from './terms.ts';

/** How to order what was found; without, the newest come first. */
export type SearchOrder = { readonly by: 'created' | 'updated' | 'comments'; readonly direction: 'asc' | 'desc' };

/** The issues that fit every term, ordered by `sort:` in the text, else as asked. 422 for an empty search, 501 for a qualifier the sandbox does not know. */
export function searchIssues(store: Store, caller: Caller, search: string, order?: SearchOrder): readonly Issue[] {
  if (search.trim() === '')
    throw new Refusal(422, 'Validation Failed', { errors: [{ resource: 'Search', field: 'q', code: 'missing' }] });
  const terms = readTerms(search);
  const sort = orderIn(terms) ?? order ?? { by: 'created', direction: 'desc' };
  const wanted = terms.filter((term) => term.kind === 'text' || !['sort', 'in'].includes(term.name));
  const places = placesIn(terms);
  const found = [...store.issues.values()]
    .filter(
      (issue) => issue.fate.kind === 'live' && mayFind(store, caller, known(store.repositories, issue.repositoryId)),
    )
    .filter((issue) => wanted.every((term) => fits(store, issue, term, places) !== term.not));
  const sorted = found.toSorted((a, b) => compare(store, a, b, sort.by) || a.id - b.id);
  return sort.direction === 'desc' ? sorted.toReversed() : sorted;
}

function mayFind(store: Store, caller: Caller, repository: Repository): boolean {
  if (!canSee(store, caller, repository)) return false;
  if (caller.kind !== 'installation' || !covers(caller, repository)) return true;
  return allows(caller.permissions, 'issues', 'read');
}

function fits(store: Store, issue: Issue, term: Term, places: readonly string[]): boolean {
  if (term.kind === 'qualifier') return fitsQualifier(store, issue, term.name, term.values);
  return places.some((place) => textsIn(store, issue, place).some((text) => text.toLowerCase().includes(term.text)));
}

function textsIn(store: Store, issue: Issue, place: string): readonly string[] {
  if (place === 'title') return [issue.title];
  if (place === 'body') return [issue.body ?? ''];
  return [...store.comments.values()].filter(({ issueId }) => issueId === issue.id).map(({ body }) => body);
}

function placesIn(terms: readonly Term[]): readonly string[] {
  const named = terms.find((term) => term.kind === 'qualifier' && term.name === 'in');
  return named?.kind === 'qualifier' ? named.values : ['title', 'body', 'comments'];
}

function orderIn(terms: readonly Term[]): SearchOrder | undefined {
  const sort = terms.find((term) => term.kind === 'qualifier' && term.name === 'sort');
  if (sort?.kind !== 'qualifier') return undefined;
  const [by = '', direction = 'desc'] = (sort.values[0] ?? '').split('-');
  if (by !== 'created' && by !== 'updated' && by !== 'comments')
    throw new Refusal(501, `The sandbox does not sort searches by ${by}.`);
  return { by, direction: direction === 'asc' ? 'asc' : 'desc' };
}

function compare(store: Store, a: Issue, b: Issue, by: SearchOrder['by']): number {
  if (by === 'created') return a.createdAt.localeCompare(b.createdAt);
  if (by === 'updated') return a.updatedAt.localeCompare(b.updatedAt);
  const count = (issue: Issue) => [...store.comments.values()].filter(({ issueId }) => issueId === issue.id).length;
  return count(a) - count(b);
}
