// Which branches are protected, and which checks they ask for: what everybody may read of protection, without administration.
import * as z from 'zod';
import type { Client } from '../client.ts';
import { pagesOf } from '../pages.ts';
import type { Branch, Place } from './port.ts';

const Branches = z.array(
  z.object({
    name: z.string(),
    protection: z
      .object({ required_status_checks: z.object({ contexts: z.array(z.string()).default([]) }).nullish() })
      .nullish(),
  }),
);

/** https://docs.github.com/en/rest/branches/branches#list-branches */
export async function protectedBranches(client: Client, place: Place): Promise<readonly Branch[]> {
  const found: Branch[] = [];
  for await (const page of pagesOf(client, 'GET /repos/{owner}/{repo}/branches', { ...place, protected: true })) {
    for (const { name, protection } of Branches.parse(page)) {
      found.push({ name, asks: protection?.required_status_checks?.contexts ?? [] });
    }
  }
  return found;
}

const Rules = z.array(
  z.object({
    type: z.string(),
    parameters: z
      .object({ required_status_checks: z.array(z.object({ context: z.string() })).optional() })
      .loose()
      .optional(),
  }),
);

/** https://docs.github.com/en/rest/repos/rules#get-rules-for-a-branch */
export async function askedByRules(client: Client, place: Place, branch: string): Promise<readonly string[]> {
  const found: string[] = [];
  for await (const page of pagesOf(client, 'GET /repos/{owner}/{repo}/rules/branches/{branch}', { ...place, branch })) {
    const asked = Rules.parse(page).flatMap(({ parameters }) => parameters?.required_status_checks ?? []);
    found.push(...asked.map(({ context }) => context));
  }
  return found;
}
