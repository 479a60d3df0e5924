// The last step, whatever came before it: the deployment is marked as the job went, and its steps are told.
import type { Client } from '../../src/shell/github/client.ts';
import { endDeployment } from '../../src/shell/github/token/run-deployment.ts';
import { stepsOfRun } from '../../src/shell/github/token/run-steps.ts';
import type { Place, RunOfAction } from '../host/runner.ts';
import type { End } from './inputs.ts';
import { endedInWords } from './words.ts';

/** `told` is Markdown. */
export type Ended = { readonly told: string; readonly outputs: Readonly<Record<string, string>> };

/** Throws what the client throws, and in words where the deployment is not of this run. */
export async function end(client: Client, place: Place, { deployment, state }: End, run: RunOfAction): Promise<Ended> {
  const { id, attempt, url } = run;
  const where = await endDeployment(client, place, { id: deployment, run: `${id}.${attempt}`, state, url });
  const steps = await stepsOfRun(client, place, run);
  const outputs = { ...where, deployment: String(deployment), state };
  return { told: endedInWords(where, state, steps, run), outputs };
}
