// What of a chunk goes to which part.
import type { Chunk, Statement } from './chunk.ts';
import type { Unit } from './functions.ts';

/** The part that a function is loaded with, or null: it stays. */
export type Choose = (unit: Unit) => string | null;

export type Plan = {
  /** Functions in whose place something stays that loads the part. */
  readonly units: ReadonlyMap<Unit, string>;
  /** Statements that go as they are, since nobody else mentions them. */
  readonly statements: ReadonlyMap<Statement, string>;
};

/** The part of what nobody needs. */
export const NOWHERE = 'nowhere';

/** A function that writes to what is at the top of its chunk stays: outside, nobody can. */
export function planOf(chunk: Chunk, choose: Choose): Plan {
  const top = new Set([...chunk.imports.keys(), ...chunk.statements.flatMap(({ names }) => names)]);
  const isBound = ({ writes }: Unit) => [...writes].some((name) => top.has(name));
  const chosen = new Map<Unit, string>();
  for (const unit of chunk.statements.flatMap(({ units }) => units)) {
    const part = unit.isFree && !isBound(unit) ? choose(unit) : null;
    if (part !== null) chosen.set(unit, part);
  }
  const mayGo = (one: Statement) => (isDeclaration(one) || one.canWait) && !one.units.some(isBound);
  const statements = withTheirOwn(chunk, chosen, mayGo);
  const gone = new Set([...statements.keys()].flatMap(({ units }) => units));
  return { units: new Map([...chosen].filter(([unit]) => !gone.has(unit))), statements };
}

function isDeclaration({ units }: Statement): boolean {
  return units[0]?.kind === 'declaration';
}

type Chosen = ReadonlyMap<Unit, string>;

/** Statements that only what goes to one part mentions go there too; what nobody mentions goes nowhere. */
function withTheirOwn(
  { statements, exports }: Chunk,
  chosen: Chosen,
  mayGo: (one: Statement) => boolean,
): ReadonlyMap<Statement, string> {
  const exported = new Set(exports.values());
  const candidates = statements.filter((one) => one.name !== null && !exported.has(one.name) && mayGo(one));
  const gone = new Map<Statement, string>();
  for (;;) {
    const users = usersOf(statements, chosen, gone);
    const more = candidates.flatMap((one) => {
      const part = gone.has(one) ? null : partFor(one, users.get(one.name ?? ''), chosen);
      return part === null ? [] : [[one, part] as const];
    });
    if (more.length === 0) return gone;
    for (const [one, part] of more) gone.set(one, part);
  }
}

/** `by`: the parts of who mentions it. One whose functions were chosen for another part stays: that they go there is reckoned with. */
function partFor(one: Statement, by: ReadonlySet<string> | undefined, chosen: Chosen): string | null {
  if (by === undefined) return NOWHERE;
  const [part = STAYS] = by;
  const fits = one.units.every((unit) => (chosen.get(unit) ?? part) === part);
  const isWhole = isDeclaration(one) || !one.units.some((unit) => chosen.has(unit));
  return by.size === 1 && part !== STAYS && fits && isWhole ? part : null;
}

const STAYS = '';

/** By name: the parts of who mentions it. What mentions itself is no user of its own. */
function usersOf(
  statements: readonly Statement[],
  chosen: Chosen,
  gone: ReadonlyMap<Statement, string>,
): ReadonlyMap<string, ReadonlySet<string>> {
  const users = new Map<string, Set<string>>();
  const add = (names: ReadonlySet<string>, part: string, itself: string | null) => {
    for (const name of names) if (name !== itself) users.set(name, (users.get(name) ?? new Set()).add(part));
  };
  for (const one of statements) {
    const where = gone.get(one);
    if (where === NOWHERE) continue;
    add(one.mentions, where ?? STAYS, one.name);
    for (const unit of one.units) add(unit.mentions, where ?? chosen.get(unit) ?? STAYS, one.name);
  }
  return users;
}
