// Paging by page number, with the Link header that clients follow.
import type { Answer, Asked } from './exchange.ts';
import { apiUrl } from './shapes/urls.ts';

/** One page of a list: `per_page` (30, at most 100) and `page` of the query, each item shaped only when it is on the page. */
export function paged<T>(asked: Asked, all: readonly T[], shape: (item: T) => unknown): Answer {
  const { items, headers } = slice(asked, all);
  return { status: 200, body: items.map(shape), headers };
}

/** One page of a list, and its Link header. */
export function slice<T>(
  asked: Asked,
  all: readonly T[],
): { readonly items: readonly T[]; readonly headers: Readonly<Record<string, string>> } {
  const size = Math.min(Math.max(numberIn(asked, 'per_page', 30), 1), 100);
  const page = Math.max(numberIn(asked, 'page', 1), 1);
  const last = Math.max(Math.ceil(all.length / size), 1);
  const links = [
    ...(page > 1 ? [link(asked, page - 1, 'prev')] : []),
    ...(page < last ? [link(asked, page + 1, 'next'), link(asked, last, 'last')] : []),
    ...(page > 1 ? [link(asked, 1, 'first')] : []),
  ];
  const items = all.slice((page - 1) * size, page * size);
  return { items, headers: links.length > 0 ? { link: links.join(', ') } : {} };
}

function numberIn(asked: Asked, name: string, fallback: number): number {
  const value = Number(asked.query[name] ?? fallback);
  return Number.isInteger(value) ? value : fallback;
}

function link(asked: Asked, page: number, relation: string): string {
  const url = new URL(apiUrl(asked.store, asked.target));
  url.searchParams.set('page', String(page));
  return `<${url.href}>; rel="${relation}"`;
}
