// A client with one token, for who only reads: it waits as long as GitHub asks, and says so.
import { setTimeout as pause } from 'node:timers/promises';
import { Octokit } from '@octokit/core';
import type { Timestamp } from '../../core/time.ts';
import { type Client, createClient, type Surroundings } from './client.ts';
import { GitHubUnavailable } from './port.ts';

/** GitHub's limits are by the hour; who waits longer has another problem. Milliseconds. */
const LONGEST_WAIT = 65 * 60_000;

export type TokenClientParts = Surroundings & { readonly token: string; readonly apiUrl: string };

/** `apiUrl` is that of REST; GraphQL is found beside it. */
export function createTokenClient({ token, apiUrl, ...surroundings }: TokenClientParts): Client {
  const octokit = new Octokit({ auth: token, baseUrl: apiUrl.replace(/\/+$/, '') });
  return createClient({ ...surroundings, octokit: async () => octokit, installationId: null });
}

/** What somebody is told who waits. */
export type Say = (text: string) => void;

/** The same client for queries, which begins anew after a limit of GitHub's. Throws what the client throws, and `GitHubUnavailable` where it would be too long. */
export function patient(client: Client, say: Say, sleep: (milliseconds: number) => Promise<unknown> = pause): Client {
  return {
    ...client,
    query: async (...asked) => {
      for (;;) {
        try {
          return await client.query(...asked);
        } catch (error) {
          await sleep(waitFor(error, client.now(), say));
        }
      }
    },
  };
}

/** Milliseconds until GitHub may be asked again; throws the error on where it names no such time, or a far one. */
function waitFor(error: unknown, now: Timestamp, say: Say): number {
  if (!(error instanceof GitHubUnavailable) || error.retryAt === null) throw error;
  const wait = Math.max(1000, Date.parse(error.retryAt) - Date.parse(now) + 1000);
  if (wait > LONGEST_WAIT) throw error;
  say(`GitHub asks to wait until ${error.retryAt}.`);
  return wait;
}
