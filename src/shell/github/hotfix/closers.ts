// Which open pull requests close an issue, by GitHub's own link: a keyword in their text, or made by hand on the issue's page.
import * as z from 'zod';
import { askGraphql } from '../ask-graphql.ts';
import type { Client } from '../client.ts';
import { around, document, part } from '../document.ts';
import type { Place } from '../freeze/port.ts';

const Closers = z.object({ nodes: z.array(z.object({ number: z.number() }).nullable()).nullish() }).nullish();
const Answer = z.object({
  repository: z.record(z.string(), z.object({ closedByPullRequestsReferences: Closers }).nullish()),
});

/** Issues that are asked about in one request. */
const MOST = 20;

/** Numbers, each once. https://docs.github.com/en/graphql/reference/objects#issue */
export async function closersOf(client: Client, { owner, repo }: Place, issues: readonly number[]) {
  const parts = issues.slice(-MOST).map((number, index) =>
    part(`of${index}: issue(number: $of${index}) { closedByPullRequestsReferences(first: 10) { nodes { number } } }`, {
      [`of${index}`]: { type: 'Int!', value: number },
    }),
  );
  const variables = { owner: { type: 'String!', value: owner }, repo: { type: 'String!', value: repo } };
  const asked = document('query', 'ProperFixes', [
    around('repository(owner: $owner, name: $repo) {\n', [...parts, part('', variables)], '\n}'),
  ]);
  const { repository } = Answer.parse(await askGraphql(client, 'ProperFixes', asked));
  const found = Object.values(repository).flatMap((one) => one?.closedByPullRequestsReferences?.nodes ?? []);
  return [...new Set(found.flatMap((pull) => (pull === null ? [] : [pull.number])))];
}
