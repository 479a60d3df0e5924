/** Where a connection or a link leads, as host and port. */
import type { Connection } from '../../app/config/connections.ts';

/** A host and a port. */
export interface Destination {
  readonly host: string;
  readonly port: number;
}

const usual: Readonly<Record<string, number>> = { 'https:': 443, 'http:': 80, 'smtps:': 465, 'smtp:': 587 };

/** Of a connection to a channel. */
export function destinationOf(connection: Connection): Destination {
  return destinationAt(addressOf(connection));
}

/** Of an address. Throws where it is none. */
export function destinationAt(address: string): Destination {
  const url = new URL(address);
  const port = url.port === '' ? (usual[url.protocol] ?? 443) : Number(url.port);
  return { host: url.hostname.replace(/^\[|\]$/g, ''), port };
}

function addressOf(connection: Connection): string {
  switch (connection.medium) {
    case 'slack':
      return connection.slackApiUrl ?? 'https://slack.com/api/';
    case 'pagerduty':
      return connection.url ?? 'https://events.pagerduty.com';
    case 'webhook':
    case 'email':
      return connection.url;
  }
}
