// `action/publish`: the list of postmortems, its feed and the numbers, to a folder or a branch. Reads the runner's environment; decides nothing.
import { publishGroundQuery } from '../../src/shell/github/token/publish-ground-query.ts';
import { fail, placeIn, readerInputs, setOutputs, summarise } from '../host/runner.ts';
import { whileAsked } from '../host/while-asked.ts';
import { publishInputs } from './inputs.ts';

async function main(env: NodeJS.ProcessEnv): Promise<void> {
  const inputs = publishInputs(env);
  const place = placeIn(env);
  const say = (text: string) => void process.stdout.write(`${text}\n`);
  const web = `${env['GITHUB_SERVER_URL'] ?? 'https://github.com'}/${place.owner}/${place.repo}`;
  const about = { web, say, workspace: env['GITHUB_WORKSPACE'] ?? '.' };
  const query = publishGroundQuery(place);
  const [client, { publish }] = await whileAsked(readerInputs(env), query, () => import('./publish.ts'));
  const { lines, summary, outputs } = await publish(client, place, inputs, about);
  say(lines.join('\n'));
  summarise(env, summary);
  setOutputs(env, outputs);
}

await main(process.env).catch((error: unknown) =>
  fail(error, process.env, 'Nothing more was published; correct what is named, or run the workflow again.'),
);
