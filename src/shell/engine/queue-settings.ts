// How the queues of the engine behave, as measured (`measured-settings.md`): retries, heartbeats, how long jobs are kept, how often they are looked for.
import type { Database } from './database/database.ts';

export const WORK = 'work';
export const DEAD = 'work-dead';
export const TIMERS = 'timers';
/** Doorbells of lanes: what channels are told. */
export const TELL = 'tell';
/** Doorbells of repositories: what their freeze has to look at. */
export const FREEZE = 'freeze';
/** Checks that the app makes itself. */
export const CHECK = 'check';

/** Ten years: pg-boss deletes an overdue timer after its retention, unrun (F-54). */
const YEARS = 10 * 365 * 24 * 3600;
/** Longer than the three days in which GitHub can redeliver, short enough to keep the table small. */
const KEEP_DONE = 4 * 24 * 3600;
/** An outage of GitHub must not use up the retries: at 30 s each this is about a year. */
const RETRIES = 1_000_000;

/** How a failed doorbell is rung again, in seconds; `later`: after what time effects are tried again that must wait. */
export type Retry = {
  readonly retryDelay: number;
  readonly retryBackoff: boolean;
  readonly retryDelayMax?: number;
  readonly later: number;
};
/** Soon at first, then rarely enough for an outage. */
export const measuredRetry: Retry = { retryDelay: 1, retryBackoff: true, retryDelayMax: 30, later: 10 };

export const polling = { pollingIntervalSeconds: 0.5, notifyPollingIntervalSeconds: 0.5 };
export const workQueue = {
  retryLimit: RETRIES,
  heartbeatSeconds: 10,
  expireInSeconds: 300,
  deadLetter: DEAD,
  retentionSeconds: YEARS,
  deleteAfterSeconds: 3600,
  notify: true,
};
export const deadQueue = {
  retentionSeconds: YEARS,
  deleteAfterSeconds: KEEP_DONE,
  retryLimit: RETRIES,
  retryBackoff: true,
  retryDelayMax: 30,
};
export const timerQueue = {
  retryLimit: RETRIES,
  retryDelay: 1,
  retryBackoff: true,
  retryDelayMax: 30,
  heartbeatSeconds: 10,
  expireInSeconds: 60,
  retentionSeconds: YEARS,
  deleteAfterSeconds: 3600,
};

/** Twice as often would wake an idle database for nothing; a lane that is rung wakes a worker at once. */
export const tellPolling = { pollingIntervalSeconds: 1, notifyPollingIntervalSeconds: 1 };
export const tellQueue = {
  retryLimit: RETRIES,
  retryDelay: 1,
  retryBackoff: true,
  retryDelayMax: 30,
  heartbeatSeconds: 10,
  expireInSeconds: 300,
  retentionSeconds: YEARS,
  deleteAfterSeconds: 3600,
  notify: true,
};

/** Checks take half a minute at most; the incident waits five for them. */
export const checkQueue = {
  retryLimit: 20,
  retryDelay: 1,
  retryBackoff: true,
  retryDelayMax: 30,
  heartbeatSeconds: 10,
  expireInSeconds: 120,
  retentionSeconds: 3600,
  deleteAfterSeconds: 3600,
  notify: true,
};
/** Made at a time, each for one incident. */
export const CHECKS_AT_A_TIME = 2;

/** Workers per process: on PGlite every NOTIFY wakes all of them and there is one connection. */
export function concurrency(database: Database): number {
  return database.kind === 'pglite' ? 4 : 12;
}

/** Lanes that are drained at a time: one that hangs must leave room for another. */
export function lanesAtATime(database: Database): number {
  return database.kind === 'pglite' ? 3 : 6;
}
