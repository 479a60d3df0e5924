// The same brain that the app has, fed a clock that is moved: everything it would do if nobody says more than the events.
import type { Brain } from '../brain.ts';
import type { Incident } from '../incident/record.ts';
import type { Policy } from '../policy/policy.ts';
import { compare, type Duration, isDue, plus, type Timestamp } from '../time.ts';
import { minutesOf } from './elapsed.ts';
import { type Entry, entryOf, type Timed } from './entry.ts';
import type { EventProblem, SaidAt } from './events.ts';
import { begun, type Coming, moved, nextMoment } from './run.ts';
import type { Supposition } from './suppose.ts';
import { worldOf } from './world.ts';

/** What to simulate: one level, from the declaration at `start` for so long, and what is said in that time. */
export type Plan = {
  readonly brain: Brain;
  readonly policy: Policy;
  readonly level: string;
  readonly start: Timestamp;
  readonly length: Duration;
  readonly events: readonly SaidAt[];
  /** What is taken to be there from the declaration on. */
  readonly suppose?: readonly Supposition[];
};

/** What was said when, in minutes since the declaration. */
export type Said = { readonly minutes: number; readonly text: string };

export type Simulated = {
  readonly level: string;
  /** In order of time. */
  readonly entries: readonly Entry[];
  readonly said: readonly Said[];
  /** Events that had no effect, and why. */
  readonly problems: readonly EventProblem[];
  /** Events that come after the end. */
  readonly after: readonly SaidAt[];
  /** The incident at the end. */
  readonly incident: Incident | null;
};

/** Ninety days of requests every ten minutes are 13,000 moments; more is a clock that does not come to rest. */
const MOST_MOMENTS = 50_000;

/** Plays it through, the end included. Throws only when the clock does not come to rest, which is a bug. */
export function simulate(plan: Plan): Simulated {
  const { start, level } = plan;
  const end = plus(start, plan.length);
  const all = inTime(plan);
  const coming = all.filter(({ at }) => isDue(at, end));
  let run = begun(worldOf(plan.brain, plan.policy, level, start), coming, plan.suppose);
  let next = nextMoment(run);
  for (let moments = 0; next !== null && isDue(next, end); moments += 1) {
    if (moments > MOST_MOMENTS) throw new Error(`The clock does not come to rest: again at ${next}.`);
    run = moved(run, next);
    next = nextMoment(run);
  }
  return {
    level,
    entries: inOrder(run.timed, end).map((timed) => entryOf(timed, start)),
    said: coming.map(({ at, text }) => ({ minutes: minutesOf(start, at), text })),
    problems: run.problems,
    after: all.filter(({ at }) => !isDue(at, end)),
    incident: run.world.record,
  };
}

/** The events in order of time, those of one time in the order of the file; the app takes comments by the order of their ids. */
function inTime({ events, start }: Plan): readonly Coming[] {
  const timed = events.map((event) => ({ ...event, at: plus(start, event.after) }));
  return timed.sort((a, b) => compare(a.at, b.at)).map((event, index) => ({ ...event, id: 1000 + index }));
}

/** A request may be made up to two minutes early, sharing a comment: it is printed at its own time. */
function inOrder(timed: readonly Timed[], end: Timestamp): readonly Timed[] {
  return timed.filter(({ instant }) => isDue(instant, end)).sort((a, b) => compare(a.instant, b.instant));
}
