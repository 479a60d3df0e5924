// A policy as a team would write it: every key, in the order of the reference, lying over nothing.
import * as z from 'zod';
import type { Plain } from './compose.ts';
import { isPlain } from './path.ts';
import type { Policy } from './policy.ts';
import { coresOf } from './schema.ts';
import { WrittenPolicy } from './written/policy.ts';

/** Read again it is the same policy. */
export function asWritten(policy: Policy): Plain {
  const { source: _source, ...said } = policy;
  const written = writtenValue(WrittenPolicy, { version: 1, ...said, gates: gatesOf(policy), preset: 'none' });
  return isPlain(written) ? written : {};
}

/** Without items that were taken away from the checklist: to nothing but this policy they were something. */
function gatesOf({ gates, checklist }: Policy): Plain {
  const ids = new Set(checklist.map(({ id }) => id));
  return Object.fromEntries(
    Object.entries(gates).map(([before, gate]) => [before, { ...gate, needs: gate.needs.filter((id) => ids.has(id)) }]),
  );
}

function writtenValue(schema: z.core.$ZodType, value: unknown): unknown {
  const cores = coresOf(schema);
  if (Array.isArray(value)) {
    const list = cores.find((core) => core instanceof z.ZodArray);
    return list === undefined ? value : value.map((item: unknown) => writtenValue(list.element, item));
  }
  if (!isPlain(value)) return typeof value === 'string' ? shortDuration(value) : value;
  const section = cores.find((core) => core instanceof z.ZodObject);
  if (section !== undefined) return writtenSection(section, value);
  const record = cores.find((core) => core instanceof z.ZodRecord);
  if (record === undefined) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, writtenValue(record.valueType, inner)]));
}

function writtenSection(section: z.ZodObject, value: Plain): Plain {
  const entries = Object.entries<z.core.$ZodType>(section.shape).flatMap(([key, schema]) => {
    const inner = value[readKey(key)];
    return inner === undefined ? [] : [[key, writtenValue(schema, inner)] as const];
  });
  return Object.fromEntries(entries);
}

/** The name that a written key is read under. */
function readKey(key: string): string {
  return key.replace(/_([a-z])/g, (_match, letter: string) => letter.toUpperCase());
}

/** `PT15M` as `15m`; what is not so simple stays as it is. */
function shortDuration(text: string): string {
  const [, amount, unit] = /^PT(\d{1,5})([HMS])$/.exec(text) ?? [];
  return amount === undefined || unit === undefined ? text : `${amount}${unit.toLowerCase()}`;
}
