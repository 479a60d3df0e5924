// What changes between two policies, for an incident of each level and for all.
import { asWritten } from './as-written.ts';
import { addedLevel, levelChanges, removedLevel, renamedLevel } from './diff/levels.ts';
import { wideChanges } from './diff/wide.ts';
import type { Level, Policy } from './policy.ts';

/** One difference, in words: `before` and `after` are the two sides, `text` the whole sentence. `level` null: policy-wide. */
export type PolicyChange = {
  readonly level: string | null;
  readonly key: string;
  readonly text: string;
  readonly before: string;
  readonly after: string;
};

/**
 * Every difference: the levels of `after` from the worst on, levels that are gone, then what is policy-wide. Levels are the same when they have
 * the same name (whatever its case); one without a namesake is the one of its rank under a new name. Badness is told by rank alone (C1).
 */
export function policyDiff(before: Policy, after: Policy): readonly PolicyChange[] {
  const pairs = after.levels.map((level) => ({ level, was: formerly(level, before, after) }));
  const gone = before.levels.filter((level) => !pairs.some(({ was }) => was === level));
  return [
    ...pairs.flatMap(({ level, was }) => (was === null ? [addedLevel(level)] : ofLevel(was, level))),
    ...gone.map((level) => removedLevel(level)),
    ...wideChanges(before, after, [asWritten(before), asWritten(after)]),
  ];
}

function ofLevel(was: Level, level: Level): readonly PolicyChange[] {
  return [...(named(was, level) ? [] : [renamedLevel(was, level)]), ...levelChanges(was, level)];
}

function formerly(level: Level, before: Policy, after: Policy): Level | null {
  const namesake = before.levels.find((other) => named(other, level));
  if (namesake !== undefined) return namesake;
  const sameRank = before.levels.find((other) => other.rank === level.rank);
  const isFree = sameRank !== undefined && !after.levels.some((other) => named(other, sameRank));
  return isFree ? sameRank : null;
}

function named(a: Level, b: Level): boolean {
  return a.name.toLowerCase() === b.name.toLowerCase();
}
