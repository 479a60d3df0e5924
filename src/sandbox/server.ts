// The sandbox's one port: REST, GraphQL, git, control and the web face, each under its own path.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type ApiHost, handleApi } from './api.ts';
import { handleControl } from './control/index.ts';
import { serveGit } from './git/index.ts';
import { gitHost } from './git-host.ts';
import { isByOwnName, send } from './http.ts';
import { createMeter } from './meter.ts';
import { refusalAnswer } from './rest/answer-request.ts';
import { Refusal } from './state/refusal.ts';
import type { Store } from './state/store.ts';
import { handleWeb } from './web/index.ts';

/** A listening sandbox. */
export type Listening = { readonly port: number; readonly close: () => Promise<void> };

/** A client that was busy for a while finds its connection still there: five seconds, the default, made requests fail under load. */
const KEEP_ALIVE = 120_000;

/** Listens on the loopback address; 0 takes any free port. Rejects when the port is taken. From here on the store knows its URL. */
export async function listen(parts: Omit<ApiHost, 'meter'>, port: number): Promise<Listening> {
  const { store } = parts;
  const host: ApiHost = { ...parts, meter: createMeter(store) };
  const server = createServer((request, response) => {
    route(host, request, response).catch((problem) => fail(store, response, problem));
  });
  server.keepAliveTimeout = KEEP_ALIVE;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const taken = portOf(server);
  store.baseUrl = `http://127.0.0.1:${taken}`;
  return { port: taken, close: () => close(server) };
}

function portOf(server: Server): number {
  const address: AddressInfo | string | null = server.address();
  if (address === null || typeof address === 'string') throw new Error('the sandbox does not listen on a port');
  return address.port;
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

async function route(host: ApiHost, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = new URL(request.url ?? '/', 'http://sandbox.invalid').pathname;
  if (!isByOwnName(request))
    throw new Refusal(403, `The sandbox answers under 127.0.0.1 or localhost only, not as ${request.headers.host}.`);
  if (path === '/api/graphql' || path === '/api/v3' || path.startsWith('/api/v3/'))
    return handleApi(host, request, response);
  if (path.startsWith('/sandbox/')) return handleControl(host, request, response);
  if (await serveGit(gitHost(host.store), request, response)) return;
  return handleWeb(host, request, response);
}

function fail(store: Store, response: ServerResponse, problem: unknown): void {
  if (problem instanceof Refusal) {
    send(response, refusalAnswer(problem, null));
    return;
  }
  const what = problem instanceof Error ? (problem.stack ?? problem.message) : String(problem);
  store.violations.push({ what: 'failure of the server', problems: [what] });
  if (response.headersSent) response.destroy();
  else send(response, { status: 500, body: { message: `The sandbox failed: ${what}`, status: '500' } });
}
