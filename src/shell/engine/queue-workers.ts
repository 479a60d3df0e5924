// Who takes the jobs of the queues: doorbells of incidents, timers, lanes, repositories, checks.
import type { Job, PgBoss } from 'pg-boss';
import * as z from 'zod';
import type { CheckJob } from './check-jobs.ts';
import { CHECK, CHECKS_AT_A_TIME, DEAD, polling, TIMERS, tellPolling, WORK } from './queue-settings.ts';

export type Doorbell = { readonly incident: string };
/** With its metadata, which pg-boss's types leave out here. */
const DeadJob = z.object({ data: z.object({ incident: z.string() }), sourceId: z.string().nullable() });

export type QueueHandlers = {
  /** Drains the incident's inbox. Throws to be rung again, with backoff. */
  work(incident: string, signal: AbortSignal): Promise<void>;
  /** These incidents' timers fired; whether anything is due is for the handler to find out. */
  timers(incidents: readonly string[]): Promise<void>;
  /** Drains a lane; absent where no channel is connected. Throws to be rung again, with backoff. */
  tell?(lane: string, signal: AbortSignal): Promise<void>;
  /** Looks at what the freeze of a repository (its id) has to look at; absent where nothing is held back. Throws to be rung again, with backoff. */
  freeze?(repository: string, signal: AbortSignal): Promise<void>;
  /** Makes the checks of a job; absent where the app makes none. Throws to be asked again, with backoff. */
  check?(job: unknown, signal: AbortSignal): Promise<void>;
  /** A doorbell failed for good (after about a year of retries, or a bug). */
  dead(incident: string): Promise<void>;
};

/** `more`: whether doorbells are known to wait. */
export async function startWorkers(
  boss: PgBoss,
  count: number,
  handlers: QueueHandlers,
  more: () => boolean,
): Promise<void> {
  // One `work` call each, so that a worker knows its own id and goes on at once while there is more.
  for (let index = 0; index < count; index += 1) {
    let id = '';
    id = await boss.work<Doorbell>(WORK, { batchSize: 1, ...polling }, async ([job]) => {
      if (job === undefined) return;
      try {
        await handlers.work(job.data.incident, job.signal);
      } finally {
        if (more()) boss.notifyWorker(id);
      }
    });
  }
  await boss.work<Doorbell>(TIMERS, { batchSize: 100, burstWhenBatchFull: true, ...polling }, (jobs) =>
    handlers.timers(jobs.map((job: Job<Doorbell>) => job.data.incident)),
  );
  await boss.work<Doorbell>(DEAD, { includeMetadata: true, ...polling }, async (jobs) => {
    for (const job of jobs.map((found) => DeadJob.parse(found))) {
      await handlers.dead(job.data.incident);
      // The job that failed for good still holds its key; only deleting it frees the incident.
      if (job.sourceId !== null) await boss.deleteJob(WORK, job.sourceId);
    }
  });
}

/** Each lane is drained by one of them at a time. */
export async function startLanes(
  boss: PgBoss,
  queue: string,
  count: number,
  drain: (key: string, signal: AbortSignal) => Promise<void>,
): Promise<void> {
  for (let index = 0; index < count; index += 1) {
    await boss.work<Doorbell>(queue, { batchSize: 1, ...tellPolling }, async ([job]) => {
      if (job !== undefined) await drain(job.data.incident, job.signal);
    });
  }
}

/** Makes checks beside everything else. */
export async function startChecking(boss: PgBoss, check: NonNullable<QueueHandlers['check']>): Promise<void> {
  for (let index = 0; index < CHECKS_AT_A_TIME; index += 1) {
    await boss.work<CheckJob>(CHECK, { batchSize: 1, ...tellPolling }, async ([job]) => {
      if (job !== undefined) await check(job.data, job.signal);
    });
  }
}
