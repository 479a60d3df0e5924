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
