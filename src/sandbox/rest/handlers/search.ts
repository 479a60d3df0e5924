// REST: search for issues.
import { type SearchOrder, searchIssues } from '../../search/issues.ts';
import type { Issue } from '../../state/issue.ts';
import type { Store } from '../../state/store.ts';
import { type Answer, type Asked, queryText } from '../exchange.ts';
import { slice } from '../page.ts';
import { issueAnswer } from '../shapes/issue.ts';
import type { Shape } from '../shapes/urls.ts';

/** GitHub shows no more of a search than this. */
const mostResults = 1000;

/** `GET /search/issues`. */
export function issues(asked: Asked): Answer {
  const { store, caller } = asked;
  const found = searchIssues(store, caller, queryText(asked, 'q') ?? '', orderOf(asked));
  const { items, headers } = slice(asked, found.slice(0, mostResults));
  const shapes = items.map((issue) => resultShape(store, issue));
  const body = { total_count: found.length, incomplete_results: false, items: shapes, search_type: 'lexical' };
  return { status: 200, body, headers };
}

function orderOf(asked: Asked): SearchOrder {
  const sort = queryText(asked, 'sort');
  const by = sort === 'updated' || sort === 'comments' ? sort : 'created';
  return { by, direction: queryText(asked, 'order') === 'asc' ? 'asc' : 'desc' };
}

/** As an issue, with a score; the description has no place for an empty body. */
function resultShape(store: Store, issue: Issue): Shape {
  const { body, ...rest } = issueAnswer(store, issue);
  return { ...rest, ...(body === null ? {} : { body }), score: 1 };
}
