// The gateway over Probot's Octokit: the app's for the app itself, one per installation for incidents.
import type { Clock } from '../../shell/engine/clock.ts';
import { createAppGateway } from '../../shell/github/app-gateway.ts';
import type { FreezeGateways } from '../../shell/github/freeze/port.ts';
import type { AppGateway } from '../../shell/github/port.ts';
import type { TurnPatience } from '../../shell/github/tolerant.ts';
import type { Metrics } from '../metrics/metrics.ts';
import { needs } from '../needs.ts';
import type { Host } from './probot-host.ts';

export type GatewayParts = {
  readonly host: Host;
  readonly trustedBotIds: readonly number[];
  readonly clock: Clock;
  readonly metrics: Metrics;
  readonly turn: TurnPatience;
};

/** GitHub as the engine sees it; every request is counted by its operation. */
export function connectGateway({
  host,
  trustedBotIds,
  clock,
  metrics,
  turn,
}: GatewayParts): AppGateway & FreezeGateways {
  return createAppGateway({
    appOctokit: host.app,
    authenticate: host.installation,
    trustedBotIds,
    needed: { permissions: needs.permissions, events: needs.events },
    now: clock.now,
    turn,
    onRequest: ({ operation, milliseconds, status }) =>
      metrics.request(operation, status === null ? 'none' : String(status), milliseconds / 1000),
  });
}
