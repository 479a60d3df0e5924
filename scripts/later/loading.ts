// What is loaded with what, and what runs meanwhile.
import type { Chunk, Statement } from './chunk.ts';
import type { Unit } from './functions.ts';

type Chunks = ReadonlyMap<string, Chunk>;

/**
 * Chunks that come with the same entries have one ending for the names of their parts: what is taken of them brings no other chunk with it. Those that
 * every bundle comes with have none. Entries that begin with `part-` are no bundles.
 */
export function loadedTogether(chunks: Chunks, entries: readonly string[]): (file: string) => string {
  const reached = entries.map((entry) => [entry, reachedFrom(entry, chunks)] as const);
  const entriesOf = (file: string) => reached.filter(([, files]) => files.has(file)).map(([entry]) => entry);
  const bundles = entries.filter((entry) => !entry.startsWith('part-'));
  const isEverywhere = (file: string) => bundles.every((entry) => entriesOf(file).includes(entry));
  const sets = [
    ...new Set([...chunks.keys()].filter((file) => !isEverywhere(file)).map((file) => entriesOf(file).join())),
  ];
  sets.sort();
  return (file) => (isEverywhere(file) ? '' : `-${sets.indexOf(entriesOf(file).join())}`);
}

/** Without waiting for anything, or as soon as there is something to do. */
function reachedFrom(entry: string, chunks: Chunks): ReadonlySet<string> {
  const found = new Set<string>();
  const reach = (file: string): void => {
    const chunk = chunks.get(file);
    if (chunk === undefined || found.has(file)) return;
    found.add(file);
    for (const from of chunk.loads) reach(from.slice('./'.length));
  };
  reach(entry);
  return found;
}

/** Functions that run while a chunk is loaded, as far as names tell: a part of such a one would need a chunk that is not there yet. */
export function calledAtLoad(chunks: Chunks): ReadonlySet<Unit> {
  const found = new Set<Unit>();
  const seen = new Set<Statement>();
  const call = (file: string, name: string): void => {
    const chunk = chunks.get(file);
    const from = chunk?.imports.get(name);
    if (from !== undefined) callOutside(from.from.slice('./'.length), from.name);
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
