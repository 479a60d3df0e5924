// REST lists, page after page.
import type { Parameters } from './ask.ts';
import type { Client } from './client.ts';
import type { OctokitAnswer } from './octokit.ts';

/** GitHub's most per page. https://docs.github.com/en/rest/using-the-rest-api/using-pagination-in-the-rest-api */
export const PER_PAGE = 100;
/** Far more than any list we read has; a host that always names a next page must not keep us for ever. */
const MOST_PAGES = 1000;

/** What must be sent to get the next page: the query parameters of the link that GitHub gives; null on the last page. */
export function nextPage(answer: Pick<OctokitAnswer, 'headers'>): Readonly<Record<string, string>> | null {
  const link = /<([^<>]+)>;\s*rel="next"/.exec(String(answer.headers['link'] ?? ''))?.[1];
  return link === undefined ? null : Object.fromEntries(new URL(link).searchParams);
}

/** The pages of a list in order, each read when it is asked for; `given` goes with every request. Throws what `client.get` throws. */
export async function* pagesOf(client: Client, route: string, given: Parameters = {}): AsyncGenerator<unknown> {
  let parameters: Parameters | null = { ...given, per_page: PER_PAGE };
  for (let count = 0; parameters !== null && count < MOST_PAGES; count += 1) {
    const answer: OctokitAnswer = await client.get(route, parameters);
    yield answer.data;
    const next = nextPage(answer);
    parameters = next === null ? null : { ...given, ...next };
  }
}
