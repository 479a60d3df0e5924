// The same brain that the app has, fed a clock that is moved: everything it would do if nobody says more than the events.
import type { Brain } from '../brain.ts';
import { understood } from '../commands/index.ts';
import { parseComment } from '../commands/parse.ts';
import type { Incident } from '../incident/record.ts';
import { findLevel } from '../policy/find.ts';
import type { Policy } from '../policy/policy.ts';
import { compare, type Duration, isDue, plus, type Timestamp } from '../time.ts';
import { minutesOf } from './elapsed.ts';
import { type Entry, entryOf, type Timed } from './entry.ts';
import type { EventProblem, SaidAt } from './events.ts';
import { begun, type Coming, moved, nextMoment, type Run } from './run.ts';
import { notPossible, type Supposition } from './suppose.ts';
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

/** What was said when, in minutes since the declaration, and whether all of it, a part or nothing had an effect. */
export type Said = { readonly minutes: number; readonly text: string; readonly heard: 'all' | 'part' | 'nothing' };

export type Simulated = {
  readonly level: string;
  /** In order of time. */
  readonly entries: readonly Entry[];
  readonly said: readonly Said[];
  /** Events that had no effect, and why. */
  readonly problems: readonly EventProblem[];
  /** What was to be supposed and cannot be at this level. */
  readonly notSupposed: readonly Supposition[];
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
  const suppose = plan.suppose ?? [];
  const notSupposed = notPossible(suppose, findLevel(plan.policy, level));
  const possible = suppose.filter((one) => !notSupposed.includes(one));
  let run = begun(worldOf(plan.brain, plan.policy, level, start), coming, possible);
  let next = nextMoment(run);
  for (let moments = 0; next !== null && isDue(next, end); moments += 1) {
    if (moments > MOST_MOMENTS) throw new Error(`The clock does not come to rest: again at ${next}.`);
    run = moved(run, next);
    next = nextMoment(run);
  }
  return {
    level,
    entries: inOrder(run.timed, end).map((timed) => entryOf(timed, start)),
    said: coming.map(({ at, text, id }) => ({ minutes: minutesOf(start, at), text, heard: heardOf(text, id, run) })),
    problems: run.problems.map(({ line, message }) => ({ line, message })),
    notSupposed,
    after: all.filter(({ at }) => !isDue(at, end)),
    incident: run.world.record,
  };
}

/** How much of a comment had an effect: each command that is refused is a problem of its own. */
function heardOf(text: string, id: number, { problems }: Run): Said['heard'] {
  const refused = problems.filter((problem) => problem.id === id).length;
  if (refused === 0) return 'all';
  return refused < parseComment(text, understood).length ? 'part' : 'nothing';
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
