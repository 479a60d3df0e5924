// What the run is for: one pull request, of its event or of its group in the merge queue, or all that are open.
import { readFileSync } from 'node:fs';
import { pullOfRun } from '../host/pull-request.ts';

/** `head` is the commit that the run is for; null: the one that it has. */
export type PullAsked = { readonly number: number; readonly head: string | null };

/** The pull request that is judged. Throws in words for events that are of none. */
export function pullAsked(env: NodeJS.ProcessEnv): PullAsked {
  if (env['GITHUB_EVENT_NAME'] === 'merge_group') return { number: queued(env), head: null };
  const pull = pullOfRun(env);
  if (pull === null) throw new Error('The run is of no pull request');
  return { number: pull.number, head: pull.head };
}

/** A group is for its last pull request, which its branch is named after: those before it have groups of their own. */
function queued(env: NodeJS.ProcessEnv): number {
  const event: Written | null = JSON.parse(readFileSync(env['GITHUB_EVENT_PATH'] ?? '', 'utf8'));
  const branch = event?.merge_group?.head_ref;
  const digits = typeof branch === 'string' ? /\/pr-(\d{1,9})-[0-9a-f]{7,64}$/.exec(branch)?.[1] : undefined;
  if (digits !== undefined) return Number(digits);
  throw new Error('The branch of the merge group names no pull request. `pr-<number>-<commit>` is expected at its end');
}

/** What of it is read, before anybody knows whether it is there. */
type Written = { readonly merge_group?: { readonly head_ref?: unknown } | null };

/** The input `again`: the file of the workflow whose job is the gate; null: this run is the gate. Throws in words. */
export function againIn(env: NodeJS.ProcessEnv): string | null {
  const text = (env['INPUT_AGAIN'] ?? '').trim();
  if (text === '') return null;
  if (/^[\w.-]{1,100}\.ya?ml$/.test(text)) return text;
  throw new Error(
    `again is ${JSON.stringify(text.slice(0, 40))}. The name of a file in .github/workflows is expected, such as hotfix-gate.yml`,
  );
}
