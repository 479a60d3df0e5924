// What is loaded with what, and what runs meanwhile.
import type { Chunk, Statement } from './chunk.ts';
import type { Unit } from './functions.ts';

type Chunks = ReadonlyMap<string, Chunk>;

/**
 * Chunks that are always loaded together have one ending for the names of their parts: what is taken of one of them brings nothing with it that is not there.
 * Those that are most of the code have none. Loaded at once is what an entry or an `import()` names, with all that it needs.
 */
export function loadedTogether(chunks: Chunks, entries: readonly string[]): (file: string) => string {
  const asked = [...chunks.values()].flatMap(({ asks }) => asks.map(fileOf));
  const beginnings = [...new Set([...entries, ...asked])].sort();
  const reached = beginnings.map((file) => [file, reachedFrom(file, chunks)] as const);
  const lengths = new Map<string, number>();
  const sets = new Map<string, string>();
  for (const [file, { text }] of chunks) {
    const set = reached.flatMap(([beginning, files]) => (files.has(file) ? [beginning] : [])).join();
    sets.set(file, set);
    lengths.set(set, (lengths.get(set) ?? 0) + text.length);
  }
  const inOrder = [...lengths].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)).map(([set]) => set);
  return (file) => {
    const at = inOrder.indexOf(sets.get(file) ?? '');
    return at === 0 ? '' : `-${at}`;
  };
}

function fileOf(from: string): string {
  return from.slice('./'.length);
}

/** Without waiting for anything. */
function reachedFrom(beginning: string, chunks: Chunks): ReadonlySet<string> {
  const found = new Set<string>();
  const reach = (file: string): void => {
    const chunk = chunks.get(file);
    if (chunk === undefined || found.has(file)) return;
    found.add(file);
    for (const from of chunk.needs) reach(fileOf(from));
  };
  reach(beginning);
  return found;
}

/** Functions that run while a chunk is loaded, as far as names tell: a part of such a one would need a chunk that is not there yet. */
export function calledAtLoad(chunks: Chunks): ReadonlySet<Unit> {
  const found = new Set<Unit>();
  const seen = new Set<Statement>();
  const call = (file: string, name: string): void => {
    const chunk = chunks.get(file);
    const from = chunk?.imports.get(name);
    if (from !== undefined) callOutside(fileOf(from.from), from.name);
    const one = from === undefined ? chunk?.statements.find(({ names }) => names.includes(name)) : undefined;
    if (one === undefined || seen.has(one)) return;
    seen.add(one);
    for (const unit of one.units) found.add(unit);
    for (const names of [one.calls, ...one.units.map(({ mentions }) => mentions)])
      for (const other of names) call(file, other);
  };
  const callOutside = (file: string, exported: string): void => {
    const name = chunks.get(file)?.exports.get(exported);
    if (name !== undefined) call(file, name);
  };
  for (const [file, { statements }] of chunks)
    for (const { calls } of statements) for (const name of calls) call(file, name);
  return found;
}
