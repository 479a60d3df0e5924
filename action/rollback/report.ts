// What a step says in its incident.
import type { Client } from '../../src/shell/github/client.ts';
import { GitHubRefused, GitHubUnavailable } from '../../src/shell/github/port.ts';
import { sayInIssue } from '../../src/shell/github/token/run-comment.ts';
import type { Place, RunOfAction } from '../host/runner.ts';

/** Why it was not said, for the log; null: it was. A rollback does not wait for words. */
export async function report(
  client: Client,
  place: Place,
  run: RunOfAction,
  { number, text }: { readonly number: number; readonly text: string },
): Promise<string | null> {
  try {
    await sayInIssue(client, place, { number, key: `rollback-run/${run.id}.${run.attempt}`, text });
    return null;
  } catch (error) {
    if (!(error instanceof GitHubRefused) && !(error instanceof GitHubUnavailable)) throw error;
    return `#${number} was not told: ${error.message}`;
  }
}
