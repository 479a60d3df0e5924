// pg-boss with the settings that were measured (`measured-settings.md`): jobs are doorbells, the inbox is the queue.
import { type ConnectionOptions, PgBoss } from 'pg-boss';
import type { CheckJob } from './check-jobs.ts';
import type { Database, Queryable } from './database/database.ts';
import type { Log } from './log.ts';
import {
  CHECK,
  checkQueue,
  concurrency,
  DEAD,
  deadQueue,
  FREEZE,
  lanesAtATime,
  measuredRetry,
  type Retry,
  TELL,
  TIMERS,
  tellQueue,
  timerQueue,
  WORK,
  workQueue,
} from './queue-settings.ts';

import { type QueueHandlers, startChecking, startLanes, startWorkers } from './queue-workers.ts';

export type { Retry } from './queue-settings.ts';
export type { QueueHandlers } from './queue-workers.ts';

export type Queue = {
  start(handlers: QueueHandlers): Promise<void>;
  /** Rings for these incidents, in the given transaction. */
  ring(tx: Queryable, incidents: readonly string[]): Promise<void>;
  /** Rings for the incident a little later. Unlike a doorbell that failed, this one does not hold up others of the incident. */
  ringLater(incident: string): Promise<void>;
  /** Rings for these lanes, in the given transaction. */
  ringLanes(tx: Queryable, lanes: readonly string[]): Promise<void>;
  /** Rings for the lane at a real instant, unless it is rung before that anyway. */
  ringLaneAt(lane: string, at: Date): Promise<void>;
  /** As for lanes: rings for these repositories, by id. */
  ringFreezes(tx: Queryable, repositories: readonly string[]): Promise<void>;
  ringFreezeAt(repository: string, at: Date): Promise<void>;
  /** Has checks made, in the given transaction. */
  askChecks(tx: Queryable, jobs: readonly CheckJob[]): Promise<void>;
  /** Sets (or moves) the incident's one timer to a real instant, in the given transaction. */
  setTimer(tx: Queryable, incident: string, at: Date | number): Promise<void>;
  /** Waits at most `milliseconds` for jobs in hand, then releases them. */
  stop(milliseconds: number): Promise<void>;
  /** Whether the queue has started and was not stopped. */
  running(): boolean;
};

/** The queue on this database; nothing happens before `start`. */
export function createQueue(database: Database, log: Log, retry: Retry = measuredRetry): Queue {
  const boss = new PgBoss({
    ...database.bossOptions,
    schema: 'pgboss',
    useListenNotify: true,
    superviseIntervalSeconds: 5,
    monitorIntervalSeconds: 5,
    schedule: false,
  });
  boss.on('error', (error) => log('warn', 'queue-error', error.message));
  boss.on('warning', (warning) => log('warn', 'queue-warning', warning.message));
  let running = false;
  let waiting = 0;
  return {
    async start(handlers) {
      await boss.start();
      await createQueues(boss, retry);
      if (database.kind === 'pglite') await releaseHeld(database, boss);
      await startWorkers(boss, concurrency(database), handlers, () => {
        waiting = Math.max(0, waiting - 1);
        return waiting > 0;
      });
      if (handlers.tell !== undefined) await startLanes(boss, TELL, lanesAtATime(database), handlers.tell);
      // One is enough: what it does is bounded by GitHub's limits.
      if (handlers.freeze !== undefined) await startLanes(boss, FREEZE, 1, handlers.freeze);
      if (handlers.check !== undefined) await startChecking(boss, handlers.check);
      running = true;
    },
    async ring(tx, incidents) {
      if (incidents.length === 0) return;
      const rung = await stillRinging(tx, WORK, incidents);
      const jobs = incidents.filter((incident) => !rung.has(incident));
      waiting += jobs.length;
      if (jobs.length === 0) return;
      await boss.insert(
        WORK,
        jobs.map((incident) => ({ singletonKey: incident, data: { incident } })),
        through(tx),
      );
    },
    ringLanes: (tx, lanes) => ringIn(boss, tx, TELL, lanes),
    ringLaneAt: (lane, at) => ringAt(boss, database, TELL, lane, at),
    ringFreezes: (tx, repositories) => ringIn(boss, tx, FREEZE, repositories),
    ringFreezeAt: (repository, at) => ringAt(boss, database, FREEZE, repository, at),
    askChecks: (tx, jobs) => askChecks(boss, tx, jobs),
    ringLater: (incident) => database.transaction((tx) => ringLater(boss, tx, incident, retry.later)),
    async setTimer(tx, incident, at) {
      await boss.upsert(TIMERS, { incident }, { singletonKey: incident, startAfter: at, ...through(tx) });
    },
    async stop(milliseconds) {
      running = false;
      await boss.stop({ graceful: true, timeout: milliseconds });
    },
    running: () => running,
  };
}

