// What a rollback says of itself, in the summary of the job and to the incident.
import { linkAddress } from '../../src/core/markdown/address.ts';
import { inert } from '../../src/core/markdown/inert.ts';
import { codeSpan } from '../../src/core/markdown/quoted.ts';
import type { EndState } from '../../src/shell/github/token/run-deployment.ts';
import type { StepSeen } from '../../src/shell/github/token/run-steps.ts';
import type { RunOfAction } from '../host/runner.ts';

/** Where it goes, and to which commit. */
export type Where = { readonly environment: string; readonly sha: string };

/** `doubts` are Markdown of ours. */
export function begunInWords(
  where: Where & { readonly previous: string },
  doubts: readonly string[],
  run: RunOfAction,
): string {
  const said = `**${titleOf(where)}: under way** in ${linked(run)}. Live until then: ${codeSpan(short(where.previous))}.`;
  return doubts.length === 0 ? said : `${said}\n\nTo look at:\n\n${doubts.map((doubt) => `- ${doubt}`).join('\n')}`;
}

/** `why` is Markdown of ours. */
export function refusedInWords(environment: string, why: string, run: RunOfAction): string {
  return `**Rollback of ${codeSpan(environment)}: not begun** in ${linked(run)}. ${why}.`;
}

const results: Readonly<Record<EndState, string>> = { success: 'done', failure: 'failed', error: 'cancelled' };

/** `steps` null: GitHub did not tell. */
export function endedInWords(
  where: Where,
  state: EndState,
  steps: readonly StepSeen[] | null,
  run: RunOfAction,
): string {
  const failed = steps?.find(({ conclusion }) => conclusion === 'failure');
  const at = state === 'failure' && failed !== undefined ? ` at ${inert(failed.name, { max: 100 })}` : '';
  const next =
    state === 'success'
      ? `${codeSpan(where.environment)} is at ${codeSpan(short(where.sha))}.`
      : 'Look at what is live before anything else is started.';
  return `**${titleOf(where)}: ${results[state]}${at}** in ${linked(run)}. ${next}\n\n${tableOf(steps)}`;
}

/** GitHub has a thousand steps at most; a comment must be read. */
const MOST_STEPS = 50;

function tableOf(steps: readonly StepSeen[] | null): string {
  if (steps === null) return 'Its steps are in the run: the token may not read them (`actions: read`).';
  const jobs = new Set(steps.map(({ job }) => job));
  const rows = steps.slice(0, MOST_STEPS).map(({ job, name, conclusion, seconds }) => {
    const step = inert(jobs.size > 1 ? `${job}: ${name}` : name, { max: 100 });
    return `| ${step} | ${conclusion} | ${seconds === null ? '' : `${seconds} s`} |`;
  });
  const more = steps.length - rows.length;
  return [
    '| Step | Result | Took |',
    '|---|---|---|',
    ...rows,
    ...(more > 0 ? ['', `${more} more are in the run.`] : []),
  ].join('\n');
}

function titleOf({ environment, sha }: Where): string {
  return `Rollback of ${codeSpan(environment)} to ${codeSpan(short(sha))}`;
}

function linked({ id, url }: RunOfAction): string {
  return `[run ${id}](${linkAddress(url)})`;
}

function short(sha: string): string {
  return sha.slice(0, 7);
}
