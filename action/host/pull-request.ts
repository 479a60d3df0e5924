// The pull request of a run, from its event file. Nothing of what people wrote is taken from it but the name of the branch.
import { readFileSync } from 'node:fs';
import * as z from 'zod';

/** `head` is the commit that the run is for, `base` the branch that it goes to. */
export type PullOfRun = { readonly number: number; readonly head: string; readonly base: string };

const Payload = z.object({
  pull_request: z.object({
    number: z.number().int(),
    head: z.object({ sha: z.string() }),
    base: z.object({ ref: z.string() }),
  }),
});

const ofPulls = new Set(['pull_request', 'pull_request_target']);

/** Null in a merge queue: each pull request was judged before it came there. Throws in words for other events. */
export function pullOfRun(env: NodeJS.ProcessEnv): PullOfRun | null {
  const event = env['GITHUB_EVENT_NAME'] ?? '';
  if (event === 'merge_group') return null;
  if (!ofPulls.has(event))
    throw new Error(
      `The run is of the event ${JSON.stringify(event.slice(0, 40))}. pull_request or merge_group is expected; correct \`on:\` of the workflow`,
    );
  const { pull_request: pull } = Payload.parse(JSON.parse(readFileSync(env['GITHUB_EVENT_PATH'] ?? '', 'utf8')));
  return { number: pull.number, head: pull.head.sha, base: pull.base.ref };
}

/** Throws in words where somebody pushed meanwhile: what is told of the one commit must not be said of the other. */
export function expectHead({ number, head }: Pick<PullOfRun, 'number' | 'head'>, seen: string): void {
  if (seen === head) return;
  throw new Error(
    `#${number} has moved on from ${head.slice(0, 7)}, which this run is for, to ${seen.slice(0, 7)}. The run of that one judges it`,
  );
}
