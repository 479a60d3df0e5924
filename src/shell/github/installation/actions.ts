// What stands in for the server in a repository: workflows, their secret, and whether they may open pull requests.
import * as z from 'zod';
import { type ActionTemplate, actionWorkflows } from '../../../core/installation/action-workflows.ts';
import type { ReadinessFacts } from '../../../core/readiness/facts.ts';
import type { Told } from '../../../core/readiness/told.ts';
import type { Client } from '../client.ts';
import { asked } from '../readiness/asked.ts';
import { readWorkflows } from '../readiness/files.ts';
import type { Place } from './read-files.ts';

const SECRET = 'GET /repos/{owner}/{repo}/actions/secrets/{secret_name}';
const SETTING = 'GET /repos/{owner}/{repo}/actions/permissions/workflow';
const Setting = z.object({ can_approve_pull_request_reviews: z.boolean() });

/** By these a repository begins: one answers people, the other declares for machines, also beside an app. */
const BEGINNING: readonly ActionTemplate[] = ['respond', 'alerts'];

/** Two requests where there is no such workflow; else one for each file, the secret and the setting. */
export async function readActions(client: Client, place: Place): Promise<ReadinessFacts['actions']> {
  const of = (begin: boolean) =>
    actionWorkflows.filter(({ template }) => BEGINNING.includes(template) === begin).map(({ file }) => file);
  const [beginning, others] = [of(true), of(false)];
  const files = await readWorkflows(client, place, beginning);
  const isThere = Object.values(files).some((seen) => seen.told && seen.value !== null);
  if (!isThere) return { files, hasKey: { told: true, value: false }, opensPulls: { told: true, value: false } };
  const [more, hasKey, opensPulls] = await Promise.all([
    readWorkflows(client, place, others),
    readSecret(client, place),
    readSetting(client, place),
  ]);
  return { files: { ...files, ...more }, hasKey, opensPulls };
}

function readSecret(client: Client, place: Place): Promise<Told<boolean>> {
  return asked(async () => {
    await client.get(SECRET, { ...place, secret_name: 'FIREBREAK_KEY' });
    return true;
  }, false);
}

function readSetting(client: Client, place: Place): Promise<Told<boolean>> {
  return asked(
    async () => Setting.parse((await client.get(SETTING, { ...place })).data).can_approve_pull_request_reviews,
  );
}
