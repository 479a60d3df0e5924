// Takes functions out of chunks: what stays has stubs in their place, which load the part when they are first called.
import { type Chunk, readChunk, type Statement, type Unit } from './chunk.ts';

/** Modules by file name: chunks as they stay, parts, and the pieces of which parts are made. */
export type Taken = ReadonlyMap<string, string>;

/** The part that a function is loaded with, or null: it stays. */
export type Choose = (unit: Unit) => string | null;

/** `chunks`: by file name; `entries`: those of them that are begun with. Parts are named `part-<name>.js`; one that is there already gets the functions too. */
export function takeApart(chunks: ReadonlyMap<string, string>, entries: readonly string[], choose: Choose): Taken {
  const read = new Map([...chunks].map(([file, text]) => [file, readChunk(text)] as const));
  const pinned = calledAtLoad(read);
  const together = loadedTogether(read, entries);
  const made = new Map(chunks);
  const pieces = new Map<string, string[]>();
  let next = 0;
  const isBegunWith = (file: string) => entries.includes(file) && !file.startsWith('part-');
  for (const [file, chunk] of read) {
    const partFor = (unit: Unit) => {
      const part = choose(unit);
      const isFree = part !== null && !isBegunWith(file) && !(part.startsWith('run-') && pinned.has(unit));
      return isFree ? `${part}${together(file)}` : null;
    };
    // A part keeps its names for those who ask for it; what is taken of it is between its other half and itself.
    const home = entries.includes(file) ? `rest-of-${file}` : file;
    const { kept, moved } = halves(chunk, home, partFor, () => `f${(next += 1)}`);
    if (moved.size === 0) continue;
    made.set(home, kept);
    if (home !== file) made.set(file, `export { ${[...chunk.exports.keys()].join(', ')} } from './${home}';`);
    for (const [part, piece] of moved) {
      const name = `${part}-of-${file}`;
      made.set(name, piece);
      pieces.set(part, [...(pieces.get(part) ?? []), name]);
    }
  }
  for (const [part, names] of pieces) {
    const file = `part-${part}.js`;
    const text = names.map((name) => `export * from './${name}';\n`).join('');
    made.set(file, `${made.get(file) ?? ''}\n${text}`);
  }
  return made;
}

/** Chunks that come with the same entries have one ending of the names of parts: what is taken of them brings no other chunk with it. Those that every bundle comes with have none. */
function loadedTogether(chunks: ReadonlyMap<string, Chunk>, entries: readonly string[]): (file: string) => string {
  const by = new Map<string, string[]>();
  for (const entry of entries) for (const file of reachedFrom(entry, chunks)) by.set(file, [...(by.get(file) ?? []), entry]);
  const everywhere = entries.filter((entry) => !entry.startsWith('part-'));
  const isEverywhere = (file: string) => everywhere.every((entry) => by.get(file)?.includes(entry));
  const sets = [...new Set([...chunks.keys()].filter((file) => !isEverywhere(file)).map((file) => by.get(file)?.join() ?? ''))].sort();
  return (file) => (isEverywhere(file) ? '' : `-${sets.indexOf(by.get(file)?.join() ?? '')}`);
}

/** Without waiting for anything, or as soon as there is something to do. */
function reachedFrom(entry: string, chunks: ReadonlyMap<string, Chunk>): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (file: string): void => {
    const chunk = chunks.get(file);
    if (chunk === undefined || found.has(file)) return;
    found.add(file);
    for (const from of chunk.loads) visit(from.slice(2));
  };
  visit(entry);
  return found;
}

/** Whatever runs while a chunk is loaded, as far as names tell: its part would need a chunk that is not there yet. */
function calledAtLoad(chunks: ReadonlyMap<string, Chunk>): ReadonlySet<Unit> {
  const found = new Set<Unit>();
  const seen = new Set<Statement>();
  const call = (file: string, name: string): void => {
    const chunk = chunks.get(file);
    const from = chunk?.imports.get(name);
    if (from !== undefined) {
      const other = from.from.slice(2);
      const local = chunks.get(other)?.exports.get(from.name);
      return local === undefined ? undefined : call(other, local);
    }
    const one = chunk?.statements.find(({ names }) => names.includes(name));
    if (one === undefined || seen.has(one)) return;
    seen.add(one);
    for (const unit of one.units) {
      found.add(unit);
      for (const mentioned of unit.mentions) call(file, mentioned);
    }
    for (const mentioned of one.calls) call(file, mentioned);
  };
  for (const [file, { statements }] of chunks) for (const { calls } of statements) for (const name of calls) call(file, name);
  return found;
}

