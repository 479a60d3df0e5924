// The files that an installation is made of, on the default branch: forms, workflows, the scripts that they call.
import * as z from 'zod';
import type { NamedFile } from '../../../core/form/check-form-files.ts';
import { FORM_FILE, FORM_FOLDER, workflowPath } from '../../../core/installation/paths.ts';
import type { ReadinessFacts } from '../../../core/readiness/facts.ts';
import type { Told } from '../../../core/readiness/told.ts';
import type { Client } from '../client.ts';
import type { Place } from '../past/pages.ts';
import { asked } from './asked.ts';

const Folder = z.array(z.object({ path: z.string(), type: z.string() }));
const File = z.object({ content: z.string() });
const ROUTE = 'GET /repos/{owner}/{repo}/contents/{path}';
const SCRIPTS_FOLDER = '.github/deploy';

async function folder(client: Client, place: Place, path: string): Promise<readonly string[]> {
  const { data } = await client.get(ROUTE, { ...place, path });
  return Folder.parse(data).flatMap((entry) => (entry.type === 'file' ? [entry.path] : []));
}

async function text(client: Client, place: Place, path: string): Promise<string> {
  const { content } = File.parse((await client.get(ROUTE, { ...place, path })).data);
  return Buffer.from(content, 'base64').toString('utf8');
}

/** Forms and templates of issues, the first `most` of them by name, our own among them; one request for the folder and one for each file. */
export async function readForms(client: Client, place: Place, most: number): Promise<Told<readonly NamedFile[]>> {
  return asked<readonly NamedFile[]>(async () => {
    const all = (await folder(client, place, FORM_FOLDER)).filter((path) => /\.(ya?ml|md)$/.test(path));
    const own = all.filter((path) => path === FORM_FILE);
    const paths = [...own, ...all.filter((path) => path !== FORM_FILE)].slice(0, most).toSorted();
    return Promise.all(paths.map(async (path) => ({ path, text: await text(client, place, path) })));
  }, []);
}

/** The texts of workflow files, by file name. */
export async function readWorkflows(
  client: Client,
  place: Place,
  files: readonly string[],
): Promise<ReadinessFacts['workflows']> {
  const found = await Promise.all(
    [...new Set(files)].map(
      async (file) => [file, await asked<string | null>(() => text(client, place, workflowPath(file)), null)] as const,
    ),
  );
  return Object.fromEntries(found);
}

/** The scripts that workflows of ours call. */
export async function readScripts(client: Client, place: Place): Promise<Told<readonly string[]>> {
  return asked<readonly string[]>(() => folder(client, place, SCRIPTS_FOLDER), []);
}
