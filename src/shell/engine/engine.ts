// The durable loop as one value: what the app starts, feeds with deliveries, asks for its health, and stops.
import { setTimeout } from 'node:timers/promises';
import type { Brain } from '../../core/brain.ts';
import type { Checker } from '../checks/checker.ts';
import type { AppGateway } from '../github/port.ts';
import type { OnCallSource } from '../notify/on-call-source.ts';
import type { About } from '../payloads/reading.ts';
import { areChecksMade, checkDoors, checkHandler } from './check-jobs.ts';
import { type Chores, createChores } from './chores.ts';
import type { Clock } from './clock.ts';
import type { Database } from './database/database.ts';
import { answers } from './depth.ts';
import { createFreezing, type EngineFreezes } from './freeze-engine.ts';
import { followFreeze } from './freeze-state.ts';
import { acceptInto, createInbox, type Delivery, type Inbox } from './inbox.ts';
import { type Located, locate } from './known-incidents.ts';
import type { Log } from './log.ts';
import { purge } from './maintenance.ts';
import type { PolicyFrom, ReadCard, ReadTemplates, Ready } from './parts.ts';
import { policyParts } from './policy-memory.ts';
import { followPulls } from './proposal-follow.ts';
import { createQueue, type Queue, type Retry } from './queue.ts';
import { handlersOf } from './queue-handlers.ts';
import { createReconciler, type Reconciled, type Reconciler } from './reconcile.ts';
import { carryOutRest, carryOutRow, decideRow, type RowParts } from './row.ts';
import { identityOf } from './self.ts';
import { createStats, type Stats, type StatsKeeper } from './stats.ts';
import { createTelling, type EngineChannels, laneDoors, type TellingEngine } from './telling-engine.ts';
import { createTimers } from './timers.ts';
import { createUnreadFirst, type UnreadFirst } from './unread-first.ts';
import { type Alert, createPauses, type Handled, type WorkerParts } from './worker.ts';

export type EngineOptions = {
  /** Accounts beside our own whose cards may be believed (a workflow's bot). The signature must hold as well. */
  readonly trustedBotIds?: readonly number[];
  /** Real milliseconds between two comparisons with GitHub; null: only when asked. Five minutes when absent. */
  readonly reconcileEvery?: number | null;
  /** How a failed doorbell is rung again; as measured when absent. A rehearsal is less patient. */
  readonly retry?: Retry;
  readonly onHandled?: (handled: Handled) => void;
  readonly onAlert?: (alert: Alert) => void;
};

export type EngineParts = {
  readonly database: Database;
  readonly brain: Brain;
  readonly appGateway: AppGateway;
  readonly ready: Ready;
  readonly readCard: ReadCard;
  /** Absent: messages are in our words. */
  readonly readTemplates?: ReadTemplates;
  readonly policyFrom: PolicyFrom;
  readonly onCall?: OnCallSource;
  /** Makes checks from this server; absent: it makes none. */
  readonly checker?: Checker;
  /** Whether a comment may need an answer: what is worth a trigger when it is found late. */
  readonly mayNeedAnswer: (body: string) => boolean;
  readonly clock: Clock;
  readonly log: Log;
  /** Channels beside GitHub; absent: none. */
  readonly channels?: EngineChannels;
  /** Merges and deployments of frozen repositories; absent: nothing is held back. */
  readonly freezes?: EngineFreezes;
  readonly options?: EngineOptions;
};

export type Readiness = { readonly queue: boolean; readonly database: boolean };

export type Engine = {
  /** Starts the workers and rings for what a predecessor left. */
  start(): Promise<void>;
  /** Deliveries are taken from now on: compares with GitHub at once, and then again and again. Not before: what GitHub sends again would meet nobody. */
  attend(): void;
  /** Finishes or releases what is in hand, within 10 s. The database stays open: it is the caller's. */
  stop(): Promise<void>;
  /** Stores the deliveries; resolves when they are safe (answer 202), throws when they are not (answer 503). */
  accept(deliveries: readonly Delivery[]): Promise<void>;
  /** Where the incidents are that something is about; none that is not known here. */
  locate(about: About): Promise<readonly Located[]>;
  /** Compares every open incident and the delivery log with what is known here. One at a time: a second call joins the first. */
  reconcile(): Promise<Reconciled>;
  /** Moves the clock to this many milliseconds ahead of real time, and looks at once at what is due by then. */
  setClockOffset(milliseconds: number): Promise<void>;
  readiness(): Promise<Readiness>;
  stats(): Stats;
  /** Resolves when no comparison with GitHub runs, every stored delivery is handled, every effect carried out, and nothing that is due was left. */
  idle(): Promise<void>;
};

const RECONCILE_EVERY = 5 * 60 * 1000;
const SWEEP_EVERY = 30 * 1000;
/** With the clock moved, pg-boss (on real time) can be far off: the sweep then carries the timers. */
const SWEEP_MOVED_EVERY = 1000;
const PURGE_EVERY = 60 * 60 * 1000;
/** Of the 10 s that a stop may take, what jobs in hand get. */
const STOP_WAIT = 8000;
/** What a comparison gets after that to come to a place where it can stop. */
const STOP_REST = 1500;
const IDLE_EVERY = 20;

