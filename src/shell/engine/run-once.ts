// One trigger through the loop without queue or database: what a workflow run does.
import type { Join } from '../../core/decision.ts';
import type { Incident } from '../../core/incident/record.ts';
import { incidentKey, type Trigger } from '../../core/trigger.ts';
import { GitHubUnavailable } from '../github/port.ts';
import { type CardStore, cardStore } from './card-store.ts';
import { carryOut, decideTrigger } from './loop.ts';
import type { LoopParts } from './parts.ts';

/** Effects whose answer was lost are looked for and tried again this often, so many milliseconds apart. */
const WAITS = [1000, 5000, 15_000];

/** Pages in a row that reach nobody or are refused. */
const MOST_PAGES = 20;

export type RunOnce = {
  /** The reason code of the decision (INV-10). */
  readonly outcome: string;
};

/** Pauses between attempts, in milliseconds. */
export type Wait = (milliseconds: number) => Promise<void>;

/**
 * Decides the trigger with the status card as the only store and carries out what follows. `wait` pauses between attempts; runs of one incident share a `store`, so that each goes by
 * what the one before saved and not by what GitHub may show late. Throws `GitHubUnavailable` when GitHub stays away, `GitHubRefused` when it says no: the run is then red, and a re-run is safe.
 */
export async function runOnce(parts: LoopParts, trigger: Trigger, wait: Wait, store = cardStore()): Promise<RunOnce> {
  const never = new AbortController().signal;
  const before = { joins: store.joins().length, pages: store.ofPages().length };
  const outcome = await persist(wait, () => decideTrigger(parts, store, trigger));
  // Before anything is acknowledged: if this fails the run is red, and a re-run decides and tells the same.
  await persist(wait, () => tellOthers(parts, store, trigger, before.joins));
  await persist(wait, () => carryOut(parts, store, trigger, never));
  await pageFurther(parts, store, wait, before.pages);
  return { outcome };
}

/** Pages that did not reach whom they mention go on to others, each of which may fail to do so too; one that is refused is recorded. A ladder has at most twenty steps. */
async function pageFurther(parts: LoopParts, store: CardStore, wait: Wait, from: number): Promise<void> {
  for (let told = from; told < Math.min(store.ofPages().length, from + MOST_PAGES); told += 1) {
    const trigger = store.ofPages()[told];
    if (trigger === undefined) return;
    await persist(wait, () => decideTrigger(parts, store, trigger));
    await persist(wait, () => carryOut(parts, store, trigger, new AbortController().signal));
  }
}

/** The record of another incident is not ours to write, since its own run may be writing it: what it is told is said in its thread, once. */
async function tellOthers(parts: LoopParts, store: CardStore, trigger: Trigger, from: number): Promise<void> {
  const { record } = await store.load(incidentKey(trigger.issue));
  if (record === null) return;
  for (const join of store.joins().slice(from)) await tell(parts, record, join, trigger.installationId);
}

async function tell(parts: LoopParts, record: Incident, join: Join, installationId: number | null): Promise<void> {
  const gateway = parts.gateway(installationId);
  const { key, to, message } = join;
  if ((await gateway.findOwn(to, [key])).has(key)) return;
  const comment = parts.ready({ kind: 'comment', key, urgency: 'reply', message }, record);
  const [result] = await gateway.perform(to, [comment], {});
  if (result?.ok === true) return;
  const why = result?.message ?? 'The gateway gave no result for it.';
  if (result?.fate !== 'final') throw new GitHubUnavailable(why);
  parts.log('error', 'join-not-told', `#${to.number} could not be told that it was joined: ${why}`, { incident: key });
}

/** Tries again while GitHub is away, a few times. */
export async function persist<T>(wait: Wait, work: () => Promise<T>): Promise<T> {
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
