// What a policy says and nothing acts on yet: the schema marks it with the capability it belongs to.
import * as z from 'zod';
import type { Plain } from './compose.ts';
import { isPlain } from './path.ts';
import { coresOf, innerOf } from './schema.ts';
import { WrittenPolicy } from './written/policy.ts';

type Schema = z.core.$ZodType;

/** A key that is written and planned; `path` without the things of lists (`levels.backlog`). */
export type PlannedKey = { readonly path: string; readonly capability: string };

/** Every planned key of a written policy, once. */
export function plannedKeys(written: Plain): readonly PlannedKey[] {
  const found = new Map(within(WrittenPolicy, written, []).map((key) => [key.path, key]));
  return [...found.values()];
}

function within(schema: Schema, value: unknown, path: readonly string[]): readonly PlannedKey[] {
  const capability = capabilityOf(schema);
  if (capability !== null) return [{ path: path.join('.'), capability }];
  return coresOf(schema).flatMap((core) => {
    if (core instanceof z.ZodArray && Array.isArray(value))
      return value.flatMap((item: unknown) => within(core.element, item, path));
    if (!isPlain(value)) return [];
    if (core instanceof z.ZodRecord)
      return Object.entries(value).flatMap(([key, inner]) => within(core.valueType, inner, [...path, key]));
    return core instanceof z.ZodObject ? withinSection(core, value, path) : [];
  });
}

function withinSection(section: z.ZodObject, value: Plain, path: readonly string[]): readonly PlannedKey[] {
  const shape: Readonly<Record<string, Schema>> = section.shape;
  return Object.entries(value).flatMap(([key, inner]) => {
    const schema = Object.hasOwn(shape, key) ? shape[key] : undefined;
    return schema === undefined ? [] : within(schema, inner, [...path, key]);
  });
}

/** The capability that a schema, or what it wraps, is planned with; null when it is acted on. */
export function capabilityOf(schema: Schema): string | null {
  const found = metaOf(schema)['x-planned'];
  const inner = innerOf(schema);
  if (typeof found === 'string') return found;
  return inner === null ? null : capabilityOf(inner);
}

/** The sentence that describes a schema, or what it wraps; null when there is none. */
export function descriptionOf(schema: Schema): string | null {
  const found = metaOf(schema)['description'];
  const inner = innerOf(schema);
  if (typeof found === 'string') return found;
  return inner === null ? null : descriptionOf(inner);
}

function metaOf(schema: Schema): Readonly<Record<string, unknown>> {
  return z.globalRegistry.get(schema) ?? {};
}
