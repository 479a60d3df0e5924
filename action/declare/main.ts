// `action/declare`: an incident for an alert. Reads the runner's environment; decides nothing.
import { whileAsking } from '../host/account.ts';
import { commonInputs, fail, placeIn, setOutputs, summarise } from '../host/runner.ts';
import { alertIn, groupingIn, respondIn } from './inputs.ts';
import { declaredInWords } from './told.ts';

async function main(env: NodeJS.ProcessEnv): Promise<void> {
  const inputs = commonInputs(env);
  const asked = { alert: alertIn(env), grouping: groupingIn(env), responds: respondIn(env), place: placeIn(env) };
  const load = async () => ({ ...(await import('../host/host.ts')), ...(await import('./declare.ts')) });
  const [account, { hostOf, declare }] = await whileAsking(inputs, load);
  const declared = await declare(hostOf(inputs, account), asked);
  const { number, url, how } = declared;
  process.stdout.write(`Firebreak: ${how} #${number} ${url}\n`);
  summarise(env, declaredInWords(declared, asked.alert));
  setOutputs(env, { number: String(number), url, how, fingerprint: asked.alert.fingerprint });
}

await main(process.env).catch((error: unknown) =>
  fail(
    error,
    process.env,
    'Nobody was told of the alert by this run; correct what is named, or run the workflow again.',
  ),
);
