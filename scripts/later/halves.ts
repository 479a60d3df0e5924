// A chunk by its plan: the text that stays, and for each part the module of what goes there.
import type { Chunk, Import, Statement } from './chunk.ts';
import type { Unit } from './functions.ts';
import { loaderOf } from './loader.ts';
import { NOWHERE, type Plan } from './plan.ts';

/** `moved`: by the names of the parts. */
export type Halves = { readonly kept: string; readonly moved: ReadonlyMap<string, string> };

/** `file`: where what stays is found. `idOf`: how a function is called in its part, in no two chunks the same. */
export function halvesOf(chunk: Chunk, file: string, plan: Plan, idOf: (unit: Unit) => string): Halves {
  const parts = new Set([...plan.statements.values(), ...plan.units.values()].filter((part) => part !== NOWHERE));
  const needed = new Set<string>();
  const moved = [...parts].map((part) => {
    const { text, names } = pieceOf(chunk, file, part, plan, idOf);
    for (const name of names) needed.add(name);
    return [part, text] as const;
  });
  return { kept: keptOf(chunk, plan, idOf, needed), moved: new Map(moved) };
}

type Piece = { readonly lines: string[]; readonly here: Set<string>; readonly mentions: Set<string> };

/** `names`: what it asks of what stays. */
function pieceOf(chunk: Chunk, file: string, part: string, plan: Plan, idOf: (unit: Unit) => string) {
  const piece: Piece = { lines: [], here: new Set(), mentions: new Set() };
  for (const one of chunk.statements) {
    if (plan.statements.get(one) === part) addStatement(piece, one, chunk.text);
    else for (const unit of one.units) if (plan.units.get(unit) === part) addUnit(piece, unit, idOf(unit));
  }
  const stay = chunk.statements.filter((one) => !plan.statements.has(one)).flatMap(({ names }) => names);
  const names = stay.filter((name) => piece.mentions.has(name) && !piece.here.has(name));
  const own = names.map((name) => `${outside(name)} as ${name}`).join(', ');
  const others = [...chunk.imports].filter(([name]) => piece.mentions.has(name)).map(importOf);
  return { names, text: [`import { ${own} } from './${file}';`, ...others, ...piece.lines].join('\n') };
}

function addStatement({ lines, here, mentions }: Piece, one: Statement, text: string): void {
  lines.push(text.slice(one.start, one.end));
  if (one.name !== null) here.add(one.name);
  for (const names of [one.mentions, ...one.units.map((unit) => unit.mentions)])
    for (const name of names) mentions.add(name);
}

function addUnit({ lines, here, mentions }: Piece, unit: Unit, id: string): void {
  if (unit.name === null) lines.push(`export const ${id} = ${unit.code};`);
  else lines.push(unit.code, `export { ${unit.name} as ${id} };`);
  if (unit.name !== null) here.add(unit.name);
  for (const name of unit.mentions) mentions.add(name);
}

function importOf([local, { from, name }]: readonly [string, Import]): string {
  const what = name === '*' ? `* as ${local}` : `{ ${name} as ${local} }`;
  return `import ${what} from ${JSON.stringify(from)};`;
}

/** How a name of a chunk is called in its parts. */
function outside(name: string): string {
  return `own$${name}`;
}

function keptOf(chunk: Chunk, plan: Plan, idOf: (unit: Unit) => string, needed: ReadonlySet<string>): string {
  const stubs = [...plan.units].map(([unit, part]) => ({ unit, part, stub: `${loaderName(part)}('${idOf(unit)}')` }));
  const declared = stubs.flatMap(({ unit, stub }) => (unit.name === null ? [] : [`${unit.name} = ${stub}`]));
  const edits = [
    ...[...plan.statements.keys()].map(({ start, end }) => ({ start, end, text: '' })),
    ...stubs.map(({ unit, stub }) => ({ start: unit.start, end: unit.end, text: insteadOf(unit, stub) })),
  ];
  const names = [...needed].sort().map((name) => `${name} as ${outside(name)}`);
  return [
    // Before everything else, as functions are.
    declared.length === 0 ? '' : `var ${declared.join(', ')};`,
    edited(chunk.text, edits),
    ...[...new Set(plan.units.values())].map((part) => loaderOf(loaderName(part), part)),
    names.length === 0 ? '' : `export { ${names.join(', ')} };`,
  ].join('\n');
}

function loaderName(part: string): string {
  return `later$${part.replaceAll('-', '_')}`;
}

/** In its place: a declaration is at the top. */
function insteadOf({ kind, isGenerator }: Unit, stub: string): string {
  if (kind === 'method') return `(...given) { return ${isGenerator ? 'yield* ' : ''}${stub}.apply(this, given); }`;
  return kind === 'declaration' ? '' : stub;
}

type Edit = { readonly start: number; readonly end: number; readonly text: string };

/** None is within another. */
function edited(text: string, edits: readonly Edit[]): string {
  const inOrder = edits.toSorted((a, b) => a.start - b.start);
  const from = [0, ...inOrder.map(({ end }) => end)];
  return from.map((start, at) => text.slice(start, inOrder[at]?.start) + (inOrder[at]?.text ?? '')).join('');
}
