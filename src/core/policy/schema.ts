// The schema of the written policy, walked: which keys a place has, and how a value is written there.
import * as z from 'zod';
import type { Path } from './path.ts';
import { WrittenPolicy } from './written/policy.ts';

type Schema = z.core.$ZodType;

/** What is left of a schema without defaults, nulls and transformations: one, or one for each branch of a union. */
export function coresOf(schema: Schema): readonly Schema[] {
  if (schema instanceof z.ZodUnion) return schema.options.flatMap(coresOf);
  const inner = innerOf(schema);
  return inner === null ? [schema] : coresOf(inner);
}

/** What a wrapper wraps; null when it is none. */
export function innerOf(schema: Schema): Schema | null {
  if (schema instanceof z.ZodPipe) return schema.in;
  const wraps =
    schema instanceof z.ZodDefault ||
    schema instanceof z.ZodPrefault ||
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodNullable ||
    schema instanceof z.ZodReadonly;
  return wraps ? schema.unwrap() : null;
}

/** The schemas of a place, by its path; none where the policy has no such place. */
export function schemasAt(path: Path, from: Schema = WrittenPolicy): readonly Schema[] {
  const [part, ...rest] = path;
  const cores = coresOf(from);
  if (part === undefined) return cores;
  return cores.flatMap((core) => within(core, part).flatMap((next) => schemasAt(rest, next)));
}

function within(core: Schema, part: string | number): readonly Schema[] {
  if (core instanceof z.ZodArray) return [core.element];
  if (core instanceof z.ZodRecord) return [core.valueType];
  if (!(core instanceof z.ZodObject)) return [];
  const found: Schema | undefined = Object.hasOwn(core.shape, part) ? core.shape[part] : undefined;
  return found === undefined ? [] : [found];
}

/** The keys that a place may have: those of its section, or the fixed ones of its record. */
export function keysAt(path: Path): readonly string[] {
  return [...new Set(schemasAt(path).flatMap(keysOf))];
}

function keysOf(core: Schema): readonly string[] {
  if (core instanceof z.ZodObject) return Object.keys(core.shape);
  if (core instanceof z.ZodRecord && core.keyType instanceof z.ZodEnum) return core.keyType.options.map(String);
  return [];
}

/** The sections (as `levels.updates`, the root as ``) that know a key. */
export function sectionsWith(key: string): readonly string[] {
  sections ??= sectionsByKey(WrittenPolicy, '');
  return sections.filter(([known]) => known === key).map(([, section]) => section);
}

let sections: readonly (readonly [key: string, section: string])[] | null = null;

function sectionsByKey(schema: Schema, at: string): readonly (readonly [string, string])[] {
  return coresOf(schema).flatMap((core) => {
    if (core instanceof z.ZodArray) return sectionsByKey(core.element, at);
    if (core instanceof z.ZodRecord) return sectionsByKey(core.valueType, at);
    if (!(core instanceof z.ZodObject)) return [];
    const entries = Object.entries<Schema>(core.shape);
    const inside = entries.flatMap(([key, next]) => sectionsByKey(next, at === '' ? key : `${at}.${key}`));
    return [...entries.map(([key]) => [key, at] as const), ...inside];
  });
}
