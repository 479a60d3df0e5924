// `action/postmortem-lint`: the postmortems of a pull request, judged. Reads the runner's environment; decides nothing.
import { lookQuery } from '../../src/shell/github/proposal/look-query.ts';
import { expectHead, pullOfRun } from '../host/pull-request.ts';
import { fail, placeIn, readerInputs, setOutputs, summarise } from '../host/runner.ts';
import { whileAsked } from '../host/while-asked.ts';

async function main(env: NodeJS.ProcessEnv): Promise<void> {
  const pull = pullOfRun(env);
  if (pull === null) return none(env, 'Postmortems are judged on their pull requests, before the merge queue.');
  const [place, inputs] = [placeIn(env), readerInputs(env)];
  const query = lookQuery(place, pull, null);
  const [client, { proposedIn }] = await whileAsked(inputs, query, () => import('./proposed-in.ts'));
  const found = await proposedIn(client, place, pull);
  expectHead(pull, found.head);
  if (found.documents.length === 0)
    return none(env, ['This pull request changes no postmortem.', ...found.notes].join(' '));
  // The library of the prose rules takes its time to start: only where there is prose.
  const { judge } = await import('./judge.ts');
  const { lines, summary, errors, warnings } = await judge(client, found, env['INPUT_KEY']?.trim() || null);
  process.stdout.write(`${lines.join('\n')}\n`);
  summarise(env, summary);
  setOutputs(env, { errors: String(errors), warnings: String(warnings) });
  if (errors > 0) process.exitCode = 1;
}

function none(env: NodeJS.ProcessEnv, why: string): void {
  process.stdout.write(`Firebreak: ${why}\n`);
  summarise(env, `**Firebreak / postmortem**: ${why}`);
  setOutputs(env, { errors: '0', warnings: '0' });
}

await main(process.env).catch((error: unknown) =>
  fail(error, process.env, 'Nothing was judged; correct what is named, or run the workflow again.'),
);
