// Readings of the event `workflow_run`: of a run that we started for an incident, its name says which. Nothing else of it is believed; the run is looked at.
import type { Reading } from './reading.ts';
import type { RunPayload } from './schema.ts';

/** A run that is asked for is in the answer to us already. https://docs.github.com/en/webhooks/webhook-events-and-payloads#workflow_run */
export const runActions = { in_progress: true, completed: true } as const;

/** The name of an operation (`core/incident/operation-change.ts`). */
const KEY = /\bfirebreak-(\d{1,10})-\d{1,16}\b/;

export function readRun({ action, repository, workflow_run: run }: RunPayload): Reading {
  if (!Object.hasOwn(runActions, action)) return { ignored: 'action-not-used' };
  const number = KEY.exec(run.display_title ?? '')?.[1];
  if (number === undefined) return { ignored: 'not-ours' };
  return { about: { incident: `${repository.id}#${Number(number)}`, at: run.updated_at } };
}
