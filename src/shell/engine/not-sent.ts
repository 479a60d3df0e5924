// What of the outbox is not sent any more: a newer one says it, or nobody needs it. It is settled as superseded.
import type { Incident } from '../../core/incident/record.ts';
import type { tellingWithdrawn } from './page-proof.ts';
import type { Outbox, OutboxEntry } from './store.ts';

/** Of several cards only the newest is worth sending. One that may already have been created is kept in mind by `lookFor`. */
export async function withoutSuperseded(
  outbox: Outbox,
  entries: readonly OutboxEntry[],
): Promise<readonly OutboxEntry[]> {
  const newest = entries.findLast((entry) => entry.effect.kind === 'card');
  const kept: OutboxEntry[] = [];
  for (const entry of entries) {
    const superseded = entry.effect.kind === 'card' && entry !== newest && entry.state === 'pending';
    if (superseded) await outbox.settle(entry, { state: 'superseded', result: null });
    else kept.push(entry);
  }
  return kept;
}

/** A page that nobody needs any more, or not now, is not sent, now that it is known that it was not sent already; the incident hears of it. */
export async function withoutWithdrawn(
  outbox: Outbox,
  withdrawn: ReturnType<typeof tellingWithdrawn>,
  entries: readonly OutboxEntry[],
  record: Incident,
): Promise<readonly OutboxEntry[]> {
  const kept: OutboxEntry[] = [];
  for (const entry of entries) {
    const ofPage = await withdrawn(entry.effect, record);
    if (ofPage === null) kept.push(entry);
    else await outbox.settle(entry, { state: 'superseded', result: null, ofPage });
  }
  return kept;
}
