// A connection of a repository, page after page.
import * as z from 'zod';
import { askGraphql } from '../ask-graphql.ts';
import type { Client } from '../client.ts';
import { document, part, type Variables } from '../document.ts';
import { page } from '../fields.ts';
import { GitHubRefused } from '../port.ts';

export type Place = { readonly owner: string; readonly repo: string };

/** What a page is asked with: `selection` names the connection `list`, with `first` and `after: $after`. */
export type Asked<T extends z.ZodType> = {
  readonly name: string;
  readonly selection: string;
  readonly variables?: Variables;
  readonly node: T;
};

export type RepositoryPage<T> = { readonly repositoryId: number; readonly nodes: readonly T[] };

/** The pages in order. Throws `GitHubRefused` where the repository is not there for this token, and what the client throws. */
export async function* repositoryPages<T extends z.ZodType>(
  client: Client,
  { owner, repo }: Place,
  { name, selection, variables = {}, node }: Asked<T>,
): AsyncGenerator<RepositoryPage<z.output<T>>> {
  const Answer = z.object({ repository: z.object({ databaseId: z.number().int(), list: page(node) }).nullish() });
  for (let after: string | null | 'first' = 'first'; after !== null; ) {
    const asked: Variables = {
      owner: { type: 'String!', value: owner },
      repo: { type: 'String!', value: repo },
      after: { type: 'String', value: after === 'first' ? null : after },
      ...variables,
    };
    const query = document('query', name, [
      part(`repository(owner: $owner, name: $repo) { databaseId ${selection} }`, asked),
    ]);
    const { repository } = Answer.parse(await askGraphql(client, name, query));
    if (repository == null) throw new GitHubRefused(`There is no repository ${owner}/${repo} for this token.`, 404);
    const { nodes, pageInfo } = repository.list;
    yield { repositoryId: repository.databaseId, nodes: nodes.filter((one) => one !== null) };
    after = pageInfo.hasNextPage ? (pageInfo.endCursor ?? null) : null;
  }
}
