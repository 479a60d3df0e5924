// GitHub's log of webhook deliveries, and asking for one again: with the app's own authority. https://docs.github.com/en/rest/apps/webhooks
import * as z from 'zod';
import { compare, type Timestamp, timestamp } from '../../core/time.ts';
import type { Client } from './client.ts';
import { pagesOf } from './pages.ts';
import { type DeliveryEntry, GitHubUnavailable } from './port.ts';

/** Since February 2026 these ids have more digits than a number holds; Octokit reads them as `bigint` (octokit/request.js#797). */
const DeliveryId = z.union([z.string(), z.number().int(), z.bigint()]).transform(String);

const Delivery = z.object({
  id: DeliveryId,
  guid: z.string(),
  event: z.string(),
  action: z.string().nullish(),
  delivered_at: z.string(),
  status_code: z.number(),
  redelivery: z.boolean(),
});

const Log = z.array(Delivery.transform(entryOf));

function entryOf(delivery: z.infer<typeof Delivery>): DeliveryEntry {
  const { id, guid, event, redelivery } = delivery;
  const [deliveredAt, action] = [timestamp(delivery.delivered_at), delivery.action ?? null];
  return { id, guid, event, action, deliveredAt, statusCode: delivery.status_code, redelivery };
}

/** Newest first, back to the instant. The log is read without its status filter, which misses deliveries that met no answer at all. */
export async function deliveriesSince(app: Client, since: Timestamp): Promise<readonly DeliveryEntry[]> {
  const found: DeliveryEntry[] = [];
  for await (const page of pagesOf(app, 'GET /app/hook/deliveries')) {
    const entries = Log.parse(page);
    const recent = entries.filter((entry) => compare(entry.deliveredAt, since) >= 0);
    found.push(...recent);
    if (recent.length < entries.length) break;
  }
  return found;
}

/** Asks for the delivery once more, under the same guid. Throws `GitHubUnavailable` when it is not known whether GitHub heard. */
export async function redeliver(app: Client, id: string): Promise<void> {
  // As text: Octokit drops a bigint from a path (octokit/endpoint.js#546).
  const sent = await app.send('decoration', 'POST /app/hook/deliveries/{delivery_id}/attempts', { delivery_id: id });
  if (sent.kind === 'unanswered') throw new GitHubUnavailable(sent.message, { status: sent.status });
}
