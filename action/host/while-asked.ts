// A client of a run whose first query is known before anything is loaded: it is asked while all else is still being loaded.
import type { Query } from '../../src/shell/github/asked-before.ts';
import type { Client } from '../../src/shell/github/client.ts';
import { askFirst } from './first-question.ts';
import type { CommonInputs } from './runner.ts';

/** The client, which need not ask again for what is asked first, and what is loaded meanwhile: not before the question is on its way, for loading leaves it no time. */
export async function whileAsked<Loaded>(
  inputs: Pick<CommonInputs, 'token' | 'apiUrl'>,
  asked: Query,
  load: () => Promise<Loaded>,
): Promise<readonly [Client, Loaded]> {
  const { sent, answer } = askFirst(inputs, asked);
  await sent;
  const [{ clientAfter }, loaded] = await Promise.all([import('./client-after.ts'), load()]);
  return [clientAfter(inputs, asked, answer), loaded];
}
