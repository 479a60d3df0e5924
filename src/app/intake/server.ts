// The only door from outside: GitHub's webhooks on two paths, PagerDuty's on one, and what an operator's probes ask for; everything else is 404.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Answer } from './take-delivery.ts';

/** GitHub waits 10 s for an answer; who has not sent its request by then is not GitHub (AC-02). */
const PATIENCE = 10_000;
/** How long the rest of a refused body is thrown away, so that the sender can read the answer. */
const LINGER = 1_000;
/** More connections than GitHub ever opens; the rest is turned away by the kernel. */
const MOST_CONNECTIONS = 4_096;

export type Page = Answer & { readonly type?: string };

export type Routes = {
  readonly webhook: (request: IncomingMessage) => Promise<Answer>;
  /** What PagerDuty sends; absent: there is no such path. */
  readonly pagerduty?: (request: IncomingMessage) => Promise<Answer>;
  /** GET pages by path. */
  readonly pages: ReadonlyMap<string, () => Promise<Page> | Page>;
  /** Told of a handler that threw, which is a fault of ours. */
  readonly failed: (error: unknown) => void;
};

/** The set-up page registers the webhook at `/`, Probot's default is the long path. */
const webhookPaths: ReadonlySet<string> = new Set(['/', '/api/github/webhooks']);

const PAGERDUTY_PATH = '/pagerduty';

/** The server, not yet listening. */
export function createIntakeServer(routes: Routes): Server {
  const limits = { headersTimeout: PATIENCE, requestTimeout: PATIENCE, connectionsCheckingInterval: 1_000 };
  const server = createServer(limits, (request, response) => void serve(request, response, routes));
  server.maxConnections = MOST_CONNECTIONS;
  return server;
}

/** Listens and returns the port in use; port 0 asks for any. Rejects when the port is taken. */
export function listen(server: Server, port: number, host: string | undefined): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port, ...(host === undefined ? {} : { host }) }, () => {
      server.off('error', reject);
      resolve(addressOf(server)?.port ?? port);
    });
  });
}

function addressOf(server: Server): AddressInfo | null {
  const address = server.address();
  return typeof address === 'object' ? address : null;
}

async function serve(request: IncomingMessage, response: ServerResponse, routes: Routes): Promise<void> {
  try {
    send(request, response, await route(request, routes));
  } catch (error) {
    routes.failed(error);
    send(request, response, { status: 500, text: 'Internal error.' });
  }
}

async function route(request: IncomingMessage, routes: Routes): Promise<Page> {
  const path = (request.url ?? '').split('?', 1)[0] ?? '';
  if (request.method === 'POST' && webhookPaths.has(path)) return routes.webhook(request);
  if (request.method === 'POST' && path === PAGERDUTY_PATH && routes.pagerduty !== undefined)
    return routes.pagerduty(request);
  const page = request.method === 'GET' || request.method === 'HEAD' ? routes.pages.get(path) : undefined;
  return page === undefined ? { status: 404, text: 'There is nothing here.' } : page();
}

function send(request: IncomingMessage, response: ServerResponse, page: Page): void {
  if (response.destroyed || response.headersSent) return;
  const unread = !request.complete;
  response.writeHead(page.status, {
    'content-type': page.type ?? 'text/plain; charset=utf-8',
    'x-content-type-options': 'nosniff',
  });
  response.end(page.type === undefined ? `${page.text}\n` : page.text);
  if (unread) linger(request);
}

/** The rest of the body is read and dropped for a moment; closing at once would take the answer along. */
function linger(request: IncomingMessage): void {
  request.resume();
  const close = setTimeout(() => request.socket.destroy(), LINGER);
  close.unref();
  request.once('end', () => clearTimeout(close));
}
