// Everything that metrics are made from, read from a repository and its issues alone; no database of ours is asked.
import type { Incident } from '../../core/incident/record.ts';
import type { Sources } from '../../core/metrics/report.ts';
import type { Client } from '../github/client.ts';
import { deploymentsTo } from '../github/past/deployments.ts';
import { incidentIssues } from '../github/past/incidents.ts';
import type { Place } from '../github/past/pages.ts';
import { publishedIn } from '../github/past/published.ts';
import { GitHubRefused } from '../github/port.ts';
import type { Say } from '../github/token-client.ts';
import { believedCard, type Trust } from './believed-card.ts';

export type Wanted = Place &
  Trust & {
    readonly environment: string;
    /** The folder of the postmortems, by the policies of the records. */
    readonly folders: (records: readonly Incident[]) => readonly string[];
    readonly say: Say;
  };

/** `unread`: what could not be read, each in a sentence; it is fatal to none of the rest. */
export type Read = Sources & { readonly unread: readonly string[] };

/** Throws `GitHubRefused` where the repository or its issues may not be read, and `GitHubUnavailable` where GitHub cannot be asked. */
export async function readRepository(client: Client, wanted: Wanted): Promise<Read> {
  const { records, unread } = await readRecords(client, wanted);
  const deployments = await orUnread(() => readDeployments(client, wanted), 'Deployments', unread);
  const folders = wanted.folders(records.map(({ record }) => record));
  const published = await orUnread(() => readPublished(client, wanted, folders), 'Postmortems', unread);
  return { records, deployments, published, unread };
}

async function readRecords(client: Client, wanted: Wanted) {
  const records: { record: Incident; labels: readonly string[] }[] = [];
  const unread: string[] = [];
  let issues = 0;
  for await (const page of incidentIssues(client, wanted)) {
    for (const issue of page) {
      const found = believedCard(issue, wanted);
      if ('record' in found) records.push({ record: found.record, labels: issue.labels });
      else unread.push(`#${issue.issue.number} is left out: ${found.why}.`);
    }
    issues += page.length;
    wanted.say(`${issues} incidents read, ${unread.length} of them without a card that can be believed.`);
  }
  return { records, unread };
}

async function readDeployments(client: Client, { environment, say, ...place }: Wanted) {
  const all = [];
  for await (const page of deploymentsTo(client, place, environment)) {
    all.push(...page);
    say(`${all.length} deployments to ${environment} read.`);
  }
  return all;
}

async function readPublished(client: Client, place: Place, folders: readonly string[]) {
  const all = [];
  for (const folder of folders) all.push(...(await publishedIn(client, place, folder)));
  return all;
}

/** What a token may not read is told; all else goes on without it. */
async function orUnread<T>(read: () => Promise<T>, what: string, unread: string[]): Promise<T | null> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof GitHubRefused)) throw error;
    unread.push(`${what} are left out: GitHub says “${error.message}”. Give the token the right to read them.`);
    return null;
  }
}
