// Publishes to a folder or a branch what there is to be published now, and says what.
import type { Client } from '../../src/shell/github/client.ts';
import { textsAt } from '../../src/shell/github/postmortem/documents-at.ts';
import { commitFiles } from '../../src/shell/github/token/commit-files.ts';
import { patient } from '../../src/shell/github/token-client.ts';
import type { Place } from '../host/runner.ts';
import { type About, filesFor, type Gathered, gather, pathsOf, siteFiles } from './gather.ts';
import type { PublishInputs } from './inputs.ts';
import { type Published, told } from './told.ts';
import { writeInto } from './write-into.ts';

/** `workspace`: the folder that `out` lies in. The first request is `publishGroundQuery`. Throws what the client throws. */
export async function publish(
  client: Client,
  place: Place,
  inputs: PublishInputs,
  { workspace, ...about }: About & { readonly workspace: string },
) {
  const waiting = patient(client, about.say);
  const gathered = await gather(waiting, place, inputs, about);
  const { to } = inputs;
  const published =
    'out' in to
      ? await written(gathered, inputs, { workspace, out: to.out })
      : await committed(waiting, place, inputs, { gathered, branch: to.branch });
  return told(published, gathered.numbers?.told.unread ?? []);
}

type Folder = { readonly workspace: string; readonly out: string };

async function written(gathered: Gathered, inputs: PublishInputs, { workspace, out }: Folder): Promise<Published> {
  const files = siteFiles(gathered, inputs);
  await writeInto(`${workspace}/${out}`, files);
  return { to: out, commit: null, files: files.map(({ path }) => path), how: 'written' };
}

async function committed(
  client: Client,
  place: Place,
  inputs: PublishInputs,
  { gathered, branch }: { readonly gathered: Gathered; readonly branch: string },
): Promise<Published> {
  const paths = pathsOf(gathered, inputs);
  const files = async (head: string) => {
    const texts = await textsAt(client, place, head, paths);
    const known = new Map(paths.map((path, at) => [path, texts[at] ?? null]));
    return filesFor(gathered, inputs, known, branch === gathered.ground.branch);
  };
  const made = await commitFiles(client, place, { branch, headline: 'Publish incidents', files });
  return { to: branch, ...made, how: made.files.length === 0 ? 'same' : 'committed' };
}
