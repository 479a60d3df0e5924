/** Whether what is behind a connection answers at all: a connection is opened and closed, and nothing is sent. */
import { connect } from 'node:net';
import type { Connection } from '../../app/config/connections.ts';

/** A host and a port. */
export interface Place {
  readonly host: string;
  readonly port: number;
}

/** Longer than any service takes that could page somebody in time; milliseconds. */
const PATIENCE = 5000;

const usual: Readonly<Record<string, number>> = { 'https:': 443, 'http:': 80, 'smtps:': 465, 'smtp:': 587 };

/** Where a connection leads. */
export function placeOf(connection: Connection): Place {
  const url = new URL(addressOf(connection));
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

/** Never throws. */
export function isReachable({ host, port }: Place): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: PATIENCE });
    const end = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('connect', () => end(true));
    socket.once('timeout', () => end(false));
    socket.once('error', () => end(false));
  });
}
