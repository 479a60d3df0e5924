// Drains one incident's inbox, row by row, in order; a row that cannot be handled dies alone (INV-12, F-57).
import * as z from 'zod';
import { Trigger } from '../../core/trigger.ts';
import { GitHubRefused, GitHubUnavailable } from '../github/port.ts';
import type { Clock } from './clock.ts';
import { crashPoint } from './crash-points.ts';
import { EffectsWaiting } from './effect-runner.ts';
import type { Inbox, InboxRow } from './inbox.ts';
import { type Log, messageOf } from './log.ts';

/** At the fifth failure a row is marked dead. */
const ATTEMPTS = 5;

/** What became of a row, for tests and metrics. */
export type Handled = {
  readonly id: number;
  readonly guid: string;
  readonly key: string;
  readonly kind: Trigger['kind'] | null;
  readonly state: 'done' | 'dead';
  readonly outcome: string | null;
  readonly error: string | null;
  /** From when the row was stored until it was handled. */
  readonly seconds: number;
};

/** A person should look at this; the app sends it on. */
export type Alert = { readonly code: 'dead-row' | 'dead-doorbell'; readonly text: string; readonly incident: string };

export type WorkerParts = {
  readonly inbox: Inbox;
  readonly pauses: Pauses;
  /** Decides a trigger and saves what follows; returns the reason code. */
  readonly decide: (row: InboxRow, trigger: Trigger) => Promise<string>;
  /** Carries out what was decided, and what is left over of earlier rows. */
  readonly carryOut: (row: InboxRow, trigger: Trigger, signal: AbortSignal) => Promise<void>;
  /** Carries out what ended rows of the incident left over; does nothing when there is nothing. */
  readonly carryOutRest: (key: string, signal: AbortSignal) => Promise<void>;
  /** Has the incident looked at again a little later. */
  readonly ringLater: (key: string) => Promise<void>;
  /** GitHub could not be asked about the incident; what waits may be a page. */
  readonly onHeld: (key: string) => Promise<void>;
  /** GitHub was asked about the incident. */
  readonly onFreed: (key: string) => void;
  readonly clock: Clock;
  readonly log: Log;
  readonly onHandled: (handled: Handled) => void;
  readonly onAlert: (alert: Alert) => void;
  /** True when the engine is stopping: finish the row in hand, take no other. */
  readonly stopping: () => boolean;
};

/** The engine is stopping; the doorbell stays and is answered after the restart. */
export class Released extends Error {
  constructor() {
    super('The engine is stopping; the rest is left for the next start.');
    this.name = 'Released';
  }
}

/**
 * Returns when the incident's inbox is empty. Throws to be rung again: GitHub is down, a row failed for now, an effect is in doubt, or the
 * engine is stopping. What only has to wait is rung for later, without holding up what comes meanwhile.
 */
export async function drain(parts: WorkerParts, key: string, signal: AbortSignal): Promise<void> {
  crashPoint('job-fetched');
  try {
    await drainRows(parts, key, signal);
    parts.onFreed(key);
  } catch (error) {
    if (error instanceof GitHubUnavailable) await parts.onHeld(key);
    throw error;
  }
}

async function drainRows(parts: WorkerParts, key: string, signal: AbortSignal): Promise<void> {
  let rest: EffectsWaiting | null = null;
  for (let rows = 0; ; rows += 1) {
    signal.throwIfAborted();
    parts.pauses.throwIfPaused(key);
    const row = await parts.inbox.take(key);
    if (row === null && rows === 0) rest = await waiting(parts, key, parts.carryOutRest(key, signal));
    if (row === null) break;
    if (parts.stopping()) {
      await parts.inbox.uncount(row);
      throw new Released();
    }
    rest = await handle(parts, row, signal);
  }
  if (rest !== null) await parts.ringLater(key);
}

