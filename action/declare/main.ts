// `action/declare`: an incident for an alert. Reads the runner's environment; decides nothing.
import { accountOf } from '../host/account.ts';
import { commonInputs, fail, placeIn, setOutputs, summarise } from '../host/runner.ts';
import { alertIn, groupingIn, respondIn } from './inputs.ts';

async function main(env: NodeJS.ProcessEnv): Promise<void> {
  const inputs = commonInputs(env);
  const asked = { alert: alertIn(env), grouping: groupingIn(env), responds: respondIn(env), place: placeIn(env) };
  // The loop takes its time to load, and so does the first answer.
  const [account, { hostOf }, { declare }] = await Promise.all([
    accountOf(inputs),
    import('../host/host.ts'),
    import('./declare.ts'),
  ]);
  const { number, url, how } = await declare(hostOf(inputs, account), asked);
  process.stdout.write(`Firebreak: ${how} #${number} ${url}\n`);
  summarise(env, `**Firebreak**: ${how} [#${number}](${url}).`);
  setOutputs(env, { number: String(number), url, how, fingerprint: asked.alert.fingerprint });
}

await main(process.env).catch((error: unknown) =>
  fail(
    error,
    process.env,
    'Nobody was told of the alert by this run; correct what is named, or run the workflow again.',
  ),
);
