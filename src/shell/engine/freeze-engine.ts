// The engine's part that holds merges and deployments back: beside the incidents' loop, one repository at a time.
import type { FreezeGateways } from '../github/freeze/port.ts';
import type { HotfixGateways } from '../github/hotfix/port.ts';
import type { ProposalGateways } from '../github/proposal/port.ts';
import { type Clock, realTime } from './clock.ts';
import { createCourtesy } from './courtesy.ts';
import type { Database, Queryable } from './database/database.ts';
import { askedRepositories, type Ground, storeAsks, wakeAsks } from './freeze-asks.ts';
import { type BranchMemory, createBranchMemory } from './freeze-pass.ts';
import { askFrozen } from './freeze-state.ts';
import { drainFreeze, type FreezeParts } from './freeze-worker.ts';
import { askLanes } from './hotfix-lanes.ts';
import type { Delivery } from './inbox.ts';
import { lastGoodPolicy } from './last-good-policy.ts';
import type { Log } from './log.ts';
import { knownPolicy } from './policy-in-force.ts';
import { judgeProposals } from './proposal-judge.ts';
import type { JudgePolicy } from './proposal-policy.ts';
import type { Queue } from './queue.ts';
import type { Reconciler } from './reconcile.ts';
import type { RowParts } from './row.ts';

/** What the engine is given to hold something back, and to say what is proposed. `web`: GitHub's address for people. */
export type EngineFreezes = FreezeGateways &
  Partial<HotfixGateways> & {
    readonly propose?: ProposalGateways & { readonly judgePolicy: JudgePolicy };
    readonly web: string;
  };

export type FreezeEngine = {
  /** Looks at what was asked of a repository, by its id. */
  drain(repository: string, signal: AbortSignal): Promise<void>;
  /** Rings for every repository that has something to be looked at and was not rung for. */
  sweep(): Promise<void>;
  /** The comparison with GitHub, and then every repository looked at in which something is frozen: events may have been lost. */
  comparing(reconciler: Reconciler): Reconciler;
  /** A repository was compared with GitHub: what is known of its incidents is all there is, and what waited for that is looked at. */
  compared(repositoryId: number): Promise<void>;
  /** Whether nothing that could be looked at now is left. */
  isIdle(): Promise<boolean>;
};

type Parts = {
  readonly database: Database;
  readonly clock: Clock;
  readonly log: Log;
  readonly deliver: (tx: Queryable, deliveries: readonly Delivery[]) => Promise<unknown>;
} & Pick<RowParts, 'policyFrom' | 'readKept' | 'policies' | 'readCard' | 'self'>;

/** Null where nothing is held back: then nothing of it runs. */
export function createFreezing(given: EngineFreezes | undefined, parts: Parts, queue: Queue): FreezeEngine | null {
  if (given === undefined) return null;
  const { database, clock, log, deliver } = parts;
  const compared = new Set<number>();
  const asking = new Map<number, Ground>();
  const branches = createBranchMemory(clock);
  const worker: FreezeParts = {
    ...proposing(given, parts, branches),
    database,
    gateway: given.freezes,
    ...(given.hotfixes === undefined ? {} : { hotfixes: given.hotfixes }),
    policyOf: (record, repositoryId) =>
      knownPolicy(
        parts,
        { lastGoodPolicy: (id) => lastGoodPolicy(database, parts.policies, id) },
        record,
        repositoryId,
      ),
    web: given.web,
    deliver,
    ringAt: (repository, at) => queue.ringFreezeAt(repository, realTime(clock, at)),
    branches,
    compared,
    asking,
    tries: new Map(),
    waiting: new Map(),
    clock,
    log,
  };
  return {
    drain: (repository, signal) => drainFreeze(worker, repository, signal),
    async sweep() {
      const asked = await askedRepositories(database, clock.now());
      if (asked.length > 0) await database.transaction((tx) => queue.ringFreezes(tx, asked));
    },
    comparing: (reconciler) => ({
      ...reconciler,
      async reconcile() {
        const compared = await reconciler.reconcile();
        await askFrozen(database, queue);
        await askLanes(database, queue);
        await lookWhole(database, queue, asking);
        return compared;
      },
    }),
    async compared(repositoryId) {
      if (compared.has(repositoryId)) return;
      compared.add(repositoryId);
      await wakeAsks(database, queue, repositoryId);
    },
    isIdle: async () => (await askedRepositories(database, clock.now())).length === 0,
  };
}

/** Says what pull requests propose, where that is built in. */
function proposing(
  { freezes, propose }: EngineFreezes,
  { database, clock, readCard, self, policyFrom }: Parts,
  branches: BranchMemory,
): Pick<FreezeParts, 'propose'> {
  if (propose === undefined) return {};
  const parts = {
    ...{ ...propose, gateway: freezes, branches, database, readCard, policyFrom },
    courtesy: createCourtesy(clock),
    botIds: async () => (await self()).botIds,
  };
  return { propose: (ground, asks, signal) => judgeProposals(parts, ground, asks, signal) };
}

/** Heads may be there that no event told of: those of pull requests that were open when the rule was made, and what GitHub did not have yet. */
async function lookWhole(database: Database, queue: Queue, asking: ReadonlyMap<number, Ground>): Promise<void> {
  const asks = [...asking.values()].map(({ repositoryId, installationId, owner, repo }) => ({
    repositoryId,
    installationId,
    owner,
    repo,
    ask: { is: 'all' as const },
  }));
  if (asks.length > 0) await database.transaction((tx) => storeAsks(tx, queue, asks));
}
