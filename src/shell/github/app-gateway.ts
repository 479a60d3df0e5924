// GitHub as the app sees it: with its own authority (JWT), and through a gateway of its own for each installation.
import type { Needed } from '../../core/readiness/facts.ts';
import { type Client, createClient, type Surroundings } from './client.ts';
import { deliveriesSince, redeliver } from './deliveries.ts';
import { createFreezeGateway, repositoryIds } from './freeze/gateway.ts';
import type { FreezeGateways } from './freeze/port.ts';
import { createHotfixGateway } from './hotfix/gateway.ts';
import type { HotfixGateways } from './hotfix/port.ts';
import { type Identity, readIdentity } from './identity.ts';
import { createIncidentGateway } from './incident-gateway.ts';
import type { OctokitLike } from './octokit.ts';
import { openIncidents } from './open-incidents.ts';
import type { AppGateway } from './port.ts';
import { createProposalGateway } from './proposal/gateway.ts';
import type { ProposalGateways } from './proposal/port.ts';
import { allRepositories } from './repositories.ts';

export type AppGatewayParts = Surroundings & {
  /** Authenticates as the app. It must send every request once (`sendOnce`). */
  readonly appOctokit: () => Promise<OctokitLike>;
  /** Authenticates as the installation, renewing its token when it runs out. */
  readonly authenticate: (installationId: number) => Promise<OctokitLike>;
  /** Accounts beside our own whose comments may be status cards. */
  readonly trustedBotIds?: readonly number[];
  /** What the app's manifest asks for; absent: nothing is held to be missing. */
  readonly needed?: Needed;
};

const nothingNeeded: Needed = { permissions: [], events: [] };

/** Each installation has its own client, and so its own budget, as it has at GitHub; both live as long as the gateway. */
export function createAppGateway(
  parts: AppGatewayParts,
): AppGateway & FreezeGateways & HotfixGateways & ProposalGateways {
  const { appOctokit, authenticate, trustedBotIds = [], needed = nothingNeeded, ...surroundings } = parts;
  const app = createClient({ ...surroundings, octokit: appOctokit, installationId: null });
  const clients = kept((id): Client => {
    return createClient({ ...surroundings, octokit: () => authenticate(id), installationId: id });
  });
  const identity = once(() => readIdentity(app, clients));
  const appId = async () => (await identity()).appId;
  const ownIds = async () => [(await identity()).botId, ...trustedBotIds];
  const idsOf = kept((id) => repositoryIds(clients(id)));
  return {
    identity,
    incidents: kept((id) => createIncidentGateway({ client: clients(id), ownIds, own: { app, needed } })),
    freezes: kept((id) => createFreezeGateway(clients(id), appId, idsOf(id))),
    hotfixes: kept((id) => createHotfixGateway(clients(id), appId)),
    proposals: kept((id) => createProposalGateway(clients(id), appId, idsOf(id))),
    repositories: () => allRepositories(app, clients),
    openIncidents: (installationId, owner, repo) => openIncidents(clients(installationId), { owner, repo }),
    deliveriesSince: (since) => deliveriesSince(app, since),
    redeliver: (id) => redeliver(app, id),
  };
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
