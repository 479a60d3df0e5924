// How a run, a job or a step stands, as a pill.
import { type Html, html } from '../html.ts';

const words: Readonly<Record<string, string>> = {
  queued: 'Queued',
  pending: 'Waits for its group',
  waiting: 'Waits for approval',
  in_progress: 'In progress',
  success: 'Success',
  failure: 'Failed',
  cancelled: 'Cancelled',
  timed_out: 'Timed out',
  skipped: 'Skipped',
};

const looks: Readonly<Record<string, string>> = {
  success: 'open',
  failure: 'failed',
  timed_out: 'failed',
  in_progress: 'done',
};

/** The pill: how it ended, or how far it has come. */
export function runState({
  status,
  conclusion,
}: {
  readonly status: string;
  readonly conclusion: string | null;
}): Html {
  const how = conclusion ?? status;
  return html`<span class="state ${looks[how] ?? 'dropped'}">${words[how] ?? how}</span>`;
}
