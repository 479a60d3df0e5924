/** Extracts from GitHub's official descriptions what the sandbox uses, because loading them whole takes a second and 325 MB. */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { eventsInUse, operationsInUse } from '../src/sandbox/descriptions/in-use.ts';
import { isObject, type Json, type JsonObject, normaliseSchema } from '../src/sandbox/descriptions/normalise.ts';

const methods = ['get', 'put', 'post', 'patch', 'delete'];

/** Answers that GitHub describes in a way that nothing can satisfy, by operation and status, and the schema that is meant. */
const corrections: Readonly<Record<string, Readonly<Record<string, Json>>>> = {
  // Written out, its account is a user and an enterprise at once; `installation` says one or the other.
  'apps/list-installations': { 200: { type: 'array', items: { $ref: '#/components/schemas/installation' } } },
};

/** Query parameters that GitHub describes more narrowly than its own documentation, by operation. */
const queryCorrections: Readonly<Record<string, Readonly<Record<string, Json>>>> = {
  // Written as an instant, and documented as the search syntax for dates: `>=2026-03-01`, `2026-03-01..2026-03-02`.
  'actions/list-workflow-runs': { created: { type: 'string' } },
  'actions/list-workflow-runs-for-repo': { created: { type: 'string' } },
};

/** The committed files by name, as text, made anew from the installed packages. Fails when an operation or event in use is unknown to GitHub. */
export function extractDescriptions(): Readonly<Record<'rest.json' | 'webhooks.json' | 'operations.txt', string>> {
  const api = readDescription('@octokit/openapi/generated/api.github.com.json');
  const events = readDescription('@octokit/openapi-webhooks/generated/api.github.com.json');
  return {
    'rest.json': print(extractRest(api)),
    'webhooks.json': print(extractWebhooks(events)),
    'operations.txt': `${listOperations(api).join('\n')}\n`,
  };
}

function readDescription(path: string): JsonObject {
  const file = new URL(`../node_modules/${path}`, import.meta.url);
  return JSON.parse(readFileSync(file, 'utf8')) as JsonObject;
}

