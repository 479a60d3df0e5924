// `action/publish`: the list of postmortems, its feed and the numbers, to a folder or a branch. Reads the runner's environment; decides nothing.
import { systemClock } from '../../src/shell/engine/clock.ts';
import { textsAt } from '../../src/shell/github/postmortem/documents-at.ts';
import { commitFiles } from '../../src/shell/github/token/commit-files.ts';
import { createTokenClient, patient } from '../../src/shell/github/token-client.ts';
import { fail, type Place, placeIn, readerInputs, setOutputs, summarise } from '../host/runner.ts';
import { filesFor, type Gathered, gather, pathsOf, siteFiles } from './gather.ts';
import { type PublishInputs, publishInputs } from './inputs.ts';
import { type Published, told } from './told.ts';
import { writeInto } from './write-into.ts';

async function main(env: NodeJS.ProcessEnv): Promise<void> {
  const inputs = publishInputs(env);
  const place = placeIn(env);
  const say = (text: string) => void process.stdout.write(`${text}\n`);
  const client = patient(createTokenClient({ ...readerInputs(env), now: systemClock().now }), say);
  const web = `${env['GITHUB_SERVER_URL'] ?? 'https://github.com'}/${place.owner}/${place.repo}`;
  const gathered = await gather(client, place, inputs, { web, say });
  const published = await publish(env, client, place, inputs, gathered);
  const { lines, summary, outputs } = told(published, gathered.numbers?.told.unread ?? []);
  say(lines.join('\n'));
  summarise(env, summary);
  setOutputs(env, outputs);
}

async function publish(
  env: NodeJS.ProcessEnv,
  client: ReturnType<typeof patient>,
  place: Place,
  inputs: PublishInputs,
  gathered: Gathered,
): Promise<Published> {
  const { to } = inputs;
  if ('out' in to) {
    const files = siteFiles(gathered, inputs);
    await writeInto(`${env['GITHUB_WORKSPACE'] ?? '.'}/${to.out}`, files);
    return { to: to.out, commit: null, files: files.map(({ path }) => path), how: 'written' };
  }
  const { branch } = to;
  const paths = pathsOf(gathered, inputs);
  const files = async (head: string) => {
    const texts = await textsAt(client, place, head, paths);
    const known = new Map(paths.map((path, at) => [path, texts[at] ?? null]));
    return filesFor(gathered, inputs, known, branch === gathered.ground.branch);
  };
  const committed = await commitFiles(client, place, { branch, headline: 'Publish incidents', files });
  return { to: branch, ...committed, how: committed.files.length === 0 ? 'same' : 'committed' };
}

await main(process.env).catch((error: unknown) =>
  fail(error, process.env, 'Nothing more was published; correct what is named, or run the workflow again.'),
);