/** Builds the engine; nothing happens before `start`. */
export function createEngine(parts: EngineParts): Engine {
  const { database, clock, log } = parts;
  const queue = createQueue(database, log, parts.options?.retry);
  const inbox = createInbox(database, queue);
  const timers = createTimers(database, queue, clock);
  const stats = createStats();
  const state = { stopping: false };
  const rowParts = rowPartsOf(parts, queue, timers.schedule);
  const telling = parts.channels === undefined ? null : createTelling(parts.channels, rowParts, queue);
  const freezing = createFreezing(parts.freezes, rowParts, queue);
  const unreadFirst = createUnreadFirst({ ...parts, inbox, self: rowParts.self });
  const worker = workerOf({ parts, rowParts, queue, inbox, stats, state, telling, unreadFirst });
  const sweep = async () => {
    await timers.sweep();
    await telling?.sweep();
    await freezing?.sweep();
  };
  const comparing = createReconciler({ ...parts, inbox, self: rowParts.self, onCompared: freezing?.compared });
  const reconciler = freezing === null ? comparing : freezing.comparing(comparing);
  const chores = createChores(log);
  return {
    async start() {
      unreadFirst.began();
      await queue.start(handlersOf(worker, timers, telling, freezing, checkHandler({ ...parts, ...rowParts })));
      await inbox.ringUnfinished();
      await sweep();
      planChores(parts, chores, sweep);
    },
    attend: () => planComparisons(parts, chores, reconciler),
    async stop() {
      state.stopping = true;
      const rest = Promise.all([chores.stop(), reconciler.stop()]);
      await queue.stop(STOP_WAIT);
      // Not a reason to stay alive.
      await Promise.race([rest, setTimeout(STOP_REST, undefined, { ref: false })]);
    },
    async accept(deliveries) {
      if (!queue.running()) throw new Error('The engine is not running.');
      const fresh = await inbox.accept(deliveries);
      stats.accepted(deliveries.length, fresh);
    },
    locate: (about) => locate(database, about),
    reconcile: reconciler.reconcile,
    async setClockOffset(milliseconds) {
      clock.setOffset(milliseconds);
      chores.again('sweep');
      await sweep();
    },
    readiness: async () => ({ queue: queue.running(), database: await answers(database) }),
    stats: stats.read,
    async idle() {
      await reconciler.settled();
      const isIdle = async () =>
        (await inbox.isIdle()) &&
        (await telling?.isIdle()) !== false &&
        (await freezing?.isIdle()) !== false &&
        (await areChecksMade(database));
      // What was in hand may have made something due, so the sweep comes after it, and once more after what the sweep rang for.
      do {
        while (!(await isIdle())) await setTimeout(IDLE_EVERY);
        await sweep();
      } while (!(await isIdle()));
    },
  };
}

type Built = {
  readonly parts: EngineParts;
  readonly rowParts: RowParts;
  readonly queue: Queue;
  readonly inbox: Inbox;
  readonly stats: StatsKeeper;
  readonly state: { readonly stopping: boolean };
  readonly telling: TellingEngine | null;
  readonly unreadFirst: UnreadFirst;
};

function workerOf({ parts, rowParts, queue, inbox, stats, state, telling, unreadFirst }: Built): WorkerParts {
  const { onHandled, onAlert } = parts.options ?? {};
  return {
    inbox,
    clock: parts.clock,
    log: parts.log,
    pauses: createPauses(parts.clock),
    decide: async (row, trigger) => (await unreadFirst.before(trigger)) ?? decideRow(rowParts, row, trigger),
    carryOut: (row, trigger, signal) => carryOutRow(rowParts, row, trigger, signal),
    carryOutRest: (key, signal) => carryOutRest(rowParts, key, signal),
    ringLater: queue.ringLater,
    onHeld: async (key) => telling?.held(key),
    onFreed: (key) => telling?.freed(key),
    stopping: () => state.stopping,
    onHandled: (handled) => {
      stats.handled(handled);
      onHandled?.(handled);
    },
    onAlert: (alert) => {
      stats.alert();
      onAlert?.(alert);
    },
  };
}

function planChores(parts: EngineParts, chores: Chores, sweep: () => Promise<void>): void {
  const sweepEvery = () => (parts.clock.offset() === 0 ? SWEEP_EVERY : SWEEP_MOVED_EVERY);
  chores.every(sweepEvery, 'sweep', sweep);
  const purgeOld = () => purge(parts.database);
  chores.every(() => PURGE_EVERY, 'purge', purgeOld);
}

function planComparisons(parts: EngineParts, chores: Chores, reconciler: Reconciler): void {
  const period = parts.options?.reconcileEvery === undefined ? RECONCILE_EVERY : parts.options.reconcileEvery;
  if (period === null) return;
  chores.now('reconcile', reconciler.reconcile);
  chores.every(() => period, 'reconcile', reconciler.reconcile);
}

function rowPartsOf(parts: EngineParts, queue: Queue, schedule: RowParts['schedule']): RowParts {
  const { database, appGateway, brain, ready, readCard, readTemplates, policyFrom, onCall, clock, log } = parts;
  return {
    database,
    schedule,
    deliver: (tx, deliveries) => acceptInto(tx, queue, deliveries),
    ...laneDoors(parts.channels, queue),
    ...(parts.freezes === undefined
      ? {}
      : {
          followFreeze: async (tx, change) => {
            await followFreeze(tx, queue, change);
            await followPulls(tx, queue, change);
          },
        }),
    ...checkDoors(parts.checker, queue),
    brain: brain satisfies Brain,
    ready,
    readCard,
    ...(readTemplates === undefined ? {} : { readTemplates }),
    ...policyParts(policyFrom, clock),
    policies: new Map(),
    ...(onCall === undefined ? {} : { onCall }),
    clock,
    log,
    self: identityOf(appGateway, parts.options?.trustedBotIds ?? []),
    gateway: (installationId) => {
      if (installationId === null) throw new Error('The trigger names no installation: nobody to ask GitHub as.');
      return appGateway.incidents(installationId);
    },
  };
}
