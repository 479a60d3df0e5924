// What a change of the policy's overrides does to who is on call: whom each stretch of time has afterwards instead of whom, somebody or nobody.
import { handlesOf } from '../policy/find.ts';
import type { Policy } from '../policy/policy.ts';
import { compare, isDue, type Timestamp } from '../time.ts';
import { windowsOf } from './override.ts';
import { type Rotation, shiftAt } from './shift.ts';
import { nothingKnown, standingsOf } from './standing.ts';

/** From one instant to before another somebody else is on call as a role; nobody: an empty list. `timezone`: by whose clocks the rotation is written. */
export type Swap = {
  readonly role: string;
  readonly timezone: string;
  readonly from: Timestamp;
  readonly until: Timestamp;
  readonly before: readonly string[];
  readonly after: readonly string[];
};

/** Stretches of one rotation that are looked at, at the most: more than a year has. */
const MOST = 500;

/** Every stretch within an override of either policy that has somebody else, by rotation and in order of time. What else a rotation changes is told key by key. */
export function swapsBetween(before: Policy, after: Policy): readonly Swap[] {
  const roles = [...new Set([...after.onCall, ...before.onCall].map(({ id }) => id))];
  return roles.flatMap((role) => swapsOf(role, before, after));
}

function swapsOf(role: string, before: Policy, after: Policy): readonly Swap[] {
  const both = [rotationIn(before, role), rotationIn(after, role)].flatMap((found) => (found === null ? [] : [found]));
  const timezone = both.at(-1)?.timezone ?? after.timezone;
  const swaps = stretches(both).map(({ from, until }): Swap => {
    const [was, is] = [before, after].map((policy) => onCallAs(policy, role, from));
    return { role, timezone, from, until, before: was ?? [], after: is ?? [] };
  });
  return merged(swaps.filter((swap) => !isSame(swap.before, swap.after)));
}

function rotationIn(policy: Policy, role: string): Rotation | null {
  const found = policy.onCall.find(({ id }) => id === role);
  return found === undefined ? null : { ...found, timezone: found.timezone ?? policy.timezone };
}

type Stretch = Pick<Swap, 'from' | 'until'>;

/** Within overrides, and cut where one begins or ends or a shift is handed over. */
function stretches(rotations: readonly Rotation[]): readonly Stretch[] {
  const windows = rotations.flatMap((rotation) => windowsOf(rotation));
  const cuts = windows.flatMap(({ from, until }) => [
    ...[from, until],
    ...rotations.flatMap((rotation) => handOvers(rotation, from, until)),
  ]);
  const inOrder = [...new Set(cuts)].toSorted(compare);
  return inOrder
    .flatMap((from, index) => {
      const until = inOrder[index + 1];
      const isIn = windows.some((window) => isDue(window.from, from) && compare(from, window.until) < 0);
      return until === undefined || !isIn ? [] : [{ from, until }];
    })
    .slice(0, MOST);
}

function handOvers(rotation: Rotation, from: Timestamp, until: Timestamp): readonly Timestamp[] {
  const found: Timestamp[] = [];
  let at = shiftAt(rotation, from)?.until ?? until;
  while (compare(at, until) < 0 && found.length < MOST) {
    found.push(at);
    const next = shiftAt(rotation, at)?.until ?? until;
    at = compare(next, at) > 0 ? next : until;
  }
  return found;
}

/** Whoever the role has where no rotation fills it. */
function onCallAs(policy: Policy, role: string, at: Timestamp): readonly string[] {
  const standing = standingsOf(policy, at, nothingKnown).find(({ rotation }) => rotation.id === role);
  return standing?.handles ?? handlesOf(policy, [role]);
}

function isSame(a: readonly string[], b: readonly string[]): boolean {
  return a.join(' ').toLowerCase() === b.join(' ').toLowerCase();
}

/** Two that touch and swap the same are one. */
function merged(swaps: readonly Swap[]): readonly Swap[] {
  const done: Swap[] = [];
  for (const swap of swaps) {
    const last = done.at(-1);
    if (last !== undefined && goesOn(last, swap)) done[done.length - 1] = { ...last, until: swap.until };
    else done.push(swap);
  }
  return done;
}

function goesOn(last: Swap, next: Swap): boolean {
  return last.until === next.from && isSame(last.before, next.before) && isSame(last.after, next.after);
}
