// The gateway for a host that has one token and no app, such as a workflow with its `GITHUB_TOKEN`.
import { createClient, type Surroundings } from './client.ts';
import { createIncidentGateway } from './incident-gateway.ts';
import type { OctokitLike } from './octokit.ts';
import type { IncidentGateway } from './port.ts';

export type TokenGatewayParts = Surroundings & {
  /** Authenticates by itself, and sends every request once (`sendOnce`). */
  readonly octokit: OctokitLike;
  /** Accounts whose comments may be status cards and answers of ours, by numeric id. */
  readonly self: { readonly botIds: readonly number[] };
};

/** `IncidentGateway` with the authority of the token. */
export function createTokenGateway({ octokit, self, ...surroundings }: TokenGatewayParts): IncidentGateway {
  const client = createClient({ ...surroundings, octokit: async () => octokit, installationId: null });
  return createIncidentGateway({ client, ownIds: async () => self.botIds });
}
