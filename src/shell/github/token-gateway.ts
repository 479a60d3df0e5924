// The gateway for a host that has one token and no app, such as a workflow with its `GITHUB_TOKEN`.
import { createClient, type Surroundings } from './client.ts';
import { createIncidentGateway } from './incident-gateway.ts';
import type { OctokitLike } from './octokit.ts';
import { openIncidents } from './open-incidents.ts';
import type { IncidentGateway, IncidentListing } from './port.ts';
import { incidentsNamed, isNoIncident } from './proposal/incidents-named.ts';

export type TokenGatewayParts = Surroundings & {
  /** Authenticates by itself, and sends every request once (`sendOnce`). */
  readonly octokit: OctokitLike;
  /** Accounts whose comments may be status cards and answers of ours, by numeric id. */
  readonly self: { readonly botIds: readonly number[] };
};

export type TokenGateway = IncidentGateway & {
  /** The incidents of a repository that are open, and those that ended lately (`closed`). */
  openIncidents(owner: string, repo: string): Promise<readonly IncidentListing[]>;
  /** Whether an issue is, or ever was, taken for an incident: it has the label, or a status card among its first comments. One request. */
  wasIncident(owner: string, repo: string, number: number): Promise<boolean>;
};

/** `IncidentGateway` with the authority of the token. */
export function createTokenGateway({ octokit, self, ...surroundings }: TokenGatewayParts): TokenGateway {
  const client = createClient({ ...surroundings, octokit: async () => octokit, installationId: null });
  const incidents = createIncidentGateway({ client, ownIds: async () => self.botIds });
  return {
    ...incidents,
    openIncidents: (owner, repo) => openIncidents(client, { owner, repo }),
    wasIncident: async (owner, repo, number) => {
      const issue = (await incidentsNamed(client, { owner, repo }, [number])).get(number) ?? null;
      return issue !== null && !isNoIncident(issue);
    },
  };
}
