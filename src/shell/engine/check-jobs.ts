// Checks that the app makes itself: jobs of their own, beside the incidents' loop, so that a host that is slow delays neither a page nor another incident.
import * as z from 'zod';
import { IssueRef } from '../../core/incident/record.ts';
import { AskedCheck } from '../../core/mitigation/asked-check.ts';
import { incidentKey, type Trigger } from '../../core/trigger.ts';
import type { Checker } from '../checks/checker.ts';
import type { Clock } from './clock.ts';
import type { Database, Queryable } from './database/database.ts';
import type { Delivery } from './inbox.ts';
import type { Queue, QueueHandlers } from './queue.ts';
import { CHECK } from './queue-settings.ts';
import type { Change } from './store.ts';

/** What is asked for one operation, whole. */
export const CheckJob = z.object({
  issue: IssueRef,
  installationId: z.number().int().nullable(),
  operation: z.string(),
  checks: z.string().transform((text) => z.array(AskedCheck).parse(JSON.parse(text))),
});
export type CheckJob = z.input<typeof CheckJob>;

/** The jobs that a decision leads to. */
export function checkJobsOf({ issue, installationId, effects }: Change): readonly CheckJob[] {
  return effects.flatMap((effect) =>
    effect.kind === 'check' ? [{ issue, installationId, operation: effect.operation, checks: effect.checks }] : [],
  );
}

/** What a store needs to have checks made, and decisions to know of them; nothing where the app makes none. */
export function checkDoors(checker: Checker | undefined, queue: Queue) {
  return checker === undefined ? {} : { check: queue.askChecks, checkHosts: checker.hosts };
}

export type CheckParts = {
  readonly checker?: Checker;
  readonly database: Database;
  /** Puts deliveries of our own into the inbox, in the given transaction; each once by its guid. */
  readonly deliver: (tx: Queryable, deliveries: readonly Delivery[]) => Promise<unknown>;
  readonly clock: Pick<Clock, 'now'>;
};

/** What the queue does with a job. */
export function checkHandler({ checker, ...parts }: CheckParts): Pick<QueueHandlers, 'check'> {
  return checker === undefined ? {} : { check: (job, signal) => makeChecks({ ...parts, checker }, job, signal) };
}

/** Makes the checks and tells the incident, in its own order. Repeated after a crash: to ask again changes nothing, and the incident hears of it once. */
async function makeChecks(
  { checker, database, deliver, clock }: CheckParts & { readonly checker: Checker },
  job: unknown,
  signal: AbortSignal,
): Promise<void> {
  const { issue, installationId, operation, checks } = CheckJob.parse(job);
  const answers = await checker.ask(checks, signal);
  // A stop in between says nothing about the hosts: it is asked again.
  signal.throwIfAborted();
  const trigger: Trigger = {
    kind: 'checked',
    issue,
    installationId,
    at: clock.now(),
    actor: null,
    via: 'clock',
    operation,
    answers: [...answers],
  };
  const guid = `checked:${incidentKey(issue)}/${operation}`;
  const delivery: Delivery = {
    hookId: 'firebreak',
    guid,
    event: 'firebreak',
    action: 'checked',
    trigger,
    ignored: null,
  };
  await database.transaction((tx) => deliver(tx, [delivery]));
}

/** Whether no checks are waited for. */
export async function areChecksMade(database: Database): Promise<boolean> {
  const sql = `SELECT 1 AS one FROM pgboss.job WHERE name = $1 AND state IN ('created', 'retry', 'active') LIMIT 1`;
  return (await database.query(sql, [CHECK])).rows.length === 0;
}
