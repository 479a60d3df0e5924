/** What the tests of the sandbox share: a running one, a plain client for each caller, and an ear for its webhooks. */
import { createSign } from 'node:crypto';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect } from 'vitest';
import { type Sandbox, type SandboxOptions, startSandbox } from '../../../src/sandbox/start-sandbox.ts';

const ends: (() => unknown)[] = [];

afterEach(async () => {
  const problems: unknown[] = [];
  for (const end of ends.splice(0).reverse()) {
    try {
      await end();
    } catch (problem) {
      problems.push(problem);
    }
  }
  if (problems.length > 0) throw problems[0];
});

/** Ends something when the test ends, last first. */
export function atEnd(end: () => unknown): void {
  ends.push(end);
}

/** A sandbox that ends with the test, which fails if the sandbox said anything that GitHub's descriptions do not allow. */
export async function localGithub(options: SandboxOptions = {}): Promise<Sandbox> {
  const sandbox = await startSandbox(options);
  atEnd(() => sandbox.close());
  atEnd(() => expect(sandbox.violations()).toEqual([]));
  return sandbox;
}

/** An answer, its body read as JSON where it is. */
export type Reply = {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: the tests look into answers of every shape, which expectations then check.
  readonly body: any;
  readonly text: string;
};

/** Calls the API as somebody: `as('GET', '/repos/acme/shop')`. */
export type Client = (
  method: string,
  path: string,
  body?: unknown,
  headers?: Readonly<Record<string, string>>,
) => Promise<Reply>;

/** A client with this Authorization header; none for nobody. */
export function clientWith(sandbox: Sandbox, authorization: string | null): Client {
  return async (method, path, body, headers = {}) => {
    const root = path.startsWith('/sandbox/') || path === '/api/graphql' ? '' : '/api/v3';
    const response = await fetch(`${sandbox.url}${root}${path}`, {
      method,
      redirect: 'manual',
      headers: { ...(authorization === null ? {} : { authorization }), ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, body: jsonIn(text) };
  };
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A sample person as a client. */
export function as(sandbox: Sandbox, person: keyof Sandbox['tokens']): Client {
  return clientWith(sandbox, `Bearer ${sandbox.tokens[person]}`);
}

/** A JWT of the app; the claims can be bent. */
export function jwt(
  sandbox: Sandbox,
  claims: Readonly<Record<string, unknown>> = {},
  key = sandbox.app.privateKey,
): string {
  const seconds = Math.floor(Date.now() / 1000);
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const head = part({ alg: 'RS256', typ: 'JWT' });
  const body = part({ iat: seconds - 30, exp: seconds + 540, iss: String(sandbox.app.id), ...claims });
  const signature = createSign('RSA-SHA256').update(`${head}.${body}`).sign(key).toString('base64url');
  return `${head}.${body}.${signature}`;
}

/** The app itself, by JWT. */
export function asApp(sandbox: Sandbox): Client {
  return clientWith(sandbox, `Bearer ${jwt(sandbox)}`);
}

/** The app's bot, by an installation token. */
export async function asBot(sandbox: Sandbox, scope: unknown = {}): Promise<Client> {
  const path = `/app/installations/${sandbox.app.installationId}/access_tokens`;
  const { body } = await asApp(sandbox)('POST', path, scope);
  return clientWith(sandbox, `token ${body.token}`);
}

/** A webhook as it arrived. */
export type Heard = {
  readonly event: string;
  readonly headers: IncomingHttpHeaders;
  readonly raw: string;
  // biome-ignore lint/suspicious/noExplicitAny: payloads of every event.
  readonly payload: any;
};

/** Listens for webhooks and answers them with 200, or as told. `names` are `event.action`, in order of arrival. */
export async function listen(
  sandbox: Sandbox,
  answer: (heard: Heard) => number | Promise<number> = () => 200,
): Promise<{ readonly heard: Heard[]; readonly names: () => readonly string[]; readonly url: string }> {
  const heard: Heard[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    const raw = Buffer.concat(chunks).toString('utf8');
    const one = {
      event: String(request.headers['x-github-event']),
      headers: request.headers,
      raw,
      payload: JSON.parse(raw),
    };
    heard.push(one);
    response.writeHead(await answer(one)).end('heard');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  atEnd(() => server.closeAllConnections());
  atEnd(() => server.close());
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  sandbox.setHook(url);
  return {
    heard,
    url,
    names: () => heard.map(({ event, payload }) => [event, payload.action].filter(Boolean).join('.')),
  };
}

/** Path of the sample repository. */
export const shop = '/repos/acme/shop';

/** Opens an issue as somebody; its answer. */
export async function openIssue(client: Client, more: Readonly<Record<string, unknown>> = {}) {
  const { status, body } = await client('POST', `${shop}/issues`, { title: 'Shop down', ...more });
  expect(status).toBe(201);
  return { ...body, path: `${shop}/issues/${body.number}` };
}
