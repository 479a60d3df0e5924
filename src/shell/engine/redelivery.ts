// GitHub's delivery log compared with the inbox by id, not by status: what GitHub thinks we got and we do not have is asked for again (F-17, F-19).
import { compare, minus, type Timestamp } from '../../core/time.ts';
import type { AppGateway, DeliveryEntry } from '../github/port.ts';
import { type Clock, instantOf } from './clock.ts';
import type { Database } from './database/database.ts';
import { type Log, messageOf } from './log.ts';

/** How long GitHub keeps its log and can redeliver. */
const LOG_KEPT = 'PT72H';
/** Later comparisons read the log from this long before the last one. */
const OVERLAP = 'PT1H';
/** One delivery is asked for at most this often: what never arrives is found in the threads. */
const ASK_AT_MOST = 5;

type Parts = { readonly database: Database; readonly appGateway: AppGateway; readonly clock: Clock; readonly log: Log };

/** A comparison that remembers how far back it has already looked. Returns how many deliveries were asked for. */
export function createRedelivery(parts: Parts): () => Promise<number> {
  const asked = new Map<string, number>();
  let comparedAt: Timestamp | null = null;
  return async () => {
    const now = parts.clock.now();
    const since: Timestamp = comparedAt === null ? minus(now, LOG_KEPT) : minus(comparedAt, OVERLAP);
    const entries = await parts.appGateway.deliveriesSince(since);
    const lost = await missing(parts.database, newestPerGuid(entries));
    const asking = lost.filter((entry) => (asked.get(entry.guid) ?? 0) < ASK_AT_MOST);
    let count = 0;
    for (const entry of asking) count += (await ask(parts, asked, entry)) ? 1 : 0;
    comparedAt = now;
    return count;
  };
}

async function ask(parts: Parts, asked: Map<string, number>, entry: DeliveryEntry): Promise<boolean> {
  asked.set(entry.guid, (asked.get(entry.guid) ?? 0) + 1);
  const details = { guid: entry.guid, event: entry.event, status: entry.statusCode };
  try {
    await parts.appGateway.redeliver(entry.id);
    parts.log(
      'info',
      'redelivery-asked',
      `Delivery ${entry.guid} (${entry.event}) is not in the inbox; asked for it again.`,
      details,
    );
    return true;
  } catch (error) {
    parts.log(
      'warn',
      'redelivery-failed',
      `Delivery ${entry.guid} could not be asked for: ${messageOf(error)}`,
      details,
    );
    return false;
  }
}

/** A delivery and its redeliveries share the guid; any of them can be sent again, and one that succeeded says so. */
function newestPerGuid(entries: readonly DeliveryEntry[]): readonly DeliveryEntry[] {
  const newest = new Map<string, DeliveryEntry>();
  for (const entry of entries) {
    const other = newest.get(entry.guid);
    if (other === undefined || compare(entry.deliveredAt, other.deliveredAt) > 0) newest.set(entry.guid, entry);
  }
  return [...newest.values()].sort((a, b) => compare(a.deliveredAt, b.deliveredAt));
}

async function missing(database: Database, entries: readonly DeliveryEntry[]): Promise<readonly DeliveryEntry[]> {
  if (entries.length === 0) return [];
  const sql = 'SELECT guid FROM firebreak.inbox WHERE guid IN (SELECT jsonb_array_elements_text($1::text::jsonb))';
  const { rows } = await database.query<{ guid: string }>(sql, [JSON.stringify(entries.map((entry) => entry.guid))]);
  const stored = new Set(rows.map((row) => row.guid));
  const created = await createdAt(database);
  // Before this database existed nothing was stored here: of that time only what GitHub saw fail is asked for; the threads bring the rest.
  return entries.filter(
    (entry) => !stored.has(entry.guid) && (failed(entry) || compare(entry.deliveredAt, created) >= 0),
  );
}

function failed(entry: DeliveryEntry): boolean {
  return entry.statusCode < 200 || entry.statusCode >= 300;
}

async function createdAt(database: Database): Promise<Timestamp> {
  const sql = `SELECT (value #>> '{}')::timestamptz AS at FROM firebreak.meta WHERE name = 'created_at'`;
  const [row] = (await database.query<{ at: Date }>(sql)).rows;
  if (row === undefined) throw new Error('The database does not say when it was created.');
  return instantOf(row.at);
}
