// How a run for the incident stands, in words.
import type { Operation } from '../incident/operation.ts';

export const STATES: Readonly<Record<Operation['state'], string>> = {
  asked: 'GitHub is asked to start it',
  unanswered: 'GitHub did not say whether it was started; it is looked for',
  queued: 'queued, waits for a runner',
  waiting: 'waits for an approval on GitHub',
  running: 'running',
  succeeded: 'done',
  failed: 'failed',
  cancelled: 'cancelled',
  refused: 'not started',
  lost: 'nobody knows whether it started: look at the runs of the workflow before anything else is started',
};

/** How it stands. Of a run that GitHub had, and has no more, it is known that it was started. */
export function stateInWords({ state, run }: Pick<Operation, 'state' | 'run'>): string {
  if (run === null) return STATES[state];
  if (state === 'unanswered') return 'GitHub does not find its run any more; it is looked for';
  return state === 'lost' ? 'GitHub has its run no more, and nobody knows how it ended' : STATES[state];
}
