// What only a test (or the web face's clock) needs: time, faults, deliveries, tokens, limits, and what happened. Under `/sandbox/`, without credentials.
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ApiHost } from '../api.ts';
import { isForeign, parseJson, queryOf, readBody, send } from '../http.ts';
import type { Answer } from '../rest/exchange.ts';
import { notFound, Refusal } from '../state/refusal.ts';
import { changeClock, readClock } from './clock.ts';
import type { Control } from './control.ts';
import { dropDeliveries, holdDeliveries, listDeliveries, releaseDeliveries } from './deliveries.ts';
import { sendEmail } from './emails.ts';
import { clearFaults, orderFault } from './faults.ts';
import { changeRuns, decideRun, readLogs } from './runs.ts';
import { setSecret } from './secrets.ts';
import { streamEvents } from './stream.ts';
import { changeLimits, clearRequests, listRequests, listViolations, mintToken } from './traffic.ts';

const routes: Readonly<Record<string, (control: Control) => Answer | Promise<Answer>>> = {
  'GET /sandbox/clock': readClock,
  'POST /sandbox/clock': changeClock,
  'POST /sandbox/faults': orderFault,
  'DELETE /sandbox/faults': clearFaults,
  'GET /sandbox/requests': listRequests,
  'DELETE /sandbox/requests': clearRequests,
  'GET /sandbox/violations': listViolations,
  'GET /sandbox/deliveries': listDeliveries,
  'POST /sandbox/deliveries/drop': dropDeliveries,
  'POST /sandbox/deliveries/hold': holdDeliveries,
  'POST /sandbox/deliveries/release': releaseDeliveries,
  'POST /sandbox/emails': sendEmail,
  'POST /sandbox/runs': changeRuns,
  'POST /sandbox/runs/{id}': decideRun,
  'POST /sandbox/secrets': setSecret,
  'GET /sandbox/logs/{id}': readLogs,
  'POST /sandbox/tokens': mintToken,
  'POST /sandbox/limits': changeLimits,
};

/** Answers a request below `/sandbox/`. */
export async function handleControl(host: ApiHost, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.method !== 'GET' && isForeign(request))
    throw new Refusal(403, 'Pages of other sites do not steer the sandbox.');
  const url = new URL(request.url ?? '/', 'http://sandbox.invalid');
  const name = `${request.method} ${url.pathname}`;
  if (name === 'GET /sandbox/events') return streamEvents(host.store, response);
  const id = /\/(\d+)$/.exec(name)?.[1];
  const handler = routes[id === undefined ? name : name.replace(/\d+$/, '{id}')];
  if (handler === undefined) throw notFound(`The sandbox has no control ${name}.`);
  const body = parseJson(await readBody(request));
  send(response, await handler({ host, body, query: queryOf(url), params: id === undefined ? {} : { id } }));
}
