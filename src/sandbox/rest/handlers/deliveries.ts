// REST: the log of webhook deliveries, and sending again.
import type { Delivery } from '../../state/apps.ts';
import { notFound, Refusal } from '../../state/refusal.ts';
import { deliveryLog } from '../../webhooks/deliver.ts';
import { type Answer, type Asked, appCaller, numberParam, ok, queryText } from '../exchange.ts';
import { deliveryItem, deliveryShape } from '../shapes/app.ts';
import { apiUrl } from '../shapes/urls.ts';

/** `GET /app/hook/deliveries`: newest first, by cursor; `status` is `success` (200–399) or `failure` (400–599, so attempts without an answer are in neither). */
export function list(asked: Asked): Answer {
  const all = deliveryLog(asked.store, appCaller(asked).app).filter((one) => isWanted(one, queryText(asked, 'status')));
  const size = Math.min(Math.max(Number(asked.query['per_page'] ?? 30), 1), 100);
  const from = positionOf(queryText(asked, 'cursor'));
  const waiting = all.filter((one) => from === null || one.id < from);
  const page = waiting.slice(0, size);
  const last = page.at(-1);
  const headers = waiting.length > size && last ? { link: nextLink(asked, last) } : {};
  return { status: 200, body: page.map(deliveryItem), headers };
}

function isWanted(delivery: Delivery, status: string | undefined): boolean {
  if (status === undefined) return true;
  const { statusCode } = delivery;
  return status === 'success' ? statusCode >= 200 && statusCode < 400 : statusCode >= 400 && statusCode < 600;
}

function positionOf(cursor: string | undefined): number | null {
  if (cursor === undefined) return null;
  const id = Number(/^v1_(\d+)$/.exec(cursor)?.[1]);
  if (Number.isSafeInteger(id)) return id;
  throw new Refusal(400, 'Invalid cursor');
}

function nextLink(asked: Asked, last: Delivery): string {
  const url = new URL(apiUrl(asked.store, asked.target));
  url.searchParams.set('cursor', `v1_${last.id}`);
  return `<${url.href}>; rel="next"`;
}

function deliveryFor(asked: Asked): Delivery {
  const id = numberParam(asked, 'delivery_id');
  const delivery = deliveryLog(asked.store, appCaller(asked).app).find((one) => one.id === id);
  if (delivery === undefined) throw notFound();
  return delivery;
}

/** `GET /app/hook/deliveries/{delivery_id}`: with the headers and payload that were sent. */
export function get(asked: Asked): Answer {
  return ok(deliveryShape(deliveryFor(asked)));
}

/** `POST /app/hook/deliveries/{delivery_id}/attempts`: sent again with the same GUID. */
export function redeliver(asked: Asked): Answer {
  asked.hooks.redeliver(deliveryFor(asked));
  return { status: 202, body: {} };
}
