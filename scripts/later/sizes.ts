// How much of `action/dist` an Action loads: at its start, for an event that is its own, and at most.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Bytes. `start`: the bundle and every part that it imports; `ours`: with what it loads once there is something to do; `all`: with every part that it loads when a run comes to what that does. */
export type BundleSize = { readonly start: number; readonly ours: number; readonly all: number };

/** Of `<name>.js` in the folder. */
export function bundleSizeOf(dist: string, name: string): BundleSize {
  const size = (mention: RegExp) => sum(reached(dist, [name], mention));
  return { start: size(IMPORTED), ours: size(ASKED_FOR), all: size(NAMED) };
}

/** Bytes for an event of its own that comes to these parts (`parts.ts`, `seldom.json`), each in as many files as there are. Throws where there is none. */
export function sizeWith(dist: string, name: string, parts: readonly string[]): number {
  const files = readdirSync(dist);
  const named = parts.flatMap((part) => {
    const found = files.filter((file) => new RegExp(`^part-${part}(?:-\\d+)?\\.js$`).test(file));
    if (found.length === 0) throw new Error(`${dist} has no part ${part}: correct its name, or build anew.`);
    return found.map((file) => file.replace(/\.js$/, ''));
  });
  return sum(reached(dist, [name, ...named], ASKED_FOR));
}

/** As the bundler writes it: `from"./part-x.js"`, `import"./part-x.js"`. */
const IMPORTED = /(?:from|import) ?"\.\/(part-[\w-]+\.js)"/g;

/** The same, and `import("./part-x.js")`. */
const ASKED_FOR = /(?:from|import) ?\(?"\.\/(part-[\w-]+\.js)"/g;

/** In whatever way. */
const NAMED = /["'`]\.\/(part-[\w-]+\.js)["'`]/g;

/** What lies beside the code: `"./words-x.br"`. */
export const DATA = /"\.\/([\w-]+\.br)"/g;

function reached(dist: string, names: readonly string[], mention: RegExp): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  const visit = (file: string): void => {
    if (found.has(file)) return;
    const text = readFileSync(join(dist, file), 'utf8');
    found.set(file, Buffer.byteLength(text));
    for (const [, data = ''] of text.matchAll(DATA)) found.set(data, statSync(join(dist, data)).size);
    for (const [, part = ''] of text.matchAll(mention)) visit(part);
  };
  for (const name of names) visit(`${name}.js`);
  return found;
}

function sum(sizes: ReadonlyMap<string, number>): number {
  return [...sizes.values()].reduce((total, bytes) => total + bytes, 0);
}
