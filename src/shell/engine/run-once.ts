// One trigger through the loop without queue or database: what a workflow run does.
import type { Trigger } from '../../core/trigger.ts';
import { GitHubUnavailable } from '../github/port.ts';
import { cardStore } from './card-store.ts';
import { carryOut, decideTrigger } from './loop.ts';
import type { LoopParts } from './parts.ts';

/** Effects whose answer was lost are looked for and tried again this often, so many milliseconds apart. */
const WAITS = [1000, 5000, 15_000];

export type RunOnce = {
  /** The reason code of the decision (INV-10). */
  readonly outcome: string;
};

/**
 * Decides the trigger with the status card as the only store and carries out what follows. `wait` pauses between attempts. Throws
 * `GitHubUnavailable` when GitHub stays away, `GitHubRefused` when it says no: the run is then red, and a re-run is safe.
 */
export async function runOnce(
  parts: LoopParts,
  trigger: Trigger,
  wait: (milliseconds: number) => Promise<void>,
): Promise<RunOnce> {
  const store = cardStore();
  const never = new AbortController().signal;
  const outcome = await persist(wait, () => decideTrigger(parts, store, trigger));
  await persist(wait, () => carryOut(parts, store, trigger, never));
  return { outcome };
}

async function persist<T>(wait: (milliseconds: number) => Promise<void>, work: () => Promise<T>): Promise<T> {
  for (const milliseconds of WAITS) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof GitHubUnavailable)) throw error;
      await wait(milliseconds);
    }
  }
  return work();
}
