// The default branch, whose workflows are the ones that are started.
import * as z from 'zod';
import type { IssueRef } from '../../core/incident/record.ts';
import type { Client } from './client.ts';

const Repository = z.object({ default_branch: z.string() });

/** Its name; one request. Throws what reads throw. */
export async function defaultBranch(
  client: Client,
  { owner, repo }: Pick<IssueRef, 'owner' | 'repo'>,
): Promise<string> {
  return Repository.parse((await client.get('GET /repos/{owner}/{repo}', { owner, repo })).data).default_branch;
}
