// `action/verify`: whether the service is back, as whoever looks from outside sees it. Reads the runner's environment; decides nothing.
import type { AskedCheck } from '../../src/core/mitigation/asked-check.ts';
import { askedChecks } from '../../src/core/mitigation/verification.ts';
import { createChecker } from '../../src/shell/checks/checker.ts';
import { systemClock } from '../../src/shell/engine/clock.ts';
import { createTokenClient } from '../../src/shell/github/token-client.ts';
import { command } from '../host/commands.ts';
import { policyOfDefaultBranch } from '../host/policy.ts';
import { fail, placeIn, readerInputs, setOutputs, summarise } from '../host/runner.ts';
import { type Verify, verifyInputs } from './inputs.ts';
import { type Made, told } from './told.ts';

async function main(env: NodeJS.ProcessEnv): Promise<void> {
  const asked = verifyInputs(env);
  const all = asked.checks ?? (await checksOfPolicy(env));
  const checks = all.filter(({ kind }) => asked.only === null || asked.only.includes(kind));
  const kinds = JSON.stringify([...new Set(checks.filter(({ url }) => url !== undefined).map(({ kind }) => kind))]);
  setOutputs(env, { kinds });
  if (asked.isPlan) return void process.stdout.write(`Firebreak: there is something to ask for ${kinds}\n`);
  if (checks.length === 0)
    throw new Error(`There is no check to be made${asked.only === null ? '' : ' of these kinds'}`);
  const { passed, lines, summary, outputs } = told(await make(checks, asked));
  process.stdout.write(`${lines.join('\n')}\n`);
  summarise(env, summary);
  setOutputs(env, outputs);
  if (!passed) process.exitCode = 1;
}

async function checksOfPolicy(env: NodeJS.ProcessEnv): Promise<readonly AskedCheck[]> {
  const client = createTokenClient({ ...readerInputs(env), now: systemClock().now });
  const { policy, note } = await policyOfDefaultBranch(client, placeIn(env));
  if (note !== null) process.stdout.write(`${command('warning', { title: 'policy' }, note)}\n`);
  return askedChecks(policy);
}

/** Whoever names an address may have it asked on the Internet; inside of the runner's network only who writes the workflow says what. */
async function make(checks: readonly AskedCheck[], { inside, ...settings }: Verify): Promise<readonly Made[]> {
  const open = checks.flatMap(({ url }) => (url !== undefined && URL.canParse(url) ? [new URL(url).host] : []));
  const answers = await createChecker({ open, inside }, settings).ask(checks, new AbortController().signal);
  return checks.flatMap((check, at) => {
    const answer = answers[at];
    return answer === undefined ? [] : [{ check, answer }];
  });
}

await main(process.env).catch((error: unknown) =>
  fail(error, process.env, 'Nothing is known of the service; correct what is named, or run the workflow again.'),
);
