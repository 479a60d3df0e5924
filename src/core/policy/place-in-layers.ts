// Where something that is wrong with the whole stands in the texts that it is composed of.
import type { FileLayer } from './chain.ts';
import { isWithin, type Located, locate, type Path } from './path.ts';
import type { Placed } from './told.ts';

/** Something wrong with the whole; `at` are the places that have to do with it, the first that is written counts. */
export type InWhole = { readonly at: readonly Path[]; readonly code: string; readonly say: () => string };

/** Adds each to the text where it stands: the nearest that has one of its places, else the file itself. What only follows from what was left out is not told. */
export function placeInLayers(layers: readonly FileLayer[], wrong: readonly InWhole[]): readonly FileLayer[] {
  const placed = wrong.flatMap((one) => {
    const found = layers.flatMap((layer) =>
      one.at.map((path) => ({ layer, ...locate(layer.raw, path, layer.leftOut) })),
    );
    if (found.some(isSpoilt)) return [];
    const written = found.find(({ isComplete }) => isComplete) ?? found[0];
    return written === undefined ? [] : [{ layer: written.layer, fault: faultAt(written, one) }];
  });
  return layers.map((layer) => ({
    ...layer,
    faults: [...layer.faults, ...placed.filter((one) => one.layer === layer).map(({ fault }) => fault)],
  }));
}

type InLayer = Located & { readonly layer: FileLayer };

function isSpoilt({ layer, ...located }: InLayer): boolean {
  return isIncomplete(located, layer.leftOut);
}

/** What stands there, or a thing of that very list, was left out: the whole is not what was meant. */
function isIncomplete({ path, isComplete }: Located, leftOut: readonly Path[]): boolean {
  if (!isComplete) return false;
  return leftOut.some((gone) => {
    const isItem = gone.length === path.length + 1 && typeof gone.at(-1) === 'number';
    return isWithin(path, gone) || (isItem && isWithin(gone, path));
  });
}

/** Whether a rule is broken only since something was left out of the whole. */
export function onlyFollows(at: readonly Path[], whole: unknown, leftOut: readonly Path[]): boolean {
  return at.some((path) => isIncomplete(locate(whole, path, leftOut), leftOut));
}

function faultAt({ layer, path }: InLayer, { code, say }: InWhole): Placed {
  const place = path.length === 0 ? null : layer.places?.ofValue(path);
  return { ...(place ?? { line: 1, column: 1 }), code, say };
}
