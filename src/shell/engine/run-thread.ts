// One incident in a workflow run: what its thread has unread is handled before anything else, in the order in which it was written.
import { compare, isDue } from '../../core/time.ts';
import { incidentKey, type Trigger, type TriggerOf } from '../../core/trigger.ts';
import { type CardStore, cardStore } from './card-store.ts';
import { decideTrigger } from './loop.ts';
import type { LoopParts } from './parts.ts';
import { persist, runOnce, type Wait } from './run-once.ts';
import { type Thread, type ThreadParts, unreadInThread } from './unread-in-thread.ts';

export type ThreadRun = {
  /** The reason code of what was asked for (INV-10). */
  readonly outcome: string;
  /** How many comments of runs that never came were handled besides. */
  readonly caughtUp: number;
  /** When what the clock did was due, ISO 8601; empty when it did nothing. */
  readonly due: readonly string[];
};

type Parts = LoopParts & ThreadParts;

/** An event that is no comment, with what was written before it and that no run has handled: only with its record does an event of an incident say anything. Throws as `runOnce`. */
export async function runEvent(parts: Parts, trigger: Trigger, wait: Wait): Promise<ThreadRun> {
  if (trigger.kind === 'opened') return runAll(parts, nothingYet, [trigger], wait);
  const thread = await persist(wait, () => unreadInThread(parts, trigger));
  const earlier = thread.unread.filter(({ at }) => compare(at, trigger.at) <= 0);
  // A label declares by itself, with the authority of whoever set it.
  const first = trigger.kind === 'labelled' ? [] : declaredFirst(parts, thread, trigger);
  return runAll(parts, thread, [...first, ...earlier, trigger], wait);
}

const nothingYet: Thread = { known: null, unread: [], author: null };

/** A comment with everything that was written before it and that no run has handled. Throws as `runOnce`. */
export async function runComment(parts: Parts, trigger: TriggerOf<'commented'>, wait: Wait): Promise<ThreadRun> {
  const thread = await persist(wait, () => unreadInThread(parts, trigger));
  const earlier = thread.unread.filter(({ comment }) => comment.id < trigger.comment.id);
  return runAll(parts, thread, [...declaredFirst(parts, thread, trigger), ...earlier, trigger], wait);
}

/** Everything that was written and not handled, then what the clock has made due: people come before the clock. Throws as `runOnce`. */
export async function runClock(parts: Parts, tick: TriggerOf<'tick'>, wait: Wait): Promise<ThreadRun> {
  const thread = await persist(wait, () => unreadInThread(parts, tick));
  const triggers = [...declaredFirst(parts, thread, tick), ...thread.unread, tick];
  return runAll(parts, thread, triggers, wait);
}

/** Whether a run of the clock would do anything for this incident now: something is unread or due. Nothing is changed. Throws what the gateway throws. */
export async function isWaiting(parts: Parts, tick: TriggerOf<'tick'>): Promise<Pick<ThreadRun, 'due'> | null> {
  const thread = await unreadInThread(parts, tick);
  if (thread.unread.length > 0 || thread.known === null) return { due: [] };
  const store = storeOf(thread, tick);
  await decideTrigger(parts, store, tick);
  const { entries } = await store.unfinished(incidentKey(tick.issue));
  return entries.length === 0 ? null : { due: dueIn(store.decided()) };
}

async function runAll(parts: Parts, thread: Thread, triggers: readonly Trigger[], wait: Wait): Promise<ThreadRun> {
  const own = triggers.at(-1);
  const store = own === undefined ? cardStore() : storeOf(thread, own);
  let outcome = 'ignored:nothing';
  for (const trigger of triggers) ({ outcome } = await runOnce(parts, trigger, wait, store));
  if (own !== undefined) await whatIsDueNow(parts, store, own, wait);
  const caughtUp = triggers.filter((each) => each !== own && each.kind === 'commented').length;
  return { outcome, caughtUp, due: dueIn(store.decided()) };
}

/** What a decision leads to at once, such as the look at what changed before the incident: nobody else comes to do it soon. */
const MOST_TICKS = 3;

async function whatIsDueNow(parts: Parts, store: CardStore, own: Trigger, wait: Wait): Promise<void> {
  const { issue, installationId } = own;
  for (let ticks = 0; ticks < MOST_TICKS; ticks += 1) {
    const { dueAt } = await store.load(incidentKey(issue));
    const at = parts.clock.now();
    if (dueAt === null || !isDue(dueAt, at)) return;
    await runOnce(parts, { kind: 'tick', issue, installationId, at, actor: null, via: 'action' }, wait, store);
  }
}

function storeOf({ known }: Thread, { issue }: Trigger): CardStore {
  return cardStore(known === null ? undefined : new Map([[incidentKey(issue), known]]));
}

/** The run of the opening was dropped: a look declares it with its author's authority, or rebuilds it from its thread. */
function declaredFirst({ clock }: Parts, { known, author }: Thread, trigger: Trigger): readonly Trigger[] {
  if (known !== null) return [];
  const { issue, installationId } = trigger;
  return [{ kind: 'look', issue, installationId, at: clock.now(), actor: author, via: 'sweep' }];
}

/** The clock's comments are named after the instant at which they were due (`core/decide/due-key.ts`). */
function dueIn(keys: readonly string[]): readonly string[] {
  return keys.flatMap((key) => /^due\/(\d{4}-\d\d-\d\dT[\d:]+Z)\//.exec(key)?.[1] ?? []);
}
