// One request to the API, REST or GraphQL: credentials, budgets, faults, the answer, its headers and its record.
import { createHash, randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Runs } from './actions/runs.ts';
import { faultAnswer, takeFault, wait } from './faults.ts';
import { handleGraphql } from './graphql/index.ts';
import { parseJson, queryOf, readBody, send } from './http.ts';
import type { Meter } from './meter.ts';
import { answerRest, refusalAnswer } from './rest/answer-request.ts';
import { authenticate } from './rest/authenticate.ts';
import type { Answer } from './rest/exchange.ts';
import type { Caller } from './state/actor.ts';
import { Refusal } from './state/refusal.ts';
import { now, type Store } from './state/store.ts';
import type { Fault } from './state/traffic.ts';
import { type MatchedOperation, matchOperation } from './validate/index.ts';
import type { Hooks } from './webhooks/deliver.ts';

/** What the API needs of the sandbox. */
export type ApiHost = { readonly store: Store; readonly hooks: Hooks; readonly meter: Meter; readonly runs: Runs };

/** A request as far as it is known before anybody looks at who sent it. */
type Call = {
  readonly url: URL;
  readonly method: string;
  /** Below `/api/v3`, or `/graphql`. */
  readonly path: string;
  readonly graphql: boolean;
  readonly matched: MatchedOperation | null;
  readonly text: string;
  readonly request: IncomingMessage;
};

/** What came of it, for the record. */
type Result = { readonly answer: Answer; readonly actor: string | null; readonly operations: readonly string[] };

/** Answers a request below `/api/v3` or `/api/graphql`. */
export async function handleApi(host: ApiHost, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const call = await readCall(request);
  const { store } = host;
  const { method, path, text, matched } = call;
  const fault = takeFault(store, { method, path, body: text, ...routeOf(call) });
  if (fault) await wait(fault);
  if (fault && !fault.after && breaks(fault)) return failNow(store, call, fault, response);
  const result = await answerCall(host, call);
  if (fault && breaks(fault)) return failNow(store, call, fault, response, result);
  record(store, call, result, false);
  send(response, withEtag(request, finished(result.answer, matched)));
}

function routeOf(call: Call): { readonly route: string | null; readonly operationId: string | null } {
  if (call.graphql) return { route: '/graphql', operationId: null };
  return { route: call.matched?.template ?? null, operationId: call.matched?.operationId ?? null };
}

async function readCall(request: IncomingMessage): Promise<Call> {
  const url = new URL(request.url ?? '/', 'http://sandbox.invalid');
  const asked = request.method ?? 'GET';
  // A HEAD is a GET whose body node leaves out.
  const method = asked === 'HEAD' ? 'GET' : asked;
  const graphql = url.pathname === '/api/graphql';
  const path = graphql ? '/graphql' : url.pathname.slice('/api/v3'.length) || '/';
  const matched = graphql ? null : matchOperation(method, path);
  return { url, method, path, graphql, matched, text: await readBody(request), request };
}

function breaks(fault: Fault): boolean {
  return fault.status !== null || fault.hang || fault.reset;
}

function failNow(store: Store, call: Call, fault: Fault, response: ServerResponse, done?: Result): void {
  const status = fault.status ?? 0;
  const answer = faultAnswer(fault, status);
  record(store, call, { answer, actor: done?.actor ?? null, operations: done?.operations ?? [] }, true);
  if (fault.reset) call.request.socket.destroy();
  else if (!fault.hang) send(response, { ...answer, headers: { ...common(), ...answer.headers } });
}

async function answerCall(host: ApiHost, call: Call): Promise<Result> {
  let actor: string | null = null;
  let budget: Readonly<Record<string, string>> = {};
  try {
    const caller = authenticate(host.store, call.request.headers.authorization);
    actor = nameOf(caller);
    budget = host.meter.count(caller, resourceOf(call));
    const { answer, operations } = await perform(host, call, caller);
    return { answer: { ...answer, headers: { ...budget, ...answer.headers } }, actor, operations };
  } catch (problem) {
    const answer = problemAnswer(host.store, call, problem);
    return { answer: { ...answer, headers: { ...budget, ...answer.headers } }, actor, operations: [] };
  }
}

