// What the record keeps of the escalation ladder: which steps were taken, and when people were mentioned.
import { compare, earlier, later, minus, type Timestamp } from '../time.ts';
import type { Incident } from './record.ts';

type Ladder = Incident['ladder'];

/** The ladder after steps that mentioned somebody: the next step may wait for an answer (`S001-27`). */
export function mentioned(ladder: Ladder, keys: readonly string[], at: Timestamp): Ladder {
  const { counted, ...told } = withSteps(again(ladder, keys), keys, at);
  const left = counted?.filter((key) => !keys.includes(key)) ?? [];
  return left.length === 0 ? told : { ...told, counted: left };
}

/** How often a step has mentioned people, whether it is to be taken once more or not. */
export function timesTold({ at, times, counted }: Ladder, key: string): number {
  return times?.[key] ?? (at[key] !== undefined && counted?.includes(key) !== true ? 1 : 0);
}

function again(ladder: Ladder, keys: readonly string[]): Ladder {
  const repeated = keys.filter((key) => timesTold(ladder, key) > 0);
  if (repeated.length === 0) return ladder;
  return {
    ...ladder,
    times: { ...ladder.times, ...Object.fromEntries(repeated.map((key) => [key, timesTold(ladder, key) + 1])) },
  };
}

/**
 * The ladder with steps that need not mention anybody any more. What waits for an answer then waits since people were last told; a step that told people
 * keeps its own time, else it would look like a page of now.
 */
export function countedAsTaken(ladder: Ladder, keys: readonly string[], told = lastMention(ladder)): Ladder {
  const fresh = keys.filter((key) => !ladder.taken.includes(key));
  const counted = [...new Set([...(ladder.counted ?? []), ...fresh])];
  return { ...withSteps(ladder, fresh, told), ...(counted.length === 0 ? {} : { counted }) };
}

/** The ladder as if the last mention of these steps had not been: it was not sent. They count as taken all the same. */
export function untold(ladder: Ladder, keys: readonly string[]): Ladder {
  const told = keys.filter((key) => timesTold(ladder, key) > 0);
  if (told.length === 0) return ladder;
  const once = told.filter((key) => timesTold(ladder, key) === 1);
  const times = Object.entries(ladder.times ?? {}).map(([key, count]) => [key, told.includes(key) ? count - 1 : count]);
  const { counted: _counted, times: _times, ...rest } = ladder;
  const counted = [...(ladder.counted ?? []), ...once];
  return {
    ...rest,
    at: Object.fromEntries(Object.entries(ladder.at).filter(([key]) => !once.includes(key))),
    ...(counted.length === 0 ? {} : { counted }),
    ...(times.length === 0 ? {} : { times: Object.fromEntries(times) }),
  };
}

/** The same, with these steps to be taken once more. */
export function toBeTaken(ladder: Ladder, keys: readonly string[]): Ladder {
  const { counted, ...rest } = untold(ladder, keys);
  const left = counted?.filter((key) => !keys.includes(key)) ?? [];
  return {
    ...rest,
    taken: ladder.taken.filter((key) => !keys.includes(key)),
    ...(left.length === 0 ? {} : { counted: left }),
  };
}

/** Whether a step has mentioned people, and does not only count as taken. */
export function wasTold({ taken, counted }: Ladder, key: string): boolean {
  return taken.includes(key) && counted?.includes(key) !== true;
}

/** When people were last mentioned; null when nobody was, or the card is of a release that did not say. */
export function lastMention({ at }: Ladder): Timestamp | null {
  const [first, ...others] = Object.values(at);
  return first === undefined ? null : others.reduce(later, first);
}

function withSteps(ladder: Ladder, keys: readonly string[], at: Timestamp | null): Ladder {
  const instants = Object.fromEntries(at === null ? [] : keys.map((key) => [key, at]));
  return { ...ladder, taken: [...new Set([...ladder.taken, ...keys])], at: { ...ladder.at, ...instants } };
}

/** How often a change of severity starts the clocks anew, in an hour and while nobody answers; flipping it further changes who is paged, not when (AC-18). */
export const MOST_RESTARTS = 3;

/** Whether a change of severity at an instant starts the clocks anew: somebody who flips it on and on, however slowly, would hold them off for ever. */
export function mayRestart({ timeline, milestones, ladder }: Incident, at: Timestamp): boolean {
  const begun = [milestones.declared, milestones.reopened, ladder.answered].flatMap((instant) => instant ?? []);
  const from = earlier(begun.reduce(later, begun[0] ?? at), minus(at, 'PT1H'));
  const changes = timeline.filter((entry) => entry.kind === 'severity' && compare(entry.at, from) > 0);
  return changes.length < MOST_RESTARTS;
}
