// The worker's part that says what pull requests propose: after whatever holds something back, and never in its way.

import type { Untouched } from '../../core/proposal/untouched-in-lane.ts';
import { later, plus, type Timestamp } from '../../core/time.ts';
import { GitHubUnavailable } from '../github/port.ts';
import type { Clock } from './clock.ts';
import type { Database } from './database/database.ts';
import {
  dropAsks,
  dropProposals,
  type Ground,
  type ProposalAsk,
  putOffAsks,
  type StoredAsk,
  storeProposals,
} from './freeze-asks.ts';
import type { Pass } from './freeze-pass.ts';
import { type Log, messageOf } from './log.ts';

export type ProposeParts = {
  readonly database: Database;
  readonly clock: Clock;
  readonly log: Log;
  /** Says on their heads what pull requests propose; absent: nothing of it is built in. */
  readonly propose?: (ground: Ground, asks: readonly ProposalAsk[], signal: AbortSignal) => Promise<void>;
};

/** When GitHub does not say when to come again. */
const AGAIN = 'PT10S';

/** One that cannot be made holds nothing up: the next look at the whole repository finds the head without it. */
export async function attemptProposals(
  parts: ProposeParts,
  ground: Ground,
  asks: readonly StoredAsk[],
  signal: AbortSignal,
): Promise<Timestamp | null> {
  if (asks.length === 0) return null;
  const proposals = asks.flatMap(({ ask }) => (ask.is === 'proposal' ? [ask] : []));
  const { owner, repo, repositoryId } = ground;
  try {
    await parts.propose?.(ground, proposals, signal);
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof GitHubUnavailable) {
      const until = againAt(error, parts.clock.now());
      await putOffUntil(parts, asks, until);
      return until;
    }
    const details = { repositoryId, owner, repo, error };
    parts.log(
      'warn',
      'proposal-unread',
      `What is proposed in ${owner}/${repo} could not be judged: ${messageOf(error)}`,
      details,
    );
  }
  await parts.database.transaction((tx) => dropAsks(tx, idsOf(asks)));
  return null;
}

function idsOf(asks: readonly StoredAsk[]): readonly number[] {
  return asks.map(({ id }) => id);
}

/** When GitHub is asked again that cannot be asked now. */
export function againAt({ retryAt }: GitHubUnavailable, now: Timestamp): Timestamp {
  return retryAt === null ? plus(now, AGAIN) : later(retryAt, plus(now, 'PT1S'));
}

/** They wait until then. */
export async function putOffUntil(parts: ProposeParts, asks: readonly StoredAsk[], until: Timestamp): Promise<void> {
  if (asks.length > 0) await parts.database.transaction((tx) => putOffAsks(tx, idsOf(asks), until));
}

/** What the lanes have told is settled; what a look at all has found is asked. */
export async function keepProposals(
  { database }: ProposeParts,
  ground: Ground,
  { proposed }: Pass,
  untouched: readonly Untouched[],
): Promise<void> {
  const isSaid = (sha: string) => untouched.some((one) => one.sha === sha);
  await database.transaction(async (tx) => {
    await dropProposals(tx, ground, untouched);
    await storeProposals(
      tx,
      ground,
      proposed.filter(({ sha }) => !isSaid(sha)),
    );
  });
}
