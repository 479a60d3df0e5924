/** Brings the schemas of GitHub's descriptions (OpenAPI 3.0 and 3.1) into one plain JSON Schema form, without prose. */

/** A value of a JSON document. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;

/** An object of a JSON document. */
export type JsonObject = { readonly [key: string]: Json };

/** Keywords that say nothing about validity. */
const prose = new Set([
  'description',
  'title',
  'example',
  'examples',
  'deprecated',
  'externalDocs',
  'readOnly',
  'discriminator',
  'writeOnly',
  'xml',
]);

/** Keywords whose value maps names to schemas, so that a key there is a name and never a keyword. */
const named = new Set(['properties', 'patternProperties', 'definitions', '$defs']);

/** Keywords whose value is data. */
const literal = new Set(['enum', 'const', 'default', 'required', 'type']);

/** True for a JSON object, false for arrays, null and scalars. */
export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * The same schema as JSON Schema: prose dropped, `nullable` spelled out (ajv rejects it without `type`),
 * references moved from `#/components/schemas/` to `#/schemas/`, and `oneOf` loosened to `anyOf`,
 * because GitHub's own answers often fit two of its alternatives.
 */
export function normaliseSchema(schema: Json): Json {
  if (Array.isArray(schema)) return schema.map((item: Json) => normaliseSchema(item));
  if (!isObject(schema)) return schema;
  const plain: Record<string, Json> = {};
  for (const [key, value] of Object.entries(schema)) {
    if (prose.has(key) || key.startsWith('x-') || key === 'nullable') continue;
    plain[renamed(key)] = normaliseKeyword(key, value);
  }
  return schema['nullable'] === true ? orNull(plain) : plain;
}

function renamed(key: string): string {
  return key === 'oneOf' ? 'anyOf' : key;
}

function normaliseKeyword(key: string, value: Json): Json {
  if (key === '$ref' && typeof value === 'string') return value.replace('#/components/schemas/', '#/schemas/');
  if (literal.has(key)) return value;
  if (!named.has(key) || !isObject(value)) return normaliseSchema(value);
  return Object.fromEntries(Object.entries(value).map(([name, schema]) => [name, normaliseSchema(schema)]));
}

function orNull(schema: JsonObject): JsonObject {
  const type = schema['type'];
  if (typeof type === 'string') return { ...schema, ...enumOrNull(schema), type: [type, 'null'] };
  const rest = Object.keys(schema).filter((key) => key !== 'default');
  return rest.length === 0 ? schema : { anyOf: [schema, { type: 'null' }] };
}

function enumOrNull(schema: JsonObject): JsonObject {
  const values = schema['enum'];
  if (!Array.isArray(values) || values.includes(null)) return {};
  return { enum: [...values, null] };
}
