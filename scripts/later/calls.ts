// Which functions the runs of a recording called, and where those belong that not every run calls.
import { readChunk } from './chunk.ts';
import type { Unit } from './functions.ts';
import { areaOf, type Recorded } from './seldom.ts';
import { CALLED } from './take-apart.ts';

/** By the key of a function: the kinds of runs that called it, of those that had it loaded, and how long it is. */
export type Calls = Map<string, { readonly kinds: Set<string>; length: number }>;

type Range = { readonly startOffset: number; readonly endOffset: number; readonly count: number };
type Script = { readonly url: string; readonly functions: readonly { readonly ranges: readonly Range[] }[] };

/** Adds what Node recorded of one process (https://nodejs.org/docs/latest-v24.x/api/cli.html#node_v8_coveragedir). `textOf`: the code at an address, or null where it does not matter. */
export function callsOf(coverage: string, kind: string, textOf: (url: string) => string | null, calls: Calls): void {
  const { result }: { readonly result: readonly Script[] } = JSON.parse(coverage);
  for (const { url, functions } of result) {
    const text = textOf(url);
    if (text === null) continue;
    const counts = countsByEnd(functions.flatMap(({ ranges }) => ranges.slice(0, 1)));
    for (const unit of unitsIn(text)) {
      const known = calls.get(unit.key) ?? { kinds: new Set(), length: 0 };
      if ((counts.get(unit.end) ?? 0) > 0) known.kinds.add(kind);
      known.length = Math.max(known.length, unit.end - unit.start);
      calls.set(unit.key, known);
    }
  }
}

/** The same chunk is in many runs. */
const read = new Map<string, readonly Unit[]>();

function unitsIn(text: string): readonly Unit[] {
  const known = read.get(text) ?? readChunk(text).statements.flatMap(({ units }) => units);
  read.set(text, known);
  return known.filter(({ isFree }) => isFree);
}

/** A function ends where its code ends, wherever it is said to begin: of those that end together the outermost counts. */
function countsByEnd(ranges: readonly Range[]): ReadonlyMap<number, number> {
  const outermost = ranges.toSorted((a, b) => b.startOffset - a.startOffset);
  return new Map(outermost.map(({ endOffset, count }) => [endOffset, count]));
}

/** Characters as they are written: shorter ones are not worth what stays in their place. */
const WORTH = 70;

/** In the order of their keys. What runs of several sorts call stays where it is. */
export function recordedOf(calls: Calls): Recorded {
  const found: Record<string, Record<string, string[]>> = {};
  for (const [key, { kinds, length }] of [...calls].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const part = kinds.size === 0 ? areaOf(key) : partOfRuns(kinds);
    if (part === null || length < WORTH) continue;
    const at = key.indexOf('#');
    const modules = found[part] ?? {};
    modules[key.slice(0, at)] = [...(modules[key.slice(0, at)] ?? []), key.slice(at + 1)];
    found[part] = modules;
  }
  return found;
}

const commands = ['command', 'people', 'find', 'wait', 'ask', 'refused', 'end'];

/** The kinds of runs of the loop (`test/support/ordinary-runs.ts`) that have something in common, the narrowest first. */
const sorts: Readonly<Record<string, readonly string[]>> = {
  issue: ['declaration'],
  alert: ['alert'],
  declaration: ['declaration', 'alert'],
  due: ['due'],
  clock: ['clock', 'due'],
  zone: ['zone'],
  ...Object.fromEntries(commands.map((kind) => [kind, [kind]])),
  commands,
  comment: ['comment', ...commands],
};

function partOfRuns(kinds: ReadonlySet<string>): string | null {
  // Runs in a time zone do what all others do, and more.
  const others = [...kinds].filter((kind) => kind !== 'zone' || kinds.size === 1);
  const sort = Object.entries(sorts).find(([, all]) => others.every((kind) => all.includes(kind)));
  return sort === undefined ? null : CALLED + sort[0];
}
