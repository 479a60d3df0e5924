// `action/rollback`: the first and the last step of a rollback workflow. Reads the runner's environment; decides nothing.
import type { Client } from '../../src/shell/github/client.ts';
import { ownPolicyQuery } from '../../src/shell/github/token/own-policy-query.ts';
import { command } from '../host/commands.ts';
import {
  fail,
  type Place,
  placeIn,
  type RunOfAction,
  runIn,
  setOutputs,
  summarise,
  writerInputs,
} from '../host/runner.ts';
import { whileAsked } from '../host/while-asked.ts';
import type { Begun } from './begin.ts';
import { type Begin, type End, rollbackInputs } from './inputs.ts';

async function main(env: NodeJS.ProcessEnv): Promise<void> {
  const [asked, place, run] = [rollbackInputs(env), placeIn(env), runIn(env)];
  const [client, done] =
    asked.phase === 'begin' ? await begun(env, place, asked, run) : await ended(env, place, asked, run);
  // First of all: whatever goes wrong from here on, the steps that follow know what they must know.
  setOutputs(env, done.outputs);
  summarise(env, done.told);
  for (const warning of done.warnings) warn(plain(warning));
  if (asked.reportTo !== null) {
    const { report } = await import('./report.ts');
    const untold = await report(client, place, run, { number: asked.reportTo, text: done.told });
    if (untold !== null) warn(untold);
  }
  if (done.refused !== null) throw new Error(plain(done.refused));
  process.stdout.write(
    `Firebreak: ${done.outputs['state']} ${done.outputs['sha']} in ${done.outputs['environment']}\n`,
  );
}

type Done = readonly [Client, Begun];

/** The policy is asked for first, what reads it is loaded meanwhile. */
async function begun(env: NodeJS.ProcessEnv, place: Place, asked: Begin, run: RunOfAction): Promise<Done> {
  const [client, { begin }] = await whileAsked(writerInputs(env), ownPolicyQuery(place), () => import('./begin.ts'));
  return [client, await begin(client, place, asked, run)];
}

async function ended(env: NodeJS.ProcessEnv, place: Place, asked: End, run: RunOfAction): Promise<Done> {
  const inputs = writerInputs(env);
  const [{ clientOf }, { end }] = await Promise.all([import('../host/client-after.ts'), import('./end.ts')]);
  const client = clientOf(inputs);
  return [client, { warnings: [], refused: null, ...(await end(client, place, asked, run)) }];
}

function warn(text: string): void {
  process.stdout.write(`${command('warning', { title: 'rollback' }, text)}\n`);
}

/** Markdown of ours for the log. */
function plain(text: string): string {
  return text.replaceAll('`', '');
}

await main(process.env).catch((error: unknown) =>
  fail(error, process.env, 'Nothing was deployed by this step; correct what is named, or run the workflow again.'),
);
