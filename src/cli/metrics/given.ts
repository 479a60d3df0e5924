/** What metrics are made from: read from files, or from GitHub, with what could not be read. */
import * as z from 'zod';
import { Incident } from '../../core/incident/record.ts';
import { badInstant, isInstant } from '../../core/metrics/instants.ts';
import { Deployment } from '../../core/mitigation/recent-past.ts';
import type { Policy } from '../../core/policy/policy.ts';
import { systemClock } from '../../shell/engine/clock.ts';
import { GitHubRefused, GitHubUnavailable } from '../../shell/github/port.ts';
import { createTokenClient, patient } from '../../shell/github/token-client.ts';
import { readLines } from '../../shell/metrics/read-lines.ts';
import { type Read, readRepository } from '../../shell/metrics/read-repository.ts';
import { postmortemFolders } from '../../shell/metrics/recorded-policies.ts';
import { printable } from '../policy/file.ts';
import type { Terminal } from '../verb.ts';
import type { FromFiles, FromGitHub, Wanted } from './wanted.ts';

/** `of`: whose numbers they are, for the heading. */
export type Given = Read & { readonly of: string };

/** A record alone, or with the labels of its issue. Its times must be instants: they are reckoned with. */
const Line = z
  .union([
    z.object({ record: Incident, labels: z.array(z.string()).default([]) }),
    Incident.transform((record) => ({ record, labels: [] as string[] })),
  ])
  .refine(({ record }) => badInstant(record) === null, 'one of its times is no instant');

const Deployed = Deployment.refine(
  ({ at, statuses }) => [at, ...statuses.map((status) => status.at)].every(isInstant),
  'one of its times is no instant',
);

export async function fromFiles({ records, deployments }: FromFiles, terminal: Terminal): Promise<Given> {
  const read = readLines(await terminal.read(records), Line);
  const deployed = deployments === null ? null : readLines(await terminal.read(deployments), Deployed);
  const unread = [
    ...read.unread.map((text) => `${records}: ${text}`),
    ...(deployed?.unread ?? []).map((text) => `${deployments}: ${text}`),
  ];
  return { of: records, records: read.values, deployments: deployed?.values ?? null, published: null, unread };
}

/** Null where GitHub says no or stays away, which was said. Progress goes to standard error. */
export async function fromGitHub(
  { owner, repo, apiUrl, token, key, app }: FromGitHub,
  { environment }: Wanted,
  policyOf: (record: Incident) => Policy | null,
  terminal: Terminal,
): Promise<Given | null> {
  const say = (text: string) => terminal.complain(printable(text));
  const client = patient(createTokenClient({ token, apiUrl, now: systemClock().now }), say);
  const folders = (records: readonly Incident[]) => postmortemFolders(records.map(policyOf));
  try {
    const read = await readRepository(client, { owner, repo, key, app, environment, folders, say });
    return { of: `${owner}/${repo}`, ...read };
  } catch (error) {
    const told = inWords(error, `${owner}/${repo}`);
    if (told === null) throw error;
    say(`firebreak: ${told}`);
    return null;
  }
}

/** What happened, what was expected, what to do; null for a bug of ours. */
function inWords(error: unknown, name: string): string | null {
  if (error instanceof GitHubRefused && error.status === 404)
    return `${name} is not there for this token. Expected a repository that it may read; check the name, and the rights of the token.`;
  if (error instanceof GitHubRefused)
    return `GitHub refused to tell of ${name}: ${error.message} Expected a token that may read its issues; check its rights.`;
  if (error instanceof GitHubUnavailable && error.status === 401)
    return 'GitHub does not know the token. Expected one that is valid in GITHUB_TOKEN; make a new one.';
  if (error instanceof GitHubUnavailable)
    return `GitHub could not be asked: ${error.message} Expected an answer from it; try again${error.retryAt === null ? '' : ` after ${error.retryAt}`}.`;
  return null;
}
