// What of a lane is still to be told, and when: what is not is settled, and what a channel that was taken out of the policy is not told is recorded.
import { asItIsNow, heldUntil, isTakenOut, overBy } from '../../core/channels/fate.ts';
import { isLongDown, isStillWanted, supersededBy } from '../../core/channels/still-wanted.ts';
import type { Incident } from '../../core/incident/record.ts';
import type { Policy } from '../../core/policy/policy.ts';
import { later, plus, type Timestamp } from '../../core/time.ts';
import { asDropped } from './channel-news.ts';
import type { Database, Queryable } from './database/database.ts';
import type { Delivery } from './inbox.ts';
import { type Lane, settleTellings, type Waiting } from './lane-store.ts';

/** What became of one telling, for metrics. */
export type ToldOutcome = 'done' | 'retried' | 'failed' | 'superseded';

/** `isCertain`: it is the repository's own; without a policy that was good nothing is known against a channel. */
export type LanePolicy = { readonly policy: Policy; readonly isCertain: boolean };

export type WantedParts = {
  readonly database: Database;
  /** What the incident goes by, of the newest that any instance knows. */
  readonly policyOf: (record: Incident | null, repositoryId: number) => Promise<LanePolicy>;
  /** Puts deliveries of our own into the inbox, in the given transaction. */
  readonly deliver: (tx: Queryable, deliveries: readonly Delivery[]) => Promise<unknown>;
  readonly onTold: (connection: string, outcome: ToldOutcome) => void;
};

/** What waits in the lane, without what is not to be told any more; each as it is to be told, and from when. */
export async function wantedIn(parts: WantedParts, lane: Lane, now: Timestamp): Promise<readonly Waiting[]> {
  const { waiting, record } = lane;
  const [first] = waiting;
  if (first === undefined) return [];
  const { policy, isCertain } = await parts.policyOf(record, first.issue.repositoryId);
  const out = isCertain ? waiting.filter(({ telling }) => isTakenOut(telling, policy)) : [];
  const kept = withoutUnwanted(
    lane,
    waiting.filter((each) => !out.includes(each)),
    now,
  );
  const gone = waiting.filter((each) => !kept.includes(each));
  if (gone.length > 0) await settle(parts, lane, gone, out, now);
  return kept.map((each) => ({
    ...each,
    telling: asItIsNow(each.telling, record, policy, now),
    notBefore: startOf(each, heldUntil(each.telling, record, policy, now), now),
  }));
}

function startOf({ notBefore, isHeld }: Waiting, held: Timestamp | null, now: Timestamp): Timestamp | null {
  const from = isHeld ? plus(now, 'PT1M') : notBefore;
  return from === null || held === null ? (from ?? held) : later(from, held);
}

function withoutUnwanted({ record, state }: Lane, waiting: readonly Waiting[], now: Timestamp): readonly Waiting[] {
  const wanted = waiting.filter(({ telling, isDone }) => !isDone && isStillWanted(telling, record, now));
  const over = overBy(wanted.map((each) => ({ ...each.telling, each }))).map(({ each }) => each);
  const open = wanted.filter((each) => !over.includes(each));
  // What only stands in for GitHub replaces nothing: it may never be told.
  const unsent = open.filter(
    ({ telling, attempts, state: at }) => telling.instead === undefined && (attempts === 0 || at === 'pending'),
  );
  const older = isLongDown(state.since, now)
    ? supersededBy(unsent.map((each) => ({ ...each, event: each.telling.event }))).map(({ id }) => id)
    : [];
  return open.filter(({ id }) => !older.includes(id));
}

async function settle(
  parts: WantedParts,
  lane: Lane,
  gone: readonly Waiting[],
  out: readonly Waiting[],
  now: Timestamp,
): Promise<void> {
  await parts.database.transaction(async (tx) => {
    await settleTellings(
      tx,
      gone.map(({ id }) => id),
      'superseded',
      null,
    );
    await parts.deliver(tx, asDropped(lane, out, now));
  });
  for (const { telling } of gone) parts.onTold(telling.connection, 'superseded');
}
