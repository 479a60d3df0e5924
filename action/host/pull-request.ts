// The pull request of a run, from its event file. Nothing of what people wrote is taken from it but the name of the branch.
import { readFileSync } from 'node:fs';

/** `head` is the commit that the run is for, `base` the branch that it goes to. */
export type PullOfRun = { readonly number: number; readonly head: string; readonly base: string };

const ofPulls = new Set(['pull_request', 'pull_request_target']);

/** Null in a merge queue: each pull request was judged before it came there. Throws in words for other events. */
export function pullOfRun(env: NodeJS.ProcessEnv): PullOfRun | null {
  const event = env['GITHUB_EVENT_NAME'] ?? '';
  if (event === 'merge_group') return null;
  if (!ofPulls.has(event))
    throw new Error(
      `The run is of the event ${JSON.stringify(event.slice(0, 40))}. pull_request or merge_group is expected; correct \`on:\` of the workflow`,
    );
  const pull: Written | undefined = JSON.parse(readFileSync(env['GITHUB_EVENT_PATH'] ?? '', 'utf8'))?.pull_request;
  const [number, head, base] = [pull?.number, pull?.head?.sha, pull?.base?.ref];
  if (
    typeof number === 'number' &&
    Number.isSafeInteger(number) &&
    typeof head === 'string' &&
    typeof base === 'string'
  )
    return { number, head, base };
  throw new Error('The event has no pull request with a number, a head and a base. It is expected as GitHub writes it');
}

/** What of it is read, before anybody knows whether it is there. */
type Written = {
  readonly number?: unknown;
  readonly head?: { readonly sha?: unknown };
  readonly base?: { readonly ref?: unknown };
};

/** Throws in words where somebody pushed meanwhile: what is told of the one commit must not be said of the other. */
export function expectHead({ number, head }: Pick<PullOfRun, 'number' | 'head'>, seen: string): void {
  if (seen === head) return;
  throw new Error(
    `#${number} has moved on from ${head.slice(0, 7)}, which this run is for, to ${seen.slice(0, 7)}. The run of that one judges it`,
  );
}