type Halves = { readonly kept: string; readonly moved: ReadonlyMap<string, string> };

function halves(chunk: Chunk, file: string, choose: Choose, id: () => string): Halves {
  const units = unitsThatGo(chunk, choose);
  if (units.size === 0) return { kept: chunk.text, moved: new Map() };
  const whole = withTheirOwn(chunk, units);
  const stubs = new Map([...units].filter(([unit]) => ![...whole.keys()].some((one) => one.units.includes(unit))).map(([unit, part]) => [unit, { part, id: id() }]));
  const parts = [...new Set([...units.values(), ...whole.values()])].filter((part) => part !== NOWHERE);
  const needed = new Set<string>();
  const moved = new Map(parts.map((part) => [part, pieceOf(chunk, file, part, { stubs, whole, needed })] as const));
  return { kept: keptOf(chunk, { stubs, whole, needed }), moved };
}

/** Functions for which the chooser names a part, and which can be there. */
function unitsThatGo(chunk: Chunk, choose: Choose): Map<Unit, string> {
  const { statements } = chunk;
  const top = namesOf(chunk);
  const found = new Map<Unit, string>();
  for (const { units } of statements)
    for (const unit of units) {
      const part = unit.why === null && ![...unit.writes].some((name) => top.has(name)) ? choose(unit) : null;
      if (part !== null) found.set(unit, part);
    }
  return found;
}

/** At the top. */
function namesOf({ statements, imports }: Chunk): ReadonlySet<string> {
  return new Set([...imports.keys(), ...statements.flatMap(({ names }) => names)]);
}

/** The part of what nobody needs. */
const NOWHERE = 'nowhere';

/** Statements that only functions of one part mention: they go as they are. What nobody mentions goes nowhere. */
function withTheirOwn(chunk: Chunk, units: ReadonlyMap<Unit, string>): Map<Statement, string> {
  const { statements, exports } = chunk;
  const exported = new Set(exports.values());
  const top = namesOf(chunk);
  const gone = new Map<Statement, string>();
  for (;;) {
    const users = usersOf(statements, units, gone);
    const more = statements.flatMap((one) => {
      if (gone.has(one) || one.name === null || exported.has(one.name) || !mayGo(one, units, top)) return [];
      const by = users.get(one.name);
      // Nobody mentions it: it is left out.
      if (by === undefined) return [[one, NOWHERE] as const];
      const [part] = by;
      const chosen = one.units.map((unit) => units.get(unit)).find((other) => other !== undefined) ?? part;
      return by.size === 1 && part !== undefined && part !== '' && part === chosen ? [[one, part] as const] : [];
    });
    if (more.length === 0) return gone;
    for (const [one, part] of more) gone.set(one, part);
  }
}

/** One with functions that go elsewhere by themselves is left. */
function mayGo(one: Statement, units: ReadonlyMap<Unit, string>, top: ReadonlySet<string>): boolean {
  if (one.units.some(({ writes }) => [...writes].some((name) => top.has(name)))) return false;
  return one.units[0]?.kind === 'declaration' || (one.canWait && !one.units.some((unit) => units.has(unit)));
}

/** By name: the parts that mention it; an empty one is what stays. A declaration that mentions itself is no user. */
function usersOf(
  statements: readonly Statement[],
  units: ReadonlyMap<Unit, string>,
  gone: ReadonlyMap<Statement, string>,
): ReadonlyMap<string, ReadonlySet<string>> {
  const users = new Map<string, Set<string>>();
  const add = (names: ReadonlySet<string>, part: string, but: string | null) => {
    for (const name of names) {
      if (name === but) continue;
      const found = users.get(name) ?? new Set();
      users.set(name, found.add(part));
    }
  };
  for (const one of statements) {
    const where = gone.get(one) ?? '';
    add(one.mentions, where, one.name);
    for (const unit of one.units) add(unit.mentions, gone.get(one) ?? units.get(unit) ?? '', one.name);
  }
  return users;
}

