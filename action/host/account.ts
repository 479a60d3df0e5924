// Whose token a run has: the first that is asked, while all else is still being loaded.
import type { Octokit } from '@octokit/core';
import type { Person } from '../../src/core/incident/record.ts';
import { askFirst } from './first-question.ts';
import type { CommonInputs } from './runner.ts';

const VIEWER = 'query { viewer { login databaseId id } }';

export type Account = {
  readonly octokit: Octokit;
  /** The account of the token: a bot. */
  readonly self: Person;
};

/** The account, and what is loaded meanwhile: not before the question is on its way, for loading leaves it no time. One request, or two where the first is not answered. Throws when GitHub stays away or says no. */
export async function whileAsking<Loaded>(
  inputs: Pick<CommonInputs, 'token' | 'apiUrl'>,
  load: () => Promise<Loaded>,
): Promise<readonly [Account, Loaded]> {
  const { sent, answer } = askFirst(inputs, { text: VIEWER });
  await sent;
  const [{ Octokit }, loaded] = await Promise.all([import('@octokit/core'), load()]);
  const octokit = new Octokit({ auth: inputs.token, baseUrl: inputs.apiUrl });
  const self = personIn(await answer) ?? personIn(await octokit.graphql<object>(VIEWER));
  if (self === null) throw new Error('GitHub did not say whose token it is');
  return [{ octokit, self }, loaded];
}

type Answer = { readonly viewer?: { readonly login?: unknown; readonly databaseId?: unknown; readonly id?: unknown } };

/** Null where the answer does not say who it is. */
function personIn(answer: Answer | null): Person | null {
  const { login, databaseId: id, id: nodeId } = answer?.viewer ?? {};
  if (typeof login !== 'string' || typeof id !== 'number' || typeof nodeId !== 'string') return null;
  return { id, login, nodeId, bot: true };
}
