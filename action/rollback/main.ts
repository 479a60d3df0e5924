// `action/rollback`: the first and the last step of a rollback workflow. Reads the runner's environment; decides nothing.
import { systemClock } from '../../src/shell/engine/clock.ts';
import { GitHubRefused, GitHubUnavailable } from '../../src/shell/github/port.ts';
import { sayInIssue } from '../../src/shell/github/token/run-comment.ts';
import { createTokenClient } from '../../src/shell/github/token-client.ts';
import { command } from '../host/commands.ts';
import { fail, placeIn, runIn, setOutputs, summarise, writerInputs } from '../host/runner.ts';
import { begin } from './begin.ts';
import { end } from './end.ts';
import { rollbackInputs } from './inputs.ts';

async function main(env: NodeJS.ProcessEnv): Promise<void> {
  const [asked, place, run] = [rollbackInputs(env), placeIn(env), runIn(env)];
  const client = createTokenClient({ ...writerInputs(env), now: systemClock().now });
  const done =
    asked.phase === 'begin'
      ? await begin(client, place, asked, run)
      : { warnings: [], refused: null, ...(await end(client, place, asked, run)) };
  // First of all: whatever goes wrong from here on, the steps that follow know what they must know.
  setOutputs(env, done.outputs);
  summarise(env, done.told);
  for (const warning of done.warnings) say('warning', plain(warning));
  if (asked.reportTo !== null) await report(asked.reportTo, done.told);
  if (done.refused !== null) throw new Error(plain(done.refused));
  process.stdout.write(
    `Firebreak: ${done.outputs['state']} ${done.outputs['sha']} in ${done.outputs['environment']}\n`,
  );

  /** A rollback does not wait for words. */
  async function report(number: number, text: string): Promise<void> {
    try {
      await sayInIssue(client, place, { number, key: `rollback-run/${run.id}.${run.attempt}`, text });
    } catch (error) {
      if (!(error instanceof GitHubRefused) && !(error instanceof GitHubUnavailable)) throw error;
      say('warning', `#${number} was not told: ${error.message}`);
    }
  }
}

function say(how: 'warning', text: string): void {
  process.stdout.write(`${command(how, { title: 'rollback' }, text)}\n`);
}

/** Markdown of ours for the log. */
function plain(text: string): string {
  return text.replaceAll('`', '');
}

await main(process.env).catch((error: unknown) =>
  fail(error, process.env, 'Nothing was deployed by this step; correct what is named, or run the workflow again.'),
);
