// Lists deliveries of all apps, and loses, holds and reorders the next ones.
import * as z from 'zod';
import type { Answer } from '../rest/exchange.ts';
import { deliveryShape } from '../rest/shapes/app.ts';
import { type Control, read } from './control.ts';

/** `GET /sandbox/deliveries`: every attempt, oldest first, without regard to the three days of GitHub's own log. */
export function listDeliveries({ host }: Control): Answer {
  const all = [...host.store.deliveries.values()].sort((a, b) => a.id - b.id);
  return { status: 200, body: all.map((one) => ({ ...deliveryShape(one), app_id: one.appId })) };
}

const Drop = z.strictObject({
  event: z.string(),
  times: z.number().int().min(1).default(1),
  logged: z.boolean().default(false),
});

/** `POST /sandbox/deliveries/drop`: the next deliveries of an event (`issue_comment`, `issues.labeled`, `*`) are lost; `logged` ones show in the log as failed. */
export function dropDeliveries(control: Control): Answer {
  control.host.store.drops.push(read(control, Drop));
  return { status: 201, body: { ordered: control.host.store.drops.length } };
}

/** `POST /sandbox/deliveries/hold`: nothing is sent until it is released. */
export function holdDeliveries({ host }: Control): Answer {
  host.hooks.hold();
  return { status: 204 };
}

const Release = z.strictObject({
  order: z.union([z.literal('reverse'), z.array(z.number().int().min(0))]).optional(),
});

/** `POST /sandbox/deliveries/release`: sends what was held, in order, `reverse`, or by positions. */
export function releaseDeliveries(control: Control): Answer {
  return { status: 200, body: { released: control.host.hooks.release(read(control, Release).order) } };
}
