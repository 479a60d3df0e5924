// GitHub cannot be asked, and a page may be due: what is known without it decides, and goes to the channels (DESIGN section 3: paging fails open).
import type { Offline } from '../../core/channels/page-out-of-band.ts';
import type { Telling } from '../../core/channels/telling.ts';
import { Trigger } from '../../core/trigger.ts';
import type { Clock } from './clock.ts';
import type { Database, Row } from './database/database.ts';
import { type DatabaseStoreParts, databaseStore } from './database-store.ts';
import type { SaveTellings } from './lane-store.ts';
import type { Log } from './log.ts';
import type { LoopParts } from './parts.ts';
import { knownPolicy } from './policy-in-force.ts';

export type PageInsteadParts = DatabaseStoreParts &
  Pick<LoopParts, 'policyFrom' | 'readKept'> & {
    readonly tell: SaveTellings;
    readonly connected: readonly string[];
    /** GitHub's address for people. */
    readonly web: string;
    readonly pageOutOfBand: (offline: Offline) => readonly Telling[];
    readonly clock: Clock;
    readonly log: Log;
  };

export type PageInstead = {
  /** GitHub could not be asked about this incident: what waits is looked at now, and with every sweep until it can. */
  held(key: string): Promise<void>;
  /** It could be asked again. */
  freed(key: string): void;
  /** Looks at every incident that is held. */
  sweep(): Promise<void>;
};

/** Remembers in memory who is held: after a restart the doorbells find out again. */
export function createPageInstead(parts: PageInsteadParts): PageInstead {
  const held = new Set<string>();
  let before: Promise<void> = Promise.resolve();
  // One after the other, since each counts what the others did.
  const inTurn = (key: string): Promise<void> => {
    const turn = before.catch(() => undefined).then(() => pageFor(parts, key));
    before = turn;
    return turn;
  };
  return {
    async held(key) {
      held.add(key);
      await inTurn(key);
    },
    freed: (key) => held.delete(key),
    async sweep() {
      for (const key of held) await inTurn(key);
    },
  };
}

/** Of what waits, the first that must page does; the key of the page keeps it to one. */
async function pageFor(parts: PageInsteadParts, key: string): Promise<void> {
  for (const trigger of await waitingTriggers(parts.database, key)) {
    const tellings = await tellingsFor(parts, key, trigger);
    if (tellings.length === 0) continue;
    if (await hadItsShare(parts.database, trigger)) {
      const text = `GitHub cannot be asked, and the repository of ${key} had its share of pages for the hour.`;
      return parts.log('warn', 'paged-too-often', text, { incident: key });
    }
    const { issue, installationId } = trigger;
    const change = { key, issue, installationId, tellings, outOfBand: true } as const;
    const fresh = await parts.database.transaction((tx) => parts.tell(tx, change));
    if (fresh.length > 0) parts.log('warn', 'paged-instead', wordsFor(key, tellings), { incident: key });
    return;
  }
}

/** So many incidents of a repository are paged out of band in an hour: nobody can be asked who may declare, and whoever may open issues can make them. */
const MOST_AN_HOUR = 10;

async function hadItsShare(database: Database, { issue }: Trigger): Promise<boolean> {
  const sql = `SELECT count(DISTINCT incident_key)::int AS paged FROM firebreak.tellings
    WHERE out_of_band AND created_at > now() - interval '1 hour' AND (issue->>'repositoryId')::bigint = $1
      AND (issue->>'number')::int <> $2`;
  const { rows } = await database.query<{ paged: number }>(sql, [issue.repositoryId, issue.number]);
  return (rows[0]?.paged ?? 0) >= MOST_AN_HOUR;
}

function wordsFor(key: string, tellings: readonly Telling[]): string {
  return `GitHub cannot be asked: ${key} is paged by ${tellings.map(({ channel }) => channel).join(', ')}.`;
}

async function tellingsFor(parts: PageInsteadParts, key: string, trigger: Trigger): Promise<readonly Telling[]> {
  const store = databaseStore(parts, null);
  const { record } = await store.load(key);
  const policy = await knownPolicy(parts, store, record, trigger.issue.repositoryId);
  const { connected, web, clock } = parts;
  return parts.pageOutOfBand({ trigger, record, policy, web, connected, now: clock.now() });
}

async function waitingTriggers(database: Database, key: string): Promise<readonly Trigger[]> {
  const sql = `SELECT trigger FROM firebreak.inbox WHERE incident_key = $1 AND state = 'waiting' ORDER BY id LIMIT 50`;
  const { rows } = await database.query<Row & { trigger: unknown }>(sql, [key]);
  return rows.flatMap(({ trigger }) => {
    const parsed = Trigger.safeParse(trigger);
    return parsed.success ? [parsed.data] : [];
  });
}
