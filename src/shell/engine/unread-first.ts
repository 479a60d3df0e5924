// What came due while nothing ran waits until what people wrote meanwhile is handled: whoever acknowledged an hour ago is not paged over.
import { compare, type Timestamp } from '../../core/time.ts';
import { incidentKey, type Trigger } from '../../core/trigger.ts';
import { GitHubRefused } from '../github/port.ts';
import { type ComparisonParts, unreadIn } from './compare-incident.ts';
import { knownIncident } from './known-incidents.ts';
import { tickOf } from './timers.ts';

export type UnreadFirst = {
  /** From here on its webhooks are taken: what is due earlier came due without us. */
  began(): void;
  /** Null: the trigger may be decided. Else what people wrote is in the inbox, the same timer again behind it, and this is the reason code of the row. */
  before(trigger: Trigger): Promise<string | null>;
};

/** Reads a thread only for a timer of an instant before the engine began. Throws `GitHubUnavailable`; where GitHub refuses, nothing waits. */
export function createUnreadFirst(parts: ComparisonParts): UnreadFirst {
  let start: Timestamp | null = null;
  return {
    began: () => {
      start = parts.clock.now();
    },
    async before(trigger) {
      const isOurs = trigger.kind === 'tick' && start !== null && compare(trigger.at, start) < 0;
      return isOurs ? readFirst(parts, trigger) : null;
    },
  };
}

async function readFirst(parts: ComparisonParts, trigger: Trigger): Promise<string | null> {
  const { issue, installationId } = trigger;
  const key = incidentKey(issue);
  const known = await knownIncident(parts.database, key);
  if (known === null || installationId === null) return null;
  const unread = await unreadIn(parts, installationId, issue, known).catch((error: unknown) => {
    if (error instanceof GitHubRefused) return null;
    throw error;
  });
  if (unread === null || unread.deliveries.length === 0) return null;
  await parts.inbox.accept([...unread.deliveries, tickOf(issue, installationId, parts.clock.now())]);
  return 'deferred:unread-commands';
}
