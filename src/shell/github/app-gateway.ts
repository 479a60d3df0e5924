// GitHub as the app sees it: with its own authority (JWT), and through a gateway of its own for each installation.
import { type Budget, createBudget } from './budget.ts';
import { type Client, createClient, type Surroundings } from './client.ts';
import { deliveriesSince, redeliver } from './deliveries.ts';
import { type Identity, readIdentity } from './identity.ts';
import { createIncidentGateway } from './incident-gateway.ts';
import type { OctokitLike } from './octokit.ts';
import { openIncidents } from './open-incidents.ts';
import type { AppGateway, IncidentGateway } from './port.ts';
import { allRepositories } from './repositories.ts';

export type AppGatewayParts = Surroundings & {
  /** Authenticates as the app. It must send every request once (`sendOnce`). */
  readonly appOctokit: () => Promise<OctokitLike>;
  /** Authenticates as the installation, renewing its token when it runs out. */
  readonly authenticate: (installationId: number) => Promise<OctokitLike>;
  /** Accounts beside our own whose comments may be status cards. */
  readonly trustedBotIds?: readonly number[];
};

/** Each installation has its own budget, as it has at GitHub, which lives as long as the gateway. */
export function createAppGateway(parts: AppGatewayParts): AppGateway {
  const app = clientFor(parts, null, parts.appOctokit);
  const clients = kept((id: number) => clientFor(parts, id, () => parts.authenticate(id)));
  const identity = once(() => readIdentity(app, clients));
  const ownIds = async () => [(await identity()).botId, ...(parts.trustedBotIds ?? [])];
  const gateways = kept((id: number): IncidentGateway => createIncidentGateway({ client: clients(id), ownIds }));
  return {
    identity,
    incidents: gateways,
    repositories: () => allRepositories(app, clients),
    openIncidents: (installationId, owner, repo) => openIncidents(clients(installationId), { owner, repo }),
    deliveriesSince: (since) => deliveriesSince(app, since),
    redeliver: (id) => redeliver(app, id),
  };
}

function clientFor(
  surroundings: Surroundings,
  installationId: number | null,
  octokit: () => Promise<OctokitLike>,
): Client {
  // GitHub's limits run on real time, whatever the clock of the incidents says.
  const budget: Budget = createBudget(Date.now);
  return createClient({ ...surroundings, octokit, installationId, budget });
}

/** Makes each once. */
function kept<T>(make: (id: number) => T): (id: number) => T {
  const made = new Map<number, T>();
  return (id) => {
    const value = made.get(id) ?? make(id);
    made.set(id, value);
    return value;
  };
}

/** Asks until there was an answer, and never again. */
function once(ask: () => Promise<Identity>): () => Promise<Identity> {
  let asked: Promise<Identity> | null = null;
  return () => {
    asked ??= ask().catch((error: unknown) => {
      asked = null;
      throw error;
    });
    return asked;
  };
}
