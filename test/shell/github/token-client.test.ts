// A reader with one token waits as long as GitHub asks, says so, and goes on; what is no such wait it tells at once.
import { expect, test } from 'vitest';
import { createClient } from '../../../src/shell/github/client.ts';
import { GitHubUnavailable } from '../../../src/shell/github/port.ts';
import { patient } from '../../../src/shell/github/token-client.ts';

const now = '2026-03-01T04:00:00Z';

/** A client whose queries end as told, one after the other. */
function clientThat(...ends: readonly (Error | 'answers')[]) {
  const left = [...ends];
  const octokit = { request: () => Promise.reject(new Error('not asked')), graphql: () => Promise.reject(new Error('not asked')) };
  const client = createClient({ octokit: async () => octokit, installationId: null, now: () => now });
  const query = async () => {
    const end = left.shift();
    if (end instanceof Error) throw end;
    return { data: 'read', errors: [] };
  };
  const [said, waited]: [string[], number[]] = [[], []];
  const sleep = async (milliseconds: number) => void waited.push(milliseconds);
  return { asked: patient({ ...client, query }, (text) => said.push(text), sleep), said, waited };
} // biome-ignore format: one thought

const limited = (retryAt: string | null, status = 403) =>
  new GitHubUnavailable('API rate limit exceeded', { retryAt, status });

test('a limit is waited for, as often as GitHub asks', async () => {
  const { asked, said, waited } = clientThat(
    limited('2026-03-01T04:20:00Z'),
    limited('2026-03-01T04:00:30Z'),
    'answers',
  );
  expect(await asked.query('AllIncidents', '', {})).toMatchObject({ data: 'read' });
  expect(waited).toEqual([1_201_000, 31_000]);
  expect(said[0]).toBe('GitHub asks to wait until 2026-03-01T04:20:00Z.');
});

test.each([
  { name: 'a wait of more than an hour', error: limited('2026-03-01T06:00:00Z') },
  { name: 'an outage without a word of how long', error: limited(null, 502) },
  { name: 'a bug of ours', error: new TypeError('x') },
])('$name is told at once', async ({ error }) => {
  const { asked, waited } = clientThat(error, 'answers');
  await expect(asked.query('AllIncidents', '', {})).rejects.toBe(error);
  expect(waited).toEqual([]);
});
