// A client of a run that judges a pull request, which is looked at first: while all else is still being loaded.
import type { Client } from '../../src/shell/github/client.ts';
import { lookQuery } from '../../src/shell/github/proposal/look-query.ts';
import { askFirst } from './first-question.ts';
import type { PullOfRun } from './pull-request.ts';
import type { CommonInputs, Place } from './runner.ts';

/** The client, which need not ask again for what `lookAtPull` asks first, and what is loaded meanwhile: not before the question is on its way, for loading leaves it no time. */
export async function whileLooking<Loaded>(
  inputs: Pick<CommonInputs, 'token' | 'apiUrl'>,
  place: Place,
  pull: Pick<PullOfRun, 'number' | 'base'>,
  load: () => Promise<Loaded>,
): Promise<readonly [Client, Loaded]> {
  const asked = lookQuery(place, pull, null);
  const { sent, answer } = askFirst(inputs, asked);
  await sent;
  const [{ clientAfter }, loaded] = await Promise.all([import('./client-after.ts'), load()]);
  return [clientAfter(inputs, asked, answer), loaded];
}
