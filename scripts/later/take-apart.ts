// Takes functions out of the chunks of bundles: in their places stays what loads a part when it is first called. The part has them, and what only they need.
import { readChunk } from './chunk.ts';
import type { Unit } from './functions.ts';
import { halvesOf } from './halves.ts';
import { calledAtLoad, loadedTogether } from './loading.ts';
import { type Choose, planOf } from './plan.ts';

/** Parts of this beginning have functions that ordinary runs call. The others nobody called while they were recorded: not when a chunk was loaded either. */
export const CALLED = 'run-';

/**
 * Modules by file name: the chunks as they stay, and parts (`part-<name>.js`, where the name is that of `choose` with an ending for chunks that are loaded
 * by themselves) with the pieces that they are made of. `chunks`: by file name. `entries`: those of them that are begun with; of bundles nothing is taken
 * from these, what begins with `part-` keeps its names for those who ask for it. Throws where a chunk is no module.
 */
export function takeApart(
  chunks: ReadonlyMap<string, string>,
  entries: readonly string[],
  choose: Choose,
): ReadonlyMap<string, string> {
  const read = new Map([...chunks].map(([file, text]) => [file, readChunk(text)] as const));
  const pinned = calledAtLoad(read);
  const together = loadedTogether(read, entries);
  const made = new Map(chunks);
  const pieces = new Map<string, string[]>();
  const ids = new Map<Unit, string>();
  const idOf = (unit: Unit) => ids.get(unit) ?? ids.set(unit, `f${ids.size}`).get(unit) ?? '';
  for (const [file, chunk] of read) {
    const isEntry = entries.includes(file);
    if (isEntry && !file.startsWith('part-')) continue;
    const plan = planOf(chunk, (unit) => {
      const part = choose(unit);
      return part === null || (part.startsWith(CALLED) && pinned.has(unit)) ? null : part + together(file);
    });
    const home = isEntry ? `rest-of-${file}` : file;
    const { kept, moved } = halvesOf(chunk, home, plan, idOf);
    made.set(home, kept);
    if (isEntry) made.set(file, `export { ${[...chunk.exports.keys()].join(', ')} } from './${home}';`);
    for (const [part, piece] of moved) {
      const name = `${part}-of-${file}`;
      made.set(name, piece);
      pieces.set(part, [...(pieces.get(part) ?? []), name]);
    }
  }
  for (const [part, names] of pieces)
    made.set(`part-${part}.js`, names.map((name) => `export * from './${name}';`).join('\n'));
  return made;
}
