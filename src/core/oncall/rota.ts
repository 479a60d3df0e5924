// One rotation of people at an instant: who is on call, until when, who follows, and who stands behind them.
import { compare, type Timestamp } from '../time.ts';
import { type Window, windowAt, windowsOf } from './override.ts';
import { firstShift, type Rotation, shiftAt } from './shift.ts';

/** A rotation with its accounts that are gone, as `@login` in lower case. */
export type Rota = {
  readonly rotation: Rotation;
  readonly windows: readonly Window[];
  readonly gone: readonly string[];
};

export function rotaOf(rotation: Rotation, gone: readonly string[]): Rota {
  return { rotation, windows: windowsOf(rotation), gone };
}

/** `who` is null only where nobody is in it. `stoodIn`: whose turn it is, where an override has somebody else; `begun` false: it has not begun, nor is there an override. */
export type Turn = {
  readonly who: string | null;
  readonly stoodIn: string | null;
  readonly begun: boolean;
  readonly turn: number;
};

/** Whoever is gone is passed over, in overrides too: the next one takes the turn. */
export function turnAt({ rotation, windows, gone }: Rota, now: Timestamp): Turn {
  const shift = shiftAt(rotation, now);
  const turn = shift?.turn ?? 0;
  const [scheduled = null] = inTurn(rotation.people, turn).filter((handle) => !isIn(gone, handle));
  const window = windowAt(windows, now);
  if (window === null || isIn(gone, window.who)) return { who: scheduled, stoodIn: null, begun: shift !== null, turn };
  return { who: window.who, stoodIn: scheduled, begun: true, turn };
}

/** How far ahead a change is looked for, in hand-overs and overrides: more people and overrides than a rotation has. */
const FURTHEST = 300;

export type NextTurn = { readonly at: Timestamp; readonly who: string };

/** When somebody else is on call, and who; null where nobody ever is. */
export function nextTurn(rota: Rota, now: Timestamp): NextTurn | null {
  const { who } = turnAt(rota, now);
  let at = now;
  for (let step = 0; step < FURTHEST; step += 1) {
    const boundary = nextBoundary(rota, at);
    if (boundary === null) return null;
    const next = turnAt(rota, boundary).who;
    if (next !== null && !isSame(next, who)) return { at: boundary, who: next };
    at = boundary;
  }
  return null;
}

/** When the rotation, or an override, may put somebody else on call. */
function nextBoundary({ rotation, windows, gone }: Rota, now: Timestamp): Timestamp | null {
  const takeTurns = new Set(
    rotation.people.map((handle) => handle.toLowerCase()).filter((handle) => !gone.includes(handle)),
  );
  const handOvers = takeTurns.size > 1 ? [shiftAt(rotation, now)?.until ?? firstShift(rotation)] : [];
  const swaps = windows.flatMap(({ from, until }) => [from, until]).filter((at) => compare(at, now) > 0);
  return [...handOvers, ...swaps].sort(compare)[0] ?? null;
}

/** Who stands behind whoever is on call, so many places further; whoever had themselves stood in for comes last. Null where there is nobody else. */
export function behind(
  { rotation: { people }, gone }: Rota,
  { turn, who, stoodIn }: Turn,
  places: number,
): string | null {
  const others = inTurn(people, turn + places).filter((handle) => !isSame(handle, who) && !isIn(gone, handle));
  return others.find((handle) => !isSame(handle, stoodIn)) ?? others[0] ?? null;
}

function inTurn(people: readonly string[], turn: number): readonly string[] {
  const first = people.length === 0 ? 0 : turn % people.length;
  return [...people.slice(first), ...people.slice(0, first)];
}

function isIn(handles: readonly string[], handle: string): boolean {
  return handles.includes(handle.toLowerCase());
}

function isSame(a: string, b: string | null): boolean {
  return a.toLowerCase() === b?.toLowerCase();
}
