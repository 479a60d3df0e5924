// `action/hotfix-gate`: the gate of a hotfix as a job. Reads the runner's environment; decides nothing.
import { systemClock } from '../../src/shell/engine/clock.ts';
import { createTokenClient } from '../../src/shell/github/token-client.ts';
import { expectHead } from '../host/pull-request.ts';
import { botsIn, fail, placeIn, readerInputs, setOutputs, summarise } from '../host/runner.ts';
import { lookAgain } from './again.ts';
import { againIn, pullAsked } from './asked.ts';
import { judge } from './judge.ts';
import { conclusionIn, type Told, told } from './told.ts';

async function main(env: NodeJS.ProcessEnv): Promise<void> {
  const workflow = againIn(env);
  const place = placeIn(env);
  const trust = { key: env['INPUT_KEY']?.trim() || null, bots: botsIn(env['INPUT_TRUSTED-BOTS']) };
  const asked = workflow === null ? pullAsked(env) : null;
  const client = createTokenClient({ ...readerInputs(env), now: systemClock().now });
  const judged = await judge(client, place, trust, asked?.number ?? null);
  if (workflow !== null) return say(env, await lookAgain(client, place, workflow, judged));
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
