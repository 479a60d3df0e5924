// Whose token a run has: the first that is asked, while the loop is still being loaded.
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { Octokit } from '@octokit/core';
import type { Person } from '../../src/core/incident/record.ts';
import type { CommonInputs } from './runner.ts';

type Viewer = { readonly viewer: { readonly login: string; readonly databaseId: number; readonly id: string } };

export type Account = {
  readonly octokit: Octokit;
  /** The account of the token: a bot. */
  readonly self: Person;
};

/** The account, and what is loaded meanwhile: not before the question is on its way, for loading leaves it no time. One request. Throws when GitHub stays away or says no. */
export async function whileAsking<Loaded>(
  inputs: Pick<CommonInputs, 'token' | 'apiUrl'>,
  load: () => Promise<Loaded>,
): Promise<readonly [Account, Loaded]> {
  const sent = firstRequestSent();
  const asking = accountOf(inputs);
  await Promise.race([sent, asking.catch(() => undefined)]);
  return await Promise.all([asking, load()]);
}

/** What Node's `fetch` tells once all of a request is on its way (https://undici.nodejs.org/#/docs/api/DiagnosticsChannel): its head leaves with its body, after that it is announced. */
const SENT = 'undici:request:bodySent';

function firstRequestSent(): Promise<void> {
  return new Promise((resolve) => {
    const heard = () => {
      unsubscribe(SENT, heard);
      resolve();
    };
    subscribe(SENT, heard);
  });
}

async function accountOf({ token, apiUrl }: Pick<CommonInputs, 'token' | 'apiUrl'>): Promise<Account> {
  const octokit = new Octokit({ auth: token, baseUrl: apiUrl });
  const { viewer } = await octokit.graphql<Viewer>('query { viewer { login databaseId id } }');
  return { octokit, self: { id: viewer.databaseId, login: viewer.login, nodeId: viewer.id, bot: true } };
}
