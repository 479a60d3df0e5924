// Queries that a workflow run asks before its client is there: what reads their answers asks the very same, so that nothing is asked twice.
import { expect, test } from 'vitest';
import { askedBefore, type Query } from '../../../src/shell/github/asked-before.ts';
import type { Client } from '../../../src/shell/github/client.ts';
import { GitHubRefused } from '../../../src/shell/github/port.ts';
import { ownPolicy } from '../../../src/shell/github/token/own-policy.ts';
import { ownPolicyQuery } from '../../../src/shell/github/token/own-policy-query.ts';
import { publishGround } from '../../../src/shell/github/token/publish-ground.ts';
import { publishGroundQuery } from '../../../src/shell/github/token/publish-ground-query.ts';
import { pullsNamed } from '../../../src/shell/github/token/pulls-named.ts';
import { pullsNamedQuery } from '../../../src/shell/github/token/pulls-named-query.ts';

const place = { owner: 'acme', repo: 'shop' };

/** Everybody asks for the policy of the default branch. */
const seen = {
  viewer: { databaseId: 41 },
  repository: {
    nameWithOwner: 'acme/shop',
    isPrivate: true,
    policy: { oid: 'abc', text: 'preset: github\n', isTruncated: false },
    defaultBranchRef: { name: 'main', target: { oid: 'def' } },
    pullRequests: { nodes: [] },
    pullRequest: { number: 7, title: '', headRefName: 'x', headRefOid: 'fed', baseRefName: 'main', isCrossRepository: false },
  },
}; // biome-ignore format: a table

/** A client that answers with this, and counts what it is asked. */
function clientOf(data: unknown) {
  const asked: string[] = [];
  const query: Client['query'] = async (operation) => {
    asked.push(operation);
    return { data, errors: [] };
  };
  return { client: { query } as Client, asked };
}

type Read = (client: Client) => Promise<{ readonly isPrivate: boolean; readonly policy: unknown }>;

test.each<{ what: string; query: Query; read: Read }>([
  { what: 'the policy', query: ownPolicyQuery(place), read: (client) => ownPolicy(client, place) },
  { what: 'what is published', query: publishGroundQuery(place), read: (client) => publishGround(client, place) },
  { what: 'a pull request', query: pullsNamedQuery(place, 7), read: (client) => pullsNamed(client, place, 7) },
  { what: 'all that are open', query: pullsNamedQuery(place, null), read: (client) => pullsNamed(client, place, null) },
])('$what: is read from what was asked first, and asked where that has no answer', async ({ query, read }) => {
  const { client, asked } = clientOf(seen);
  const expected = { isPrivate: true, policy: { oid: 'abc', text: 'preset: github\n' } };
  expect(await read(askedBefore(client, query, Promise.resolve(seen)))).toMatchObject(expected);
  expect(asked).toEqual([]);
  expect(await read(askedBefore(client, query, Promise.resolve(null)))).toMatchObject(expected);
  expect(asked).toEqual([query.operation]);
});

test('a repository without a policy has none, and one that is not there is refused', async () => {
  const without = clientOf({ repository: { isPrivate: false, policy: null } });
  expect(await ownPolicy(without.client, place)).toEqual({ isPrivate: false, policy: null });
  const missing = ownPolicy(clientOf({ repository: null }).client, place);
  await expect(missing).rejects.toThrow(GitHubRefused);
  await expect(missing).rejects.toThrow('There is no repository acme/shop for this token.');
});
