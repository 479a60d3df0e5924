// The only user of Octokit: gateways that speak of incidents.

export { type AppGatewayParts, createAppGateway } from './app-gateway.ts';
export type { Exchange, Surroundings } from './client.ts';
export { createIncidentGateway, type IncidentGatewayParts } from './incident-gateway.ts';
export { type OctokitAnswer, type OctokitLike, sendOnce } from './octokit.ts';
export { type AlertGateway, createAlertGateway, type Opened } from './token/alerts.ts';
export { createTokenGateway, type TokenGateway, type TokenGatewayParts } from './token-gateway.ts';
