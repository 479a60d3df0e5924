/** Reads the committed extracts of GitHub's descriptions, each once, when it is first asked for. */
import { readFileSync } from 'node:fs';
import type { Json, JsonObject } from './normalise.ts';

/** One operation in use: its place, its documentation, and where its schemas are (absent where GitHub describes none). */
export type DescribedOperation = {
  readonly method: string;
  readonly path: string;
  readonly docs: string | null;
  /** GitHub lets an app's installation call it. */
  readonly apps: boolean;
  readonly params: JsonObject;
  readonly query: JsonObject;
  readonly body?: Json;
  readonly bodyRequired?: boolean;
  readonly responses: Readonly<Record<string, Json>>;
};

/** `rest.json`: the operations in use by id, and the schemas they reach. */
export type RestDescription = {
  readonly operations: Readonly<Record<string, DescribedOperation>>;
  readonly schemas: JsonObject;
};

/** `webhooks.json`: payload schemas by event and action (the empty action for events without one). */
export type WebhookDescription = {
  readonly events: Readonly<Record<string, JsonObject>>;
  readonly schemas: JsonObject;
};

/** The REST operations in use. */
export const restDescription = once(() => JSON.parse(readText('rest.json')) as RestDescription);

/** The payloads of the webhook events in use. */
export const webhookDescription = once(() => JSON.parse(readText('webhooks.json')) as WebhookDescription);

/** Every operation GitHub has, one `METHOD /path/{param} operation/id` a line; `{+param}` may contain slashes. */
export const operationLines = once(() => readText('operations.txt').trimEnd().split('\n'));

function readText(name: string): string {
  return readFileSync(new URL(name, import.meta.url), 'utf8');
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
