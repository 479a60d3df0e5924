// `action/policy-check`: the policy that a pull request proposes, judged. Reads the runner's environment; decides nothing.
import { noPolicy, policyBeforeTheQueue } from '../../src/core/proposal/policy-untouched.ts';
import { lookQuery } from '../../src/shell/github/proposal/look-query.ts';
import { expectHead, pullOfRun } from '../host/pull-request.ts';
import { fail, placeIn, readerInputs, setOutputs, summarise } from '../host/runner.ts';
import { whileAsked } from '../host/while-asked.ts';

async function main(env: NodeJS.ProcessEnv): Promise<void> {
  const pull = pullOfRun(env);
  if (pull === null) return untouched(env, policyBeforeTheQueue.summary);
  const [place, inputs] = [placeIn(env), readerInputs(env)];
  const load = async () => ({ ...(await import('./check.ts')), ...(await import('./told.ts')) });
  const [client, { check, told }] = await whileAsked(inputs, lookQuery(place, pull, null), load);
  const { head, judged } = await check(client, place, pull);
  expectHead(pull, head);
  if (judged === null) return untouched(env, noPolicy.summary);
  const { lines, summary, outputs } = told(judged, place);
  process.stdout.write(`${lines.join('\n')}\n`);
  summarise(env, summary);
  setOutputs(env, outputs);
  if (judged.problems.length > 0) process.exitCode = 1;
}

function untouched(env: NodeJS.ProcessEnv, why: string): void {
  process.stdout.write(`Firebreak: ${why}\n`);
  summarise(env, `**Firebreak / policy**: ${why}`);
  setOutputs(env, { errors: '0', warnings: '0', changes: '0' });
}

await main(process.env).catch((error: unknown) =>
  fail(error, process.env, 'Nothing was judged; correct what is named, or run the workflow again.'),
);