/** One line for each operation or schema: small, and a change of GitHub's shows as a readable difference. */
function print(groups: Readonly<Record<string, Readonly<Record<string, Json>>>>): string {
  const parts = Object.entries(groups).map(([name, entries]) => {
    const lines = Object.entries(entries).map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`);
    return `${JSON.stringify(name)}:{\n${lines.join(',\n')}\n}`;
  });
  return `{${parts.join(',\n')}}\n`;
}

function* operationsOf(
  api: JsonObject,
): Generator<{ method: string; path: string; id: string; operation: JsonObject }> {
  for (const [path, item] of Object.entries(object(api['paths']))) {
    for (const method of methods) {
      const operation = object(item)[method];
      if (isObject(operation)) yield { method, path, id: String(operation['operationId']), operation };
    }
  }
}

function listOperations(api: JsonObject): readonly string[] {
  return [...operationsOf(api)]
    .map(({ method, path, id, operation }) => `${method.toUpperCase()} ${templateOf(api, path, operation)} ${id}`)
    .sort();
}

/** The path with `{+name}` (RFC 6570) where a parameter may contain slashes. */
function templateOf(api: JsonObject, path: string, operation: JsonObject): string {
  const wide = parametersOf(api, operation).filter((parameter) => parameter['x-multi-segment'] === true);
  return wide.reduce((template, { name }) => template.replace(`{${name}}`, `{+${name}}`), path);
}

function extractRest(api: JsonObject): Record<'operations' | 'schemas', Record<string, Json>> {
  const operations: Record<string, Json> = {};
  for (const { method, path, id, operation } of operationsOf(api)) {
    if (!operationsInUse.some((used) => used === id)) continue;
    operations[id] = {
      method: method.toUpperCase(),
      path: templateOf(api, path, operation),
      docs: object(operation['externalDocs'])['url'] ?? null,
      apps: object(operation['x-github'])['enabledForGitHubApps'] === true,
      params: parameterSchema(api, operation, 'path'),
      query: parameterSchema(api, operation, 'query'),
      ...bodyOf(operation),
      responses: responsesOf(api, operation),
    };
  }
  demandAll('operation', operationsInUse, operations);
  return { operations, schemas: reachable(operations, object(object(api['components'])['schemas'])) };
}

function parametersOf(api: JsonObject, operation: JsonObject): readonly JsonObject[] {
  return list(operation['parameters']).map((parameter) => resolve(api, parameter));
}

function parameterSchema(api: JsonObject, operation: JsonObject, place: 'path' | 'query'): Json {
  const here = parametersOf(api, operation).filter((parameter) => parameter['in'] === place);
  const corrected = place === 'query' ? queryCorrections[String(operation['operationId'])] : undefined;
  const schemaOf = (p: JsonObject) => corrected?.[String(p['name'])] ?? normaliseSchema(p['schema'] ?? {});
  return {
    type: 'object',
    properties: Object.fromEntries(here.map((p) => [String(p['name']), schemaOf(p)])),
    required: here.filter((p) => p['required'] === true).map((p) => String(p['name'])),
  };
}

function bodyOf(operation: JsonObject): JsonObject {
  const body = object(operation['requestBody']);
  const schema = object(object(body['content'])['application/json'])['schema'];
  if (schema === undefined) return {};
  return { body: normaliseSchema(schema), bodyRequired: body['required'] === true };
}

function responsesOf(api: JsonObject, operation: JsonObject): JsonObject {
  const corrected = corrections[String(operation['operationId'])];
  const schemas = Object.entries(object(operation['responses'])).map(([status, response]): [string, Json] => {
    const content = object(resolve(api, response)['content']);
    const described = object(content['application/json'] ?? content['application/scim+json'])['schema'];
    const schema = corrected?.[status] ?? described;
    return [status, schema === undefined ? null : normaliseSchema(schema)];
  });
  return Object.fromEntries(schemas);
}

function extractWebhooks(description: JsonObject): Record<'events' | 'schemas', Record<string, Json>> {
  const events: Record<string, Record<string, Json>> = {};
  for (const webhook of Object.values(object(description['webhooks']))) {
    const post = object(object(webhook)['post']);
    // Events of several words are written with hyphens in one place of GitHub's description.
    const event = String(object(post['x-github'])['subcategory']).replaceAll('-', '_');
    if (!eventsInUse.some((used) => used === event)) continue;
    const action = String(post['operationId']).split('/')[1]?.replaceAll('-', '_') ?? '';
    const content = object(object(object(post['requestBody'])['content'])['application/json']);
    events[event] = { ...events[event], [action]: normaliseSchema(content['schema'] ?? {}) };
  }
  demandAll('event', eventsInUse, events);
  return { events, schemas: reachable(events, object(object(description['components'])['schemas'])) };
}

/** The schemas that are referred to from these roots, directly or not, sorted by name. */
function reachable(roots: Json, all: JsonObject): Record<string, Json> {
  const found = new Map<string, Json>();
  const waiting: Json[] = [roots];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    for (const name of referencesIn(next)) {
      if (found.has(name)) continue;
      const schema = normaliseSchema(all[name] ?? fail(`no schema ${name}`));
      found.set(name, schema);
      waiting.push(schema);
    }
  }
  return Object.fromEntries([...found].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function referencesIn(value: Json): readonly string[] {
  return [...JSON.stringify(value).matchAll(/"\$ref":"#\/schemas\/([^"]+)"/g)].map(([, name]) => name ?? '');
}

function resolve(api: JsonObject, value: Json | undefined): JsonObject {
  const ref = object(value)['$ref'];
  if (typeof ref !== 'string') return object(value);
  return ref
    .slice(2)
    .split('/')
    .reduce((node, key) => object(node[key]), api);
}

function demandAll(kind: string, wanted: readonly string[], found: Readonly<Record<string, unknown>>): void {
  const missing = wanted.filter((name) => found[name] === undefined);
  if (missing.length > 0) fail(`GitHub has no ${kind} ${missing.join(', ')}`);
}

function object(value: Json | undefined): JsonObject {
  return isObject(value) ? value : {};
}

function list(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? value : [];
}

function fail(reason: string): never {
  throw new Error(reason);
}

if (import.meta.main) {
  for (const [name, text] of Object.entries(extractDescriptions())) {
    writeFileSync(fileURLToPath(new URL(`../src/sandbox/descriptions/${name}`, import.meta.url)), text);
  }
}