/** What the work left for later; null when it did all. Throws what is in doubt, and everything else. */
async function waiting(parts: WorkerParts, key: string, work: Promise<void>): Promise<EffectsWaiting | null> {
  try {
    await work;
    return null;
  } catch (error) {
    if (!(error instanceof EffectsWaiting) || error.inDoubt) throw error;
    parts.log('warn', 'effects-waiting', `Done later: ${error.message}`, { incident: key });
    return error;
  }
}

/** Resolves with what has to be carried out later although the row is done: it must not hold up the rows behind it, which may be pages. */
async function handle(parts: WorkerParts, row: InboxRow, signal: AbortSignal): Promise<EffectsWaiting | null> {
  if (row.attempts >= ATTEMPTS) return bury(parts, row, 'The process ended each time it was handled.');
  const parsed = Trigger.safeParse(row.trigger);
  if (!parsed.success) return bury(parts, row, `The stored trigger is not valid: ${z.prettifyError(parsed.error)}`);
  try {
    const outcome = row.state === 'decided' ? row.outcome : await parts.decide(row, parsed.data);
    crashPoint('decided-not-run');
    const rest = await waiting(parts, row.key, parts.carryOut(row, parsed.data, signal));
    crashPoint('recorded-not-completed');
    await parts.inbox.end(row, { state: 'done', error: null, outcome });
    report(parts, row, { kind: parsed.data.kind, state: 'done', outcome, error: null });
    return rest;
  } catch (error) {
    return failed(parts, row, error, signal);
  }
}

async function failed(parts: WorkerParts, row: InboxRow, error: unknown, signal: AbortSignal): Promise<null> {
  if (signal.aborted) {
    await parts.inbox.uncount(row);
    throw error;
  }
  if (error instanceof GitHubUnavailable) {
    await parts.inbox.uncount(row);
    parts.pauses.pause(row.key, error);
    parts.log('warn', 'github-unavailable', `GitHub could not be asked: ${error.message}`, {
      incident: row.key,
      row: row.id,
    });
    throw error;
  }
  if (error instanceof GitHubRefused || row.attempts + 1 >= ATTEMPTS) return bury(parts, row, messageOf(error));
  parts.log('warn', 'row-failed', `Attempt ${row.attempts + 1} of ${ATTEMPTS} failed: ${messageOf(error)}`, {
    incident: row.key,
    row: row.id,
    error,
  });
  throw error;
}

async function bury(parts: WorkerParts, row: InboxRow, why: string): Promise<null> {
  await parts.inbox.end(row, { state: 'dead', error: why, outcome: null });
  const text = `Delivery ${row.guid} of ${row.key} was given up after ${row.attempts + 1} attempts: ${why}`;
  parts.log('error', 'dead-row', text, { incident: row.key, row: row.id });
  parts.onAlert({ code: 'dead-row', text, incident: row.key });
  report(parts, row, { kind: null, state: 'dead', outcome: row.outcome, error: why });
  return null;
}

function report(parts: WorkerParts, row: InboxRow, ended: Pick<Handled, 'kind' | 'state' | 'outcome' | 'error'>): void {
  const seconds = Math.max(0, Date.now() - row.receivedAt.getTime()) / 1000;
  parts.onHandled({ id: row.id, guid: row.guid, key: row.key, seconds, ...ended });
}

export type Pauses = {
  /** GitHub said when to come back: until then the repository's incidents do not ask. */
  pause(key: string, error: GitHubUnavailable): void;
  /** Throws `GitHubUnavailable` while the repository is paused. */
  throwIfPaused(key: string): void;
};

/** Pauses by repository, in memory: after a restart GitHub simply says so again. */
export function createPauses(clock: Clock): Pauses {
  const until = new Map<string, string>();
  const repository = (key: string) => key.slice(0, key.indexOf('#'));
  return {
    pause: (key, error) => {
      if (error.retryAt !== null) until.set(repository(key), error.retryAt);
    },
    throwIfPaused: (key) => {
      const retryAt = until.get(repository(key));
      if (retryAt === undefined) return;
      if (Date.parse(retryAt) > Date.parse(clock.now()))
        throw new GitHubUnavailable('GitHub asked to wait.', { retryAt });
      until.delete(repository(key));
    },
  };
}