type Plan = {
  readonly stubs: ReadonlyMap<Unit, Stub>;
  readonly whole: ReadonlyMap<Statement, string>;
  /** Names of what stays that pieces ask for. */
  readonly needed: Set<string>;
};

function pieceOf({ text, statements, imports }: Chunk, file: string, part: string, { stubs, whole, needed }: Plan): string {
  const lines: string[] = [];
  const here = new Set<string>();
  const mentioned = new Set<string>();
  for (const one of statements) {
    if (whole.get(one) === part) {
      lines.push(text.slice(one.start, one.end));
      if (one.name !== null) here.add(one.name);
      for (const names of [one.mentions, ...one.units.map(({ mentions }) => mentions)]) for (const name of names) mentioned.add(name);
      continue;
    }
    for (const unit of one.units) {
      const stub = stubs.get(unit);
      if (stub?.part !== part) continue;
      for (const name of unit.mentions) mentioned.add(name);
      if (unit.name !== null) here.add(unit.name);
      lines.push(unit.name === null ? `export const ${stub.id} = ${unit.code};` : `${unit.code}\nexport { ${unit.name} as ${stub.id} };`);
    }
  }
  const stay = new Set(statements.filter((one) => !whole.has(one)).flatMap(({ names }) => names));
  const own = [...mentioned].filter((name) => stay.has(name) && !here.has(name)).sort();
  for (const name of own) needed.add(name);
  const others = [...mentioned].filter((name) => imports.has(name)).sort();
  const from = others.map((name) => importOf(name, imports.get(name)));
  const ours = own.map((name) => `own$${name} as ${name}`);
  return [`import { ${ours.join(', ')} } from './${file}';`, ...from, ...lines].join('\n');
}

function importOf(local: string, from: { readonly from: string; readonly name: string } | undefined): string {
  if (from === undefined) return '';
  const source = JSON.stringify(from.from);
  if (from.name === '*') return `import * as ${local} from ${source};`;
  return `import { ${from.name} as ${local} } from ${source};`;
}

function keptOf({ text, statements }: Chunk, { stubs, whole, needed }: Plan): string {
  const declared: string[] = [];
  const edits = statements.flatMap((one) => {
    if (whole.has(one)) return [{ start: one.start, end: one.end, text: '' }];
    return one.units.flatMap((unit) => {
      const stub = stubs.get(unit);
      if (stub === undefined) return [];
      if (unit.kind === 'declaration') declared.push(`${unit.name ?? ''} = ${stubOf(stub)}`);
      const instead = unit.kind === 'declaration' ? '' : unit.kind === 'method' ? methodOf(unit, stub) : stubOf(stub);
      return [{ start: unit.start, end: unit.end, text: instead }];
    });
  });
  const parts = [...new Set([...stubs.values()].map(({ part }) => part))];
  const names = [...needed].sort().map((name) => `${name} as own$${name}`);
  return [
    // Before everything else, as functions are.
    declared.length === 0 ? '' : `var ${declared.join(', ')};`,
    edited(text, edits),
    ...parts.map((part) => loaderOf(loaderName(part), part)),
    names.length === 0 ? '' : `export { ${names.join(', ')} };`,
  ].join('\n');
}

type Edit = { readonly start: number; readonly end: number; readonly text: string };

/** In the order of their places. */
function edited(text: string, edits: readonly Edit[]): string {
  const from = [0, ...edits.map(({ end }) => end)];
  const to = [...edits.map(({ start }) => start), text.length];
  return from.map((start, at) => text.slice(start, to[at]) + (edits[at]?.text ?? '')).join('');
}

type Stub = { readonly part: string; readonly id: string };

function stubOf({ part, id }: Stub): string {
  return `${loaderName(part)}('${id}')`;
}

/** A name that somebody calls it by is before it. */
function methodOf({ isGenerator }: Unit, stub: Stub): string {
  return `(...given) { return ${isGenerator ? 'yield* ' : ''}${stubOf(stub)}.apply(this, given); }`;
}

/** Makes functions that load the part when they are called. */
export function loaderOf(name: string, part: string): string {
  return `function ${name}(id) { return function (...given) { return require('./part-${part}.js')[id].apply(this, given); }; }`;
}

function loaderName(part: string): string {
  return `later$${part.replaceAll('-', '_')}`;
}
