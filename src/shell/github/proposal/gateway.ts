// `ProposalGateway` over Octokit.
import type { Client } from '../client.ts';
import { repositoryIds } from '../freeze/gateway.ts';
import { sendChecks } from '../freeze/post-checks.ts';
import { accountsNamed } from './accounts.ts';
import { incidentsNamed } from './incidents-named.ts';
import { lookAtPulls } from './look-many.ts';
import { policyReads } from './policy-reads.ts';
import type { ProposalGateway } from './port.ts';

/** `appId`: who we are, asked of GitHub once. */
export function createProposalGateway(
  client: Client,
  appId: () => Promise<number>,
  idOf = repositoryIds(client),
): ProposalGateway {
  return {
    look: async (place, wanted) => lookAtPulls(client, await appId(), place, wanted),
    ...policyReads(client),
    incidents: (place, numbers) => incidentsNamed(client, place, numbers),
    accounts: (handles) => accountsNamed(client, handles),
    post: async (place, check) => (await sendChecks(client, await idOf(place), [check]))[0] ?? null,
  };
}
