// Orders failures of the API, and takes them back.
import * as z from 'zod';
import type { Answer } from '../rest/exchange.ts';
import { type Control, read } from './control.ts';

const Order = z.strictObject({
  route: z.string(),
  match: z.string().optional(),
  status: z.number().int().min(100).max(599).optional(),
  times: z.number().int().min(1).default(1),
  after: z.boolean().default(false),
  delay_ms: z.number().min(0).default(0),
  hang: z.boolean().default(false),
  reset: z.boolean().default(false),
  headers: z.record(z.string(), z.string()).default({}),
  body: z.unknown().optional(),
});

/**
 * `POST /sandbox/faults`: the next `times` requests to `route` fail with `status`, hang, or have their connection reset; with `after` they are
 * performed first. `route` is a method and a path or template (`POST /repos/{owner}/{repo}/issues/{issue_number}/comments`, `POST /graphql`), an operation id, or `*`.
 */
export function orderFault(control: Control): Answer {
  const { route, match, status, times, after, delay_ms, hang, reset, headers, body } = read(control, Order);
  control.host.store.faults.push({
    ...{ route, times, after, hang, reset, headers, body },
    match: match ?? null,
    status: status ?? null,
    delayMs: delay_ms,
  });
  return { status: 201, body: { ordered: control.host.store.faults.length } };
}

/** `DELETE /sandbox/faults`: forgets all orders, and those for deliveries. */
export function clearFaults({ host }: Control): Answer {
  host.store.faults.length = 0;
  host.store.drops.length = 0;
  return { status: 204 };
}
