// Finds what was already said: our own comments that carry the marks of effects.
import type { IssueRef } from '../../core/incident/record.ts';
import { ownEffectKeys } from '../../core/marker.ts';
import type { Client } from './client.ts';
import { commentPages } from './thread.ts';

export type OwnComment = { readonly id: number; readonly nodeId: string };

/**
 * By effect key; the oldest where there are several. Marks in comments that others wrote or edited are quotations or forgeries, so the numeric
 * ids of author and editor decide. The newest pages are read first: what is looked for was just sent, if at all.
 */
export async function findOwnComments(
  client: Client,
  issue: IssueRef,
  keys: readonly string[],
  ownIds: readonly number[],
): Promise<ReadonlyMap<string, OwnComment>> {
  const found = new Map<string, OwnComment>();
  if (keys.length === 0) return found;
  for await (const comments of commentPages(client, issue, 'newest-first')) {
    for (const { live } of comments) {
      const { id, nodeId } = live;
      for (const key of ownEffectKeys(live, ownIds)) if (keys.includes(key)) found.set(key, { id, nodeId });
    }
    if (found.size === new Set(keys).size) break;
  }
  return found;
}
