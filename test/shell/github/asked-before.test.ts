// A query that was asked before there was a client: its answer is taken once, where it is that very query.
import { expect, test } from 'vitest';
import { askedBefore, type Query } from '../../../src/shell/github/asked-before.ts';
import type { Client } from '../../../src/shell/github/client.ts';
import { lookAtPull } from '../../../src/shell/github/proposal/look.ts';
import { lookQuery } from '../../../src/shell/github/proposal/look-query.ts';

const place = { owner: 'acme', repo: 'shop' };
const pull = { number: 7, base: 'main' };
const asked = lookQuery(place, pull, null);

/** A client that notes what it is asked, and answers with this. */
function clientOf(data: unknown) {
  const queries: Query[] = [];
  const query: Client['query'] = async (operation, text, variables) => {
    queries.push({ operation, text, variables });
    return { data, errors: [] };
  };
  return { client: { query } as Client, queries };
}

const dataOf = async (client: Client, { operation, text, variables }: Query) =>
  (await client.query(operation, text, variables)).data;

test('is answered with what was there already, once', async () => {
  const { client, queries } = clientOf('anew');
  const wrapped = askedBefore(client, asked, Promise.resolve({ viewer: {} }));
  expect(await Promise.all([dataOf(wrapped, asked), dataOf(wrapped, asked)])).toEqual([{ viewer: {} }, 'anew']);
  expect(queries).toEqual([asked]);
});

test.each<{ what: string; other: Query }>([
  { what: 'another operation', other: { ...asked, operation: 'Facts' } },
  { what: 'another text', other: { ...asked, text: 'query { viewer { login } }' } },
  { what: 'another pull request', other: lookQuery(place, { ...pull, number: 8 }, null) },
  { what: 'its next page', other: lookQuery(place, pull, 'cursor') },
])('$what is asked, and leaves the answer for whom it is', async ({ other }) => {
  const { client, queries } = clientOf('anew');
  const wrapped = askedBefore(client, asked, Promise.resolve({ viewer: {} }));
  expect(await dataOf(wrapped, other)).toBe('anew');
  expect(queries).toEqual([other]);
  expect(await dataOf(wrapped, asked)).toEqual({ viewer: {} });
});

test('is asked as ever where there was no answer', async () => {
  const { client, queries } = clientOf('anew');
  expect(await dataOf(askedBefore(client, asked, Promise.resolve(null)), asked)).toBe('anew');
  expect(queries).toEqual([asked]);
});

test('a look at a pull request takes its first page from it', async () => {
  const page = (path: string, next: string | null) => ({
    repository: {
      isPrivate: false,
      policy: null,
      pullRequest: {
        headRefOid: 'abc',
        changedFiles: 2,
        files: {
          nodes: [{ path, changeType: 'ADDED' }],
          pageInfo: { hasNextPage: next !== null, endCursor: next },
        },
      },
    },
  });
  const { client, queries } = clientOf(page('b.txt', null));
  const seen = await lookAtPull(askedBefore(client, asked, Promise.resolve(page('a.txt', 'next'))), place, pull);
  expect(seen.files.map(({ path }) => path)).toEqual(['a.txt', 'b.txt']);
  expect(queries).toEqual([lookQuery(place, pull, 'next')]);
});