async function askChecks(boss: PgBoss, tx: Queryable, jobs: readonly CheckJob[]): Promise<void> {
  if (jobs.length === 0) return;
  await boss.insert(
    CHECK,
    jobs.map((data) => ({ data })),
    through(tx),
  );
}

/** pg-boss inside our transaction. Never `fromPglite(tx)`: after a failed statement that rolls back *our* transaction. */
function through(tx: Queryable): ConnectionOptions {
  return { db: { executeSql: async (text, values) => ({ rows: [...(await tx.query(text, values)).rows] }) } };
}

/**
 * Incidents that have a doorbell nobody has answered yet. It is locked until this transaction ends, so whoever answers it sees what the
 * transaction stored; one that is being answered right now is locked already and does not count. One doorbell per incident keeps the
 * queue as short as there are incidents: to find the next job, pg-boss looks at all that wait.
 */
async function stillRinging(tx: Queryable, queue: string, incidents: readonly string[]): Promise<ReadonlySet<string>> {
  const sql = `SELECT singleton_key AS key FROM pgboss.job
    WHERE name = $1 AND state = 'created' AND policy = 'key_strict_fifo' AND NOT blocked AND start_after <= now()
      AND singleton_key IN (SELECT jsonb_array_elements_text($2::text::jsonb))
    FOR UPDATE SKIP LOCKED`;
  const { rows } = await tx.query<{ key: string }>(sql, [queue, JSON.stringify(incidents)]);
  return new Set(rows.map((row) => row.key));
}

async function ringIn(boss: PgBoss, tx: Queryable, queue: string, keys: readonly string[]): Promise<void> {
  const rung = keys.length === 0 ? new Set<string>() : await stillRinging(tx, queue, keys);
  const jobs = keys.filter((key) => !rung.has(key));
  if (jobs.length === 0) return;
  await boss.insert(
    queue,
    jobs.map((key) => ({ singletonKey: key, data: { incident: key } })),
    through(tx),
  );
}

async function ringAt(boss: PgBoss, database: Database, queue: string, key: string, at: Date): Promise<void> {
  await database.transaction(async (tx) => {
    const sql = `SELECT 1 AS one FROM pgboss.job WHERE name = $1 AND state = 'created' AND policy = 'key_strict_fifo'
      AND NOT blocked AND start_after > now() AND start_after <= $3 AND singleton_key = $2`;
    if ((await tx.query(sql, [queue, key, at])).rows.length > 0) return;
    await boss.insert(queue, [{ singletonKey: key, data: { incident: key }, startAfter: at }], through(tx));
  });
}

async function ringLater(boss: PgBoss, tx: Queryable, incident: string, seconds: number): Promise<void> {
  const sql = `SELECT 1 AS one FROM pgboss.job WHERE name = $1 AND state = 'created' AND policy = 'key_strict_fifo'
    AND NOT blocked AND start_after > now() AND singleton_key = $2`;
  if ((await tx.query(sql, [WORK, incident])).rows.length > 0) return;
  await boss.insert(WORK, [{ singletonKey: incident, data: { incident }, startAfter: seconds }], through(tx));
}

async function createQueues(boss: PgBoss, { later: _, ...retry }: Retry): Promise<void> {
  await boss.createQueue(DEAD, deadQueue);
  await boss.createQueue(WORK, { policy: 'key_strict_fifo', ...workQueue, ...retry });
  await boss.createQueue(TIMERS, { policy: 'short', ...timerQueue });
  for (const queue of [TELL, FREEZE]) await boss.createQueue(queue, { policy: 'key_strict_fifo', ...tellQueue });
  await boss.createQueue(CHECK, { policy: 'standard', ...checkQueue });
  await boss.updateQueue(DEAD, deadQueue);
  await boss.updateQueue(WORK, { ...workQueue, ...retry });
  await boss.updateQueue(TIMERS, timerQueue);
  for (const queue of [TELL, FREEZE]) await boss.updateQueue(queue, tellQueue);
  await boss.updateQueue(CHECK, checkQueue);
  // A queue that pg-boss has not cached is looked up outside our transaction: on PGlite's one connection that is a deadlock.
  for (const queue of [DEAD, WORK, TIMERS, TELL, FREEZE, CHECK]) await boss.insert(queue, []);
}

/** We own the folder, so a job that is active now was held by a process that is dead: no need to wait for its heartbeat. */
async function releaseHeld(database: Database, boss: PgBoss): Promise<void> {
  for (const queue of [WORK, TIMERS, TELL, FREEZE, CHECK]) {
    const { rows } = await database.query<{ id: string }>(
      `SELECT id::text AS id FROM pgboss.job WHERE name = $1 AND state = 'active'`,
      [queue],
    );
    const ids = rows.map((row) => row.id);
    if (ids.length > 0) await boss.fail(queue, ids, { message: 'The process that held it ended.' });
  }
}
