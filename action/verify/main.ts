// `action/verify`: whether the service is back, as whoever looks from outside sees it. Reads the runner's environment; decides nothing.
import type { AskedCheck } from '../../src/core/mitigation/asked-check.ts';
import { ownPolicyQuery } from '../../src/shell/github/token/own-policy-query.ts';
import { command } from '../host/commands.ts';
import { fail, placeIn, readerInputs, setOutputs, summarise } from '../host/runner.ts';
import { whileAsked } from '../host/while-asked.ts';
import { verifyInputs } from './inputs.ts';

async function main(env: NodeJS.ProcessEnv): Promise<void> {
  const asked = await verifyInputs(env);
  const all = asked.checks ?? (await checksFromPolicy(env));
  const checks = all.filter(({ kind }) => asked.only === null || asked.only.includes(kind));
  const kinds = JSON.stringify([...new Set(checks.filter(({ url }) => url !== undefined).map(({ kind }) => kind))]);
  setOutputs(env, { kinds });
  if (asked.isPlan) return void process.stdout.write(`Firebreak: there is something to ask for ${kinds}\n`);
  if (checks.length === 0)
    throw new Error(`There is no check to be made${asked.only === null ? '' : ' of these kinds'}`);
  const { make } = await import('./make.ts');
  const { passed, lines, summary, outputs } = await make(checks, asked);
  process.stdout.write(`${lines.join('\n')}\n`);
  summarise(env, summary);
  setOutputs(env, outputs);
  if (!passed) process.exitCode = 1;
}

/** The policy is asked for first, what reads it is loaded meanwhile. */
async function checksFromPolicy(env: NodeJS.ProcessEnv): Promise<readonly AskedCheck[]> {
  const [inputs, place] = [readerInputs(env), placeIn(env)];
  const load = () => import('./checks-of-policy.ts');
  const [client, { checksOfPolicy }] = await whileAsked(inputs, ownPolicyQuery(place), load);
  const { checks, note } = await checksOfPolicy(client, place);
  if (note !== null) process.stdout.write(`${command('warning', { title: 'policy' }, note)}\n`);
  return checks;
}

await main(process.env).catch((error: unknown) =>
  fail(error, process.env, 'Nothing is known of the service; correct what is named, or run the workflow again.'),
);
