// The schema of a policy for editors: what may be written in one file, lying over others.
import * as z from 'zod';
import { WrittenPolicy } from '../../src/core/policy/written/policy.ts';

/** Where it would be published; editors take a copy beside the policy. */
const ID = 'https://firebreak.example/firebreak.schema.json';

type Json = Readonly<Record<string, unknown>>;

/** JSON Schema 2020-12. Things with an id or name need only that: the rest may come from what the file lies over. */
export function jsonSchema(): Json {
  const { $schema, ...schema } = z.toJSONSchema(WrittenPolicy, { io: 'input' });
  const told = rewritten(schema, false);
  return { $schema, $id: ID, title: 'Firebreak policy (.github/firebreak.yml)', ...(isJson(told) ? told : {}) };
}

function rewritten(value: unknown, isItem: boolean): unknown {
  if (Array.isArray(value)) return value.map((inner: unknown) => rewritten(inner, false));
  if (!isJson(value)) return value;
  const entries = Object.entries(value).map(([key, inner]) => [key, rewritten(inner, key === 'items')]);
  return withNote(Object.fromEntries(isItem ? entries.map(needed) : entries));
}

function needed([key, value]: unknown[]): readonly unknown[] {
  if (key !== 'required' || !Array.isArray(value)) return [key, value];
  const identity = value.find((name) => name === 'id') ?? value.find((name) => name === 'name');
  return [key, identity === undefined ? value : [identity]];
}

/** Editors show the description, not our own marks. */
function withNote(schema: Json): Json {
  const { 'x-planned': capability, description } = schema;
  if (typeof capability !== 'string') return schema;
  const note = `(Not acted on yet: ${capability}.)`;
  return { ...schema, description: typeof description === 'string' ? `${description} ${note}` : note };
}

function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
