// Reads requests and writes answers over node:http, for everything on the sandbox's port.
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Answer } from './rest/exchange.ts';
import { Refusal } from './state/refusal.ts';

/** More than any request of GitHub's may bring. */
const mostBytes = 25 * 1024 * 1024;

/** The whole body; 413 beyond 25 MiB. */
export async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > mostBytes) throw new Refusal(413, 'Payload too large');
    chunks.push(bytes);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** The body as JSON, undefined when there is none; 400 as GitHub says it otherwise. */
export function parseJson(text: string): unknown {
  if (text.trim() === '') return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    throw new Refusal(400, 'Problems parsing JSON');
  }
}

/** Sends an answer: JSON, plain text or nothing. A client that has gone is no error. */
export function send(response: ServerResponse, answer: Answer): void {
  const { status, body, text, headers } = answer;
  const type = text === undefined ? 'application/json; charset=utf-8' : 'text/html; charset=utf-8';
  const content = text ?? (body === undefined ? '' : JSON.stringify(body));
  const own = content === '' ? {} : { 'content-type': type, 'content-length': String(Buffer.byteLength(content)) };
  response.writeHead(status, { ...own, ...headers });
  response.end(content);
}

/** Query values by name; a name given more than once is a list. */
export function queryOf(url: URL): Readonly<Record<string, string | readonly string[]>> {
  const query: Record<string, string | readonly string[]> = {};
  for (const name of new Set(url.searchParams.keys())) {
    const [only = '', ...more] = url.searchParams.getAll(name);
    query[name] = more.length === 0 ? only : [only, ...more];
  }
  return query;
}

/** Whether a page of another site has sent this. Browsers say where a request was sent from; other clients say nothing and are no danger. */
export function isForeign(request: IncomingMessage): boolean {
  const { origin, host } = request.headers;
  if (origin !== undefined) return !URL.canParse(origin) || new URL(origin).host !== host;
  const site = request.headers['sec-fetch-site'];
  return site !== undefined && site !== 'same-origin' && site !== 'none';
}

const ownNames = ['127.0.0.1', 'localhost', '[::1]'];

/** Whether it was sent to this machine by a name of its own: a site whose name was made to lead here could else read tokens, and have workflows executed. */
export function isByOwnName({ headers }: IncomingMessage): boolean {
  return headers.host === undefined || ownNames.includes(headers.host.replace(/:\d+$/, '').toLowerCase());
}
