// Every key of a policy as the reference shows it: what it is, its default, whether anything acts on it.
import * as z from 'zod';
import { capabilityOf, descriptionOf } from '../../src/core/policy/planned.ts';
import { coresOf, innerOf } from '../../src/core/policy/schema.ts';
import { WrittenPolicy } from '../../src/core/policy/written/policy.ts';

type Schema = z.core.$ZodType;

/** One key; `path` as `levels[].updates.every`, with `<name>` for names that a team chooses. */
export interface KeyRow {
  readonly path: string;
  readonly what: string | null;
  /** The words that it takes; of a list, those that may be in it. */
  readonly values: readonly string[];
  readonly isList: boolean;
  /** As it would be written; `required` where there is none and it must be written; null where nothing is meant by default. */
  readonly fallback: string | null;
  readonly capability: string | null;
}

/** What holds for a key and everything in it. */
type Above = Pick<KeyRow, 'capability'>;

/** All keys, sections before what is in them. */
export function keyRows(): readonly KeyRow[] {
  return coresOf(WrittenPolicy).flatMap((core) => rowsIn(core, '', { capability: null }));
}

function rowsIn(core: Schema, prefix: string, above: Above): readonly KeyRow[] {
  if (!(core instanceof z.ZodObject)) return [];
  return Object.entries<Schema>(core.shape).flatMap(([key, schema]) => rowsOf(schema, `${prefix}${key}`, above));
}

function rowsOf(schema: Schema, path: string, above: Above): readonly KeyRow[] {
  const cores = coresOf(schema);
  const own: Above = { capability: capabilityOf(schema) ?? above.capability };
  const values = cores.flatMap((core) => valuesOf(core instanceof z.ZodArray ? coresOf(core.element)[0] : core));
  const row: KeyRow = {
    path,
    what: descriptionOf(schema) ?? inBranches(schema),
    values,
    isList: cores.some((core) => core instanceof z.ZodArray),
    fallback: fallbackOf(schema),
    ...own,
  };
  return [row, ...cores.flatMap((core) => inside(core, path, own))];
}

function inside(core: Schema, path: string, above: Above): readonly KeyRow[] {
  if (core instanceof z.ZodArray) return coresOf(core.element).flatMap((item) => rowsIn(item, `${path}[].`, above));
  if (core instanceof z.ZodRecord)
    return coresOf(core.valueType).flatMap((value) => rowsIn(value, `${path}.<name>.`, above));
  return rowsIn(core, `${path}.`, above);
}

function valuesOf(core: Schema | undefined): readonly string[] {
  return core instanceof z.ZodEnum ? core.options.map(String) : [];
}

function inBranches(schema: Schema): string | null {
  const inner = innerOf(schema);
  if (inner !== null) return inBranches(inner);
  return schema instanceof z.ZodUnion
    ? (schema.options.map(descriptionOf).find((found) => found !== null) ?? null)
    : null;
}

function fallbackOf(schema: Schema): string | null {
  if (schema instanceof z.ZodDefault) return inYaml(schema.def.defaultValue);
  if (schema instanceof z.ZodPrefault) return inYaml(schema.def.defaultValue);
  if (schema instanceof z.ZodOptional) return null;
  const inner = innerOf(schema);
  return inner === null ? 'required' : fallbackOf(inner);
}

/** Values in one line of YAML; durations as people write them; null for what says nothing. */
function inYaml(value: unknown): string | null {
  if (value === null || value === '' || (typeof value === 'object' && Object.keys(value).length === 0)) return null;
  const short = /^PT(\d+)([HMS])$/.exec(String(value));
  if (short !== null) return `${short[1]}${short[2]?.toLowerCase()}`;
  if (Array.isArray(value)) return `[${value.join(', ')}]`;
  if (typeof value !== 'object') return String(value);
  return `{ ${Object.entries(value)
    .map(([key, inner]) => `${key}: ${inYaml(inner)}`)
    .join(', ')} }`;
}
