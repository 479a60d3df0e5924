// Preset, base and what the team wrote → one written policy, key by key.

/** A policy as the YAML reader gives it: plain values, valid by the schema. */
export type Plain = Readonly<Record<string, unknown>>;

/** Later layers lie over earlier ones. Things with a name or id are merged one by one, other lists and values are replaced. */
export function compose(...layers: readonly Plain[]): Plain {
  return layers.reduce((below, above) => over(below, above), {});
}

/** Keys that speak of one file, not of the policy. */
const ofTheFile = new Set(['_extends', 'version']);

function over(below: Plain, above: Plain): Plain {
  const kept = Object.entries(above).filter(([key]) => !ofTheFile.has(key));
  const merged = kept.map(([key, value]) => [key, Object.hasOwn(below, key) ? valueOver(below[key], value) : value]);
  return { ...below, ...Object.fromEntries(merged) };
}

function valueOver(below: unknown, above: unknown): unknown {
  if (isPlain(below) && isPlain(above)) return over(below, above);
  if (isNamedList(below) && isNamedList(above)) return listOver(below, above);
  return above;
}

function listOver(below: readonly Plain[], above: readonly Plain[]): readonly Plain[] {
  const same = (a: Plain) => (b: Plain) => nameOf(a) === nameOf(b);
  // A name in another case is the same name, and stays as it was first written: labels on GitHub are so too.
  const changed = below.map((item) => {
    const change = above.find(same(item));
    const key = identityOf(item);
    return change === undefined || key === null ? item : { ...over(item, change), [key]: item[key] };
  });
  return [...changed, ...above.filter((item) => !below.some(same(item)))];
}

function isPlain(value: unknown): value is Plain {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isNamedList(value: unknown): value is readonly Plain[] {
  return Array.isArray(value) && value.length > 0 && value.every((item) => isPlain(item) && nameOf(item) !== null);
}

/** The key that tells an item of a list from the others: its id, or its name where it has none (levels); null when it has neither. */
export function identityOf(item: Plain): 'id' | 'name' | null {
  if (typeof item['id'] === 'string') return 'id';
  return typeof item['name'] === 'string' ? 'name' : null;
}

/** What identifies an item of a list, in one case. */
export function nameOf(item: Plain): string | null {
  const key = identityOf(item);
  return key === null ? null : String(item[key]).toLowerCase();
}
