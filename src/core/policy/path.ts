// Places in a policy: a path of keys, of indices in lists, and of names where the things of a list have a name or id.
import { identityOf, nameOf, type Plain } from './compose.ts';

/** From the root to a value. In a list of named things a name does as well as an index. */
export type Path = readonly (string | number)[];

/** A path as zod gives it. */
export function plainPath(path: readonly PropertyKey[]): Path {
  return path.map((part) => (typeof part === 'symbol' ? String(part) : part));
}

/** Whether `path` is at `above` or inside it. */
export function isWithin(path: Path, above: Path): boolean {
  return above.length <= path.length && above.every((part, index) => part === path[index]);
}

/** The value there; undefined where there is none. */
export function valueAt(root: unknown, path: Path): unknown {
  let value = root;
  for (const part of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, part)) return undefined;
    value = Reflect.get(value, part);
  }
  return value;
}

/** The same path with names for the things of a list that have one. */
export function byName(root: unknown, path: Path): Path {
  return path.map((part, index) => {
    const item = typeof part === 'number' ? valueAt(root, path.slice(0, index + 1)) : null;
    const key = isPlain(item) ? identityOf(item) : null;
    return isPlain(item) && key !== null ? String(item[key]) : part;
  });
}

/** The path as people read it. */
export function inWords(root: unknown, path: Path): string {
  return byName(root, path).join('.');
}

/** A copy without what stands at these paths. */
export function without(value: unknown, gone: readonly Path[]): unknown {
  if (gone.length === 0) return value;
  const byPart = Map.groupBy(gone, ([first]) => first);
  const inside = (part: string | number) => (byPart.get(part) ?? []).map((path) => path.slice(1));
  const isGone = (part: string | number) => (byPart.get(part) ?? []).some((path) => path.length === 1);
  if (Array.isArray(value))
    return value.flatMap((item: unknown, index) => (isGone(index) ? [] : [without(item, inside(index))]));
  if (!isPlain(value)) return value;
  const kept = Object.entries(value).filter(([key]) => !isGone(key));
  return Object.fromEntries(kept.map(([key, inner]) => [key, without(inner, inside(key))]));
}

/** The path in the whole of what is at `path` in a copy `without` these. */
export function pathBefore(path: Path, gone: readonly Path[]): Path {
  const whole: (string | number)[] = [];
  for (const part of path) whole.push(typeof part === 'number' ? indexBefore(part, whole, gone) : part);
  return whole;
}

function indexBefore(index: number, list: Path, gone: readonly Path[]): number {
  const missing = gone
    .filter((path) => path.length === list.length + 1 && isWithin(path, list))
    .map((path) => path.at(-1))
    .filter((part) => typeof part === 'number')
    .sort((a, b) => a - b);
  let before = index;
  for (const other of new Set(missing)) if (other <= before) before += 1;
  return before;
}

export type Located = { readonly path: Path; readonly isComplete: boolean };

/** The path by index in `root`, as far as it goes there. Indices of `path` count in a copy `without` the gone; names do not care. */
export function locate(root: unknown, path: Path, gone: readonly Path[]): Located {
  const found: (string | number)[] = [];
  let value = root;
  for (const part of path) {
    const next = Array.isArray(value) ? indexOf(value, part, found, gone) : part;
    const inner = next === null ? undefined : valueAt(value, [next]);
    if (next === null || inner === undefined) return { path: found, isComplete: false };
    found.push(next);
    value = inner;
  }
  return { path: found, isComplete: true };
}

function indexOf(list: readonly unknown[], part: string | number, at: Path, gone: readonly Path[]): number | null {
  if (typeof part === 'number') return indexBefore(part, at, gone);
  const index = list.findIndex((item) => isPlain(item) && nameOf(item) === part.toLowerCase());
  return index < 0 ? null : index;
}

export function isPlain(value: unknown): value is Plain {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