function problemAnswer(store: Store, call: Call, problem: unknown): Answer {
  if (problem instanceof Refusal) return refusalAnswer(problem, call.matched?.operationId ?? null);
  const what = problem instanceof Error ? (problem.stack ?? problem.message) : String(problem);
  store.violations.push({ what: `failure in ${call.method} ${call.path}`, problems: [what] });
  return { status: 500, body: { message: `The sandbox failed: ${what}`, status: '500' } };
}

async function perform(
  host: ApiHost,
  call: Call,
  caller: Caller,
): Promise<{ readonly answer: Answer; readonly operations: readonly string[] }> {
  const body = parseJson(call.text);
  if (makesContent(call)) host.meter.countContent(caller);
  if (call.graphql) {
    const { status, body: answered, operations } = await handleGraphql(host.store, caller, body);
    return { answer: { status, body: answered }, operations: operations.map(({ field }) => field) };
  }
  const { matched, method, url } = call;
  const target = `${call.path}${url.search}`;
  const accept = String(call.request.headers.accept ?? '');
  const request = { matched, method, target, query: queryOf(url), body, accept };
  const answer = await answerRest({ ...host, caller }, request);
  return { answer, operations: [] };
}

/** Mutations that make something: `addComment`, `addReaction`, `createIssue` and others that create. */
const contentMutation = /\b(?:addComment|addReaction|create[A-Z]\w*)\s*\(/;

/** What the secondary limits count: issues, comments and the like that are made, by REST or by a mutation. */
function makesContent(call: Call): boolean {
  if (call.graphql) return /\bmutation\b/.test(call.text) && contentMutation.test(call.text);
  const route = call.matched?.template ?? '';
  return call.method === 'POST' && /\/(issues|comments|reactions|dispatches|deployments|statuses|pulls)$/.test(route);
}

function resourceOf(call: Call): string {
  if (call.graphql) return 'graphql';
  return call.path.startsWith('/search/') ? 'search' : 'core';
}

function nameOf(caller: Caller): string | null {
  if (caller.kind === 'anonymous') return null;
  return caller.kind === 'app' ? `app:${caller.app.slug}` : caller.user.login;
}

function record(store: Store, call: Call, result: Result, fault: boolean): void {
  const { method, path } = call;
  const { actor, operations, answer } = result;
  const index = (store.requests.at(-1)?.index ?? -1) + 1;
  const known = { method, path, ...routeOf(call), operations, status: answer.status, actor, fault };
  store.requests.push({ index, at: now(store), ...known });
  if (method !== 'GET') for (const listener of store.trafficListeners) listener('request');
}

/** Headers of every answer. `Date` is real time, set by node. */
function common(): Readonly<Record<string, string>> {
  return {
    'x-github-request-id': randomUUID().replaceAll('-', '').slice(0, 24).toUpperCase(),
    'x-github-media-type': 'github.v3; format=json',
    'x-github-api-version-selected': '2022-11-28',
    'access-control-allow-origin': '*',
  };
}

function finished(answer: Answer, matched: MatchedOperation | null): Answer {
  const media = matched === null ? {} : { 'cache-control': 'private, max-age=60, s-maxage=60' };
  return { ...answer, headers: { ...common(), ...media, ...answer.headers } };
}

/** GETs (and HEADs) carry an ETag; a client that has that version gets 304 without a body (conditional requests). */
function withEtag(request: IncomingMessage, answer: Answer): Answer {
  if (!['GET', 'HEAD'].includes(request.method ?? '') || answer.status !== 200 || answer.body === undefined)
    return answer;
  const etag = `W/"${createHash('sha256').update(JSON.stringify(answer.body)).digest('hex')}"`;
  const headers = { ...answer.headers, etag };
  return request.headers['if-none-match'] === etag ? { status: 304, headers } : { ...answer, headers };
}
