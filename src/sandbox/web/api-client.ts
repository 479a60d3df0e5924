// How pages read and write: through the sandbox's own REST API as the person who looks, so that GitHub's rules hold here too.
import * as z from 'zod';
import type { ApiHost } from '../api.ts';
import { queryOf } from '../http.ts';
import { answerRest } from '../rest/answer-request.ts';
import { asUser } from '../state/actor.ts';
import { Refusal } from '../state/refusal.ts';
import { matchOperation } from '../validate/index.ts';
import type { Viewer } from './viewer.ts';

/** The API for one person. A refusal of the API is thrown as the `Refusal` it is. */
export type Api = {
  /** Reads in process, without leaving a trace in the record of requests. `path` is below `/api/v3`. */
  readonly get: <T>(path: string, schema: z.ZodType<T>) => Promise<T>;
  /** Reads all pages of a list. */
  readonly list: <T>(path: string, schema: z.ZodType<T>) => Promise<readonly T[]>;
  /** Writes over HTTP with the person's token, as any client does; to where the thing is now, if it was moved. */
  readonly send: (method: 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, body?: unknown) => Promise<unknown>;
  /** Runs a mutation by its name and input, for what REST has not; its first error is a refusal. */
  readonly mutate: (name: string, input: Readonly<Record<string, unknown>>) => Promise<void>;
};

/** Bodies come with their rendered HTML (getting started: media types). */
const accept = 'application/vnd.github.full+json';
const pageSize = 100;

/** The API as this person sees it. */
export function apiFor(host: ApiHost, viewer: Viewer): Api {
  const read = async (path: string) => {
    const url = new URL(path, 'http://sandbox.invalid');
    const request = { matched: matchOperation('GET', url.pathname), method: 'GET', target: path, query: queryOf(url) };
    const answer = await answerRest({ ...host, caller: asUser(viewer.user) }, { ...request, body: undefined, accept });
    if (answer.status >= 400) throw new Refusal(answer.status, messageIn(answer.body));
    return answer.body;
  };
  return {
    get: async (path, schema) => schema.parse(await read(path)),
    list: (path, schema) => readAll(read, path, schema),
    send: (method, path, body) => send(host.store.baseUrl, viewer, { method, path: `/api/v3${path}`, body }),
    mutate: (name, input) => mutate(host.store.baseUrl, viewer, name, input),
  };
}

async function readAll<T>(
  read: (path: string) => Promise<unknown>,
  path: string,
  schema: z.ZodType<T>,
): Promise<readonly T[]> {
  const all: T[] = [];
  for (let page = 1; ; page += 1) {
    const more = await read(`${path}${path.includes('?') ? '&' : '?'}per_page=${pageSize}&page=${page}`);
    const items = schema.array().parse(more);
    all.push(...items);
    if (items.length < pageSize) return all;
  }
}

type Write = { readonly method: string; readonly path: string; readonly body: unknown };

async function send(baseUrl: string, viewer: Viewer, { method, path, body }: Write): Promise<unknown> {
  const response = await fetch(`${baseUrl}${path}`, {
    method,
    headers: { authorization: `Bearer ${viewer.token}`, 'user-agent': 'sandbox-web-face' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  const answer: unknown = text === '' ? null : JSON.parse(text);
  if (response.ok) return answer;
  throw new Refusal(response.status, messageIn(answer));
}

async function mutate(
  baseUrl: string,
  viewer: Viewer,
  name: string,
  input: Readonly<Record<string, unknown>>,
): Promise<void> {
  const type = `${name[0]?.toUpperCase()}${name.slice(1)}Input`;
  const query = `mutation ($input: ${type}!) { ${name}(input: $input) { clientMutationId } }`;
  const body = { query, variables: { input } };
  const answer = Failed.parse(await send(baseUrl, viewer, { method: 'POST', path: '/api/graphql', body }));
  const [first] = answer.errors ?? [];
  if (first !== undefined) throw new Refusal(422, first.message);
}

const Failed = z.object({ errors: z.array(z.object({ message: z.string() })).optional() });

function messageIn(body: unknown): string {
  if (typeof body !== 'object' || body === null || !('message' in body)) return 'The API refused, without a reason.';
  const details = 'errors' in body && Array.isArray(body.errors) ? body.errors.map(detailOf) : [];
  return [String(body.message), ...details].join(' ');
}

function detailOf(detail: unknown): string {
  if (typeof detail !== 'object' || detail === null) return String(detail);
  if ('message' in detail) return String(detail.message);
  return Object.values(detail).join(' ');
}
