// `action/hotfix-gate`: the gate of a hotfix as a job. Reads the runner's environment; decides nothing.
import { pullsNamedQuery } from '../../src/shell/github/token/pulls-named-query.ts';
import { expectHead } from '../host/pull-request.ts';
import { botsIn, fail, placeIn, readerInputs, setOutputs, summarise } from '../host/runner.ts';
import { whileAsked } from '../host/while-asked.ts';
import { againIn, pullAsked } from './asked.ts';
import type { Told } from './told.ts';

async function main(env: NodeJS.ProcessEnv): Promise<void> {
  const workflow = againIn(env);
  const place = placeIn(env);
  const trust = { key: env['INPUT_KEY']?.trim() || null, bots: botsIn(env['INPUT_TRUSTED-BOTS']) };
  const asked = workflow === null ? pullAsked(env) : null;
  const number = asked?.number ?? null;
  const load = async () => ({ ...(await import('./judge.ts')), ...(await import('./told.ts')) });
  const query = pullsNamedQuery(place, number);
  const [client, { judge, told, conclusionIn }] = await whileAsked(readerInputs(env), query, load);
  const judged = await judge(client, place, trust, number);
  if (workflow !== null) {
    const { lookAgain } = await import('./again.ts');
    return say(env, await lookAgain(client, place, workflow, judged));
  }
  for (const one of judged.pulls) {
    if (asked?.head != null) expectHead({ number: one.pull.number, head: asked.head }, one.head);
    say(env, told(one, judged.notes));
    if (conclusionIn(one) !== 'success') process.exitCode = 1;
  }
}

function say(env: NodeJS.ProcessEnv, { lines, summary, outputs }: Told): void {
  process.stdout.write(`${lines.join('\n')}\n`);
  summarise(env, summary);
  setOutputs(env, outputs);
}

await main(process.env).catch((error: unknown) =>
  fail(error, process.env, 'Nothing was judged; correct what is named, or run the workflow again.'),
);
