// Whose token a run has: the first that is asked, while the loop is still being loaded.
import { Octokit } from '@octokit/core';
import type { Person } from '../../src/core/incident/record.ts';
import type { CommonInputs } from './runner.ts';

type Viewer = { readonly viewer: { readonly login: string; readonly databaseId: number; readonly id: string } };

export type Account = {
  readonly octokit: Octokit;
  /** The account of the token: a bot. */
  readonly self: Person;
};

/** One request. Throws when GitHub stays away or says no. */
export async function accountOf({ token, apiUrl }: Pick<CommonInputs, 'token' | 'apiUrl'>): Promise<Account> {
  const octokit = new Octokit({ auth: token, baseUrl: apiUrl });
  const { viewer } = await octokit.graphql<Viewer>('query { viewer { login databaseId id } }');
  return { octokit, self: { id: viewer.databaseId, login: viewer.login, nodeId: viewer.id, bot: true } };
}
