// A real HTTP server on a free port that answers as it is told to, and keeps what it was asked.
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Asked = {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
};

/** `hang`: never answers. `cut`: closes the connection. `endless`: answers 200 and never stops. */
export type Reply =
  | 'hang'
  | 'cut'
  | 'endless'
  | { readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly body?: string };

export type HttpServer = {
  readonly url: string;
  readonly asked: Asked[];
  /** Settles when so many requests have arrived. */
  readonly until: (count: number) => Promise<void>;
  readonly close: () => Promise<void>;
};

export async function startHttpServer(answer: (asked: Asked) => Reply): Promise<HttpServer> {
  const asked: Asked[] = [];
  const waiting: { readonly count: number; readonly done: () => void }[] = [];
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const body = Buffer.concat(parts).toString('utf8');
      const one = { method: request.method ?? '', path: request.url ?? '', headers: request.headers, body };
      asked.push(one);
      for (const { count, done } of waiting) if (asked.length >= count) done();
      send(response, answer(one));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    asked,
    until: (count) =>
      asked.length >= count ? Promise.resolve() : new Promise((done) => waiting.push({ count, done })),
    close: async () => {
      server.closeAllConnections();
      await new Promise<unknown>((resolve) => server.close(resolve));
    },
  };
}

function send(response: ServerResponse, reply: Reply): void {
  if (reply === 'hang') return;
  if (reply === 'cut') {
    response.destroy();
    return;
  }
  if (reply === 'endless') {
    response.writeHead(200);
    const more = (): void => {
      while (response.writable && response.write('x'.repeat(65_536)));
    };
    response.on('drain', more);
    response.on('error', () => undefined);
    more();
    return;
  }
  response.writeHead(reply.status, reply.headers);
  response.end(reply.body ?? '');
}

/** An address at which nobody listens. */
export async function deadUrl(): Promise<string> {
  const server = await startHttpServer(() => 'hang');
  await server.close();
  return server.url;
}
