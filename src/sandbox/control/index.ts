// What only a test (or the web face's clock) needs: time, faults, deliveries, tokens, limits, and what happened. Under `/sandbox/`, without credentials.
import type { IncomingMessage, ServerResponse } from 'node:http';
import * as z from 'zod';
import type { ApiHost } from '../api.ts';
import { parseJson, queryOf, readBody, send } from '../http.ts';
import type { Answer } from '../rest/exchange.ts';
import { notFound, Refusal } from '../state/refusal.ts';
import { changeClock, readClock } from './clock.ts';
import { dropDeliveries, holdDeliveries, listDeliveries, releaseDeliveries } from './deliveries.ts';
import { clearFaults, orderFault } from './faults.ts';
import { streamEvents } from './stream.ts';
import { changeLimits, clearRequests, listRequests, listViolations, mintToken } from './traffic.ts';

/** One control request. */
export type Control = {
  readonly host: ApiHost;
  readonly body: unknown;
  readonly query: Readonly<Record<string, unknown>>;
};

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
  'POST /sandbox/tokens': mintToken,
  'POST /sandbox/limits': changeLimits,
};

/** Answers a request below `/sandbox/`. */
export async function handleControl(host: ApiHost, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://sandbox.invalid');
  const name = `${request.method} ${url.pathname}`;
  if (name === 'GET /sandbox/events') return streamEvents(host.store, response);
  const handler = routes[name];
  if (handler === undefined) throw notFound(`The sandbox has no control ${name}.`);
  const body = parseJson(await readBody(request));
  send(response, await handler({ host, body, query: queryOf(url) }));
}

/** The body as this schema; 422 in words otherwise. */
export function read<T>(control: Control, schema: z.ZodType<T>): T {
  const result = schema.safeParse(control.body ?? {});
  if (result.success) return result.data;
  throw new Refusal(422, z.prettifyError(result.error));
}
