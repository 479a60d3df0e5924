// The sandbox's web face: pages made on the server, that work without a script and are livelier with one.
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ApiHost } from '../api.ts';
import { isForeign, readBody } from '../http.ts';
import { Refusal } from '../state/refusal.ts';
import { apiFor } from './api-client.ts';
import { html } from './html.ts';
import { documentOf } from './look/document.ts';
import { type Found, findRoute } from './routes.ts';
import { viewerOf } from './viewer.ts';
import { type Page, page, type Reply, redirect, type Visit } from './visit.ts';

/** Answers any request that is not for the API, the control interface or git. */
export async function handleWeb(host: ApiHost, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://sandbox.invalid');
  const found = findRoute(request.method ?? 'GET', url.pathname);
  const visit = await visitOf(host, request, url, found);
  const reply = await answer(visit, request, found);
  send(response, visit, reply);
}

async function visitOf(host: ApiHost, request: IncomingMessage, url: URL, found: Found | null): Promise<Visit> {
  const viewer = viewerOf(host.store, request.headers.cookie);
  const isPost = request.method === 'POST';
  return {
    host,
    viewer,
    api: apiFor(host, viewer),
    url,
    from: isPost ? pageBefore(request) : `${url.pathname}${url.search}`,
    params: found?.params ?? {},
    fields: new URLSearchParams(isPost ? await readBody(request) : ''),
  };
}

/** The page of this sandbox that a form was on; the first page when it is not known. */
function pageBefore(request: IncomingMessage): string {
  const before = request.headers.referer;
  if (before === undefined || !URL.canParse(before)) return '/';
  const { host, pathname, search } = new URL(before);
  return host === request.headers.host ? `${pathname}${search}` : '/';
}

async function answer(visit: Visit, request: IncomingMessage, found: Found | null): Promise<Reply> {
  if (found === null) return missingPage(visit);
  if (request.method === 'POST' && !found.route.fromAnywhere && isForeign(request))
    return problemPage(new Refusal(403, 'This form stands on another site, and only forms of the sandbox are taken.'));
  try {
    return await found.route.handler(visit);
  } catch (problem) {
    if (!(problem instanceof Refusal)) throw problem;
    return movedTo(problem) ?? problemPage(problem);
  }
}

/** A transferred issue and a renamed repository are elsewhere: the API says where, and pages are at the same path. */
function movedTo(refusal: Refusal): Reply | null {
  const location = refusal.status === 301 ? refusal.headers['location'] : undefined;
  const path = location === undefined ? undefined : /\/api\/v3\/repos(\/.*)$/.exec(location)?.[1];
  return path === undefined ? null : redirect(path);
}

/** Pages of GitHub that a person may look for here. */
const unbuilt = /^\/[^/]+\/[^/]+\/(pulls?|actions|projects|wiki|security|settings|releases|commits?|branches)\b/;

function missingPage({ url }: Visit): Page {
  const notHere = unbuilt.test(url.pathname);
  const words = notHere
    ? 'GitHub has this page, and the sandbox has it not. Its API may have what you look for.'
    : 'There is no such page.';
  return page(
    'Not here',
    html`<h1>Not here</h1><p>${words}</p><p><a href="/">To the start</a></p>`,
    notHere ? 501 : 404,
  );
}

function problemPage(refusal: Refusal): Page {
  const main = html`<h1>${refusal.status}</h1><p role="alert">${refusal.message}</p><p><a href="/">To the start</a></p>`;
  return page(String(refusal.status), main, refusal.status);
}

/** Only the sandbox's own style, script and pictures; nothing inline, nothing from elsewhere, in nobody's frame. */
const security = {
  'content-security-policy':
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'cache-control': 'no-store',
};

function send(response: ServerResponse, visit: Visit, reply: Reply): void {
  if (reply.kind === 'redirect') {
    const cookie = reply.cookie === undefined ? {} : { 'set-cookie': reply.cookie };
    response.writeHead(303, { ...security, ...cookie, location: reply.to }).end();
    return;
  }
  const content = reply.kind === 'asset' ? reply.content : documentOf(visit, reply);
  const type = reply.kind === 'asset' ? reply.type : 'text/html; charset=utf-8';
  const status = reply.kind === 'asset' ? 200 : reply.status;
  const size = String(Buffer.byteLength(content));
  response.writeHead(status, { ...security, 'content-type': type, 'content-length': size }).end(content);
}
