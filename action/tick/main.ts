// `action/tick`: the clock of incidents in workflow runs. Reads the runner's environment; decides nothing.
import { accountOf } from '../host/account.ts';
import { commonInputs, fail, placeIn, setOutputs, summarise } from '../host/runner.ts';
import { incidentIn, tickInWords } from './inputs.ts';

async function main(env: NodeJS.ProcessEnv): Promise<void> {
  const inputs = commonInputs(env);
  const place = placeIn(env);
  const incident = incidentIn(env);
  // The loop takes its time to load, and so does the first answer.
  const [account, { hostOf }, { lookAtAll, tickOne }] = await Promise.all([
    accountOf(inputs),
    import('../host/host.ts'),
    import('./tick.ts'),
  ]);
  const host = hostOf(inputs, account);
  const report = incident === null ? await lookAtAll(host, place) : await tickOne(host, place, incident);
  const words = tickInWords(report);
  process.stdout.write(`${words.log}\n`);
  summarise(env, words.summary);
  setOutputs(env, words.outputs);
  if (report.unread > 0) throw new Error(words.failure);
}

await main(process.env).catch((error: unknown) =>
  fail(error, process.env, 'What is due is still due; run the workflow again.'),
);
