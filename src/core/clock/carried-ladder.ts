// The ladder of an incident that goes by another policy from now on: who was told stays told, whoever was not is told when the new ladder says.
import { countedAsTaken, lastMention, wasTold } from '../incident/ladder.ts';
import type { Incident } from '../incident/record.ts';
import { findLevel, handlesOf } from '../policy/find.ts';
import { levelIn } from '../policy/kept.ts';
import type { Level, Policy, Tier } from '../policy/policy.ts';
import { isDue, type Timestamp } from '../time.ts';
import { escalations, stepKey, UNASSIGNED } from './ladder.ts';

type Ladder = Incident['ladder'];

/**
 * The ladder under `next`. A step is taken when one for the same people has told them, matched by people and time, then by people alone. Once
 * anybody was told, what is due already counts as taken too: nobody is paged because rules changed (decision 0012). A step whose time is still to
 * come, or whose condition does not hold yet, is to come, also when it only counted as taken before.
 */
export function carriedLadder(incident: Incident, now: Policy, next: Policy, at: Timestamp): Ladder {
  const ladder = translated(incident.ladder, now, next);
  const level = levelIn(next, now, incident.level);
  if (incident.ladder.taken.length === 0) return ladder;
  return pastTaken({ ...incident, level, ladder }, next, at, lastMention(incident.ladder));
}

/** The ladder under `next` of an incident of whose policy so far nothing is known: what is due counts as taken, the rest is to come. Its severity unknown too, paging fails open. */
export function ladderAnew(incident: Incident, next: Policy, at: Timestamp): Ladder {
  const { since, answered, taken } = incident.ladder;
  const ladder: Ladder = { since, answered, taken: taken.includes(UNASSIGNED) ? [UNASSIGNED] : [], at: {} };
  if (taken.length === 0 || findLevel(next, incident.level) === null) return ladder;
  return pastTaken({ ...incident, ladder }, next, at, lastMention(incident.ladder));
}

function translated(ladder: Ladder, now: Policy, next: Policy): Ladder {
  const pairs = now.levels.flatMap((level) =>
    stepPairs({ policy: now, level }, { policy: next, level: findLevel(next, levelIn(next, now, level.name)) }, ladder),
  );
  const kept = ladder.taken.includes(UNASSIGNED) ? [UNASSIGNED] : [];
  const instants = pairs.flatMap(([from, to]) =>
    ladder.at[from] === undefined ? [] : [[to, ladder.at[from]] as const],
  );
  const { since, answered } = ladder;
  return {
    since,
    answered,
    taken: [...new Set([...kept, ...pairs.map(([, to]) => to)])],
    at: { ...unassignedAt(ladder), ...Object.fromEntries(instants) },
  };
}

function unassignedAt({ at }: Ladder): Ladder['at'] {
  return at[UNASSIGNED] === undefined ? {} : { [UNASSIGNED]: at[UNASSIGNED] };
}

type Of<L extends Level | null> = { readonly policy: Policy; readonly level: L };

/** The keys of steps that told people with the key that each has in the other level; a step is matched at most once. */
function stepPairs(
  { policy: now, level: from }: Of<Level>,
  { policy: next, level: to }: Of<Level | null>,
  ladder: Ladder,
): readonly (readonly [string, string])[] {
  if (to === null) return [];
  const open = new Set(to.escalation.keys());
  const done = from.escalation.flatMap((tier, step) =>
    wasTold(ladder, stepKey(from.name, step)) ? [{ tier, step }] : [],
  );
  const pairs: [number, number][] = [];
  const samePeople = (a: Tier, b: Tier | undefined) => b !== undefined && isForSame(now, a, next, b);
  const sameStep = (a: Tier, b: Tier | undefined) => samePeople(a, b) && a.after === b?.after;
  for (const same of [sameStep, samePeople]) {
    for (const { tier, step } of done) {
      if (pairs.some(([old]) => old === step)) continue;
      const match = [...open].find((index) => same(tier, to.escalation[index]));
      if (match === undefined) continue;
      open.delete(match);
      pairs.push([step, match]);
    }
  }
  return pairs.map(([old, fresh]) => [stepKey(from.name, old), stepKey(to.name, fresh)]);
}

/** The same roles, or other roles of the same people: presets call whoever is on call by different names. */
function isForSame(now: Policy, a: Tier, next: Policy, b: Tier): boolean {
  if (isSame(a.targets, b.targets)) return true;
  const people = handlesOf(now, a.targets);
  return people.length > 0 && isSame(people, handlesOf(next, b.targets));
}

function isSame(a: readonly string[], b: readonly string[]): boolean {
  return [...a].sort().join('\n') === [...b].sort().join('\n');
}

/** A step may wait for one that counts as taken only now, so this goes on until nothing more is due; each round takes a step at least. */
function pastTaken(incident: Incident, policy: Policy, now: Timestamp, told: Timestamp | null): Ladder {
  const due = escalations(incident, policy).filter(({ at }) => isDue(at, now));
  if (due.length === 0) return incident.ladder;
  const keys = due.map(({ key }) => key);
  const ladder = countedAsTaken(incident.ladder, keys, told);
  return pastTaken({ ...incident, ladder }, policy, now, told);
}
