// Reads the comments of an issue page by page.
import * as z from 'zod';
import type { LiveComment } from '../../core/facts.ts';
import type { IssueRef } from '../../core/incident/record.ts';
import { compare, type Timestamp } from '../../core/time.ts';
import type { Client } from './client.ts';
import { document, part, type Variables } from './document.ts';
import { CommentAnswer, commentFields, page } from './fields.ts';
import { statusOf } from './graphql-answer.ts';
import { GitHubRefused } from './port.ts';

export type CommentPage = {
  readonly comments: readonly { readonly live: LiveComment; readonly updatedAt: Timestamp }[];
  /** Where the next page starts; null after the last one. */
  readonly next: string | null;
};

type Order = 'oldest-first' | 'newest-first' | 'latest-change-first';

const Answer = z.object({
  repository: z.object({ issue: z.object({ comments: page(CommentAnswer) }).nullish() }).nullish(),
});

const ways: Readonly<Record<Order, { readonly arguments: string; readonly cursor: 'after' | 'before' }>> = {
  'oldest-first': { arguments: 'first: 100, after: $cursor', cursor: 'after' },
  'newest-first': { arguments: 'last: 100, before: $cursor', cursor: 'before' },
  'latest-change-first': {
    arguments: 'first: 100, after: $cursor, orderBy: { field: UPDATED_AT, direction: DESC }',
    cursor: 'after',
  },
};

/** Pages of 100, from `cursor` on. Throws `GitHubRefused` when the issue is not there. */
export async function* commentPages(
  client: Client,
  issue: IssueRef,
  order: Order,
  cursor: string | null = null,
): AsyncGenerator<CommentPage['comments']> {
  for (let next: string | null | 'first' = cursor ?? 'first'; next !== null; ) {
    const read: CommentPage = await readPage(client, issue, order, next === 'first' ? null : next);
    yield read.comments;
    next = read.next;
  }
}

async function readPage(client: Client, issue: IssueRef, order: Order, cursor: string | null): Promise<CommentPage> {
  const way = ways[order];
  const selection = `repository(owner: $owner, name: $repo) { issue(number: $number) { comments(${way.arguments}) {
    nodes { ${commentFields} } pageInfo { hasNextPage endCursor hasPreviousPage startCursor } } } }`;
  const { text, variables } = document('query', 'Comments', [part(selection, place(issue, cursor))]);
  const { data, errors } = await client.query('Comments', text, variables);
  const [error] = errors;
  if (error !== undefined) throw new GitHubRefused(`Reading comments: ${error.message}`, statusOf(error));
  const connection = Answer.parse(data).repository?.issue?.comments;
  if (connection === undefined) throw new GitHubRefused('Reading comments: the issue is not there.', 404);
  const { hasNextPage, endCursor, hasPreviousPage, startCursor } = connection.pageInfo;
  const comments = connection.nodes.filter((node) => node !== null);
  if (way.cursor === 'after') return { comments, next: hasNextPage ? (endCursor ?? null) : null };
  return { comments: comments.toReversed(), next: hasPreviousPage ? (startCursor ?? null) : null };
}

function place({ owner, repo, number }: IssueRef, cursor: string | null): Variables {
  return {
    owner: { type: 'String!', value: owner },
    repo: { type: 'String!', value: repo },
    number: { type: 'Int!', value: number },
    cursor: { type: 'String', value: cursor },
  };
}

/** All comments changed since the instant (null: all), oldest first. A comment that changes meanwhile is read twice at most, never missed. */
export async function commentsSince(
  client: Client,
  issue: IssueRef,
  since: Timestamp | null,
): Promise<readonly LiveComment[]> {
  const found = new Map<number, LiveComment>();
  const order = since === null ? 'oldest-first' : 'latest-change-first';
  for await (const comments of commentPages(client, issue, order)) {
    const fresh = comments.filter(({ updatedAt }) => since === null || compare(updatedAt, since) >= 0);
    for (const { live } of fresh) if (!found.has(live.id)) found.set(live.id, live);
    if (fresh.length < comments.length) break;
  }
  return [...found.values()].sort((a, b) => a.id - b.id);
}
