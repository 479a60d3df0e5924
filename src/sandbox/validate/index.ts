/** Checks requests, answers and webhook payloads of the sandbox against GitHub's own descriptions; each validator is compiled when first used. */
import { Ajv, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import { restDescription, webhookDescription } from '../descriptions/load.ts';
import { type Problem, problemsOf } from './problem.ts';

export { type MatchedOperation, matchOperation } from './match.ts';
export type { Problem } from './problem.ts';

/** What of a request GitHub describes; query values are strings, as they arrive. */
export type DescribedRequest = {
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string | readonly string[]>>;
  /** The parsed JSON body; undefined when there is none. */
  readonly body?: unknown;
};

let exact: Ajv | undefined;
let coercing: Ajv | undefined;

/** What is wrong with a request for an operation in use; unknown fields are fine, as on GitHub. Throws for an operation that is not in use. */
export function validateRequest(operationId: string, request: DescribedRequest): readonly Problem[] {
  const operation = operationOf(operationId);
  const texts = (['params', 'query'] as const).flatMap((place) =>
    check(coerced(operationId, place), place, { ...request[place] }),
  );
  if (operation.body === undefined) return texts;
  if (request.body === undefined && operation.bodyRequired !== true) return texts;
  return [...texts, ...check(compiled(`rest#/operations/${pointer(operationId)}/body`), 'body', request.body ?? {})];
}

/** The query of an operation in use with numbers and booleans read and GitHub's defaults filled in; values that do not fit stay text. */
export function readQuery(operationId: string, query: DescribedRequest['query']): Readonly<Record<string, unknown>> {
  const values = { ...query };
  coerced(operationId, 'query')(values);
  return values;
}

/** What is wrong with an answer of an operation in use; a status that GitHub does not describe is one problem, errors of any kind excepted. */
export function validateResponse(operationId: string, status: number, body: unknown): readonly Problem[] {
  const described = operationOf(operationId).responses;
  const schema = described[String(status)];
  if (schema === undefined && status >= 400) return [];
  if (schema === undefined)
    return [{ place: 'response', path: '', message: `GitHub does not describe status ${status}` }];
  if (schema === null) return [];
  return check(compiled(`rest#/operations/${pointer(operationId)}/responses/${status}`), 'response', body);
}

/** What is wrong with a webhook payload of an event in use; an unknown event or action is one problem. */
export function validateWebhook(event: string, payload: unknown): readonly Problem[] {
  const action = actionOf(payload);
  if (webhookDescription().events[event]?.[action] === undefined)
    return [{ place: 'payload', path: '/action', message: `GitHub describes no event ${event} ${action}`.trimEnd() }];
  return check(compiled(`webhooks#/events/${event}/${action}`), 'payload', payload);
}

function actionOf(payload: unknown): string {
  if (typeof payload !== 'object' || payload === null || !('action' in payload)) return '';
  return typeof payload.action === 'string' ? payload.action : '';
}

function operationOf(operationId: string) {
  const operation = restDescription().operations[operationId];
  if (operation === undefined) throw new Error(`${operationId} is not in src/sandbox/descriptions/in-use.ts`);
  return operation;
}

function check(validate: ValidateFunction, place: string, value: unknown): readonly Problem[] {
  return validate(value) ? [] : problemsOf(place, validate.errors);
}

function compiled(reference: string): ValidateFunction {
  exact ??= makeAjv(false);
  return schemaAt(exact, reference);
}

function coerced(operationId: string, place: 'params' | 'query'): ValidateFunction {
  coercing ??= makeAjv(true);
  return schemaAt(coercing, `rest#/operations/${pointer(operationId)}/${place}`);
}

function schemaAt(ajv: Ajv, reference: string): ValidateFunction {
  const validate = ajv.getSchema(reference);
  if (validate === undefined) throw new Error(`No schema at ${reference}`);
  return validate;
}

function makeAjv(coerceTypes: boolean): Ajv {
  const ajv = new Ajv({ strict: false, allErrors: true, logger: false, coerceTypes, useDefaults: coerceTypes });
  addFormats.default(ajv);
  // Where there is no address GitHub writes "", also as the default of a field that its description calls a URI.
  ajv.addFormat('uri', (text: string) => text === '' || URL.canParse(text));
  // GitHub's own addresses of bots have brackets, which the format has not: `1+firebreak[bot]@users.noreply.github.com`.
  ajv.addFormat('email', /^[^@\s]+@[^@\s]+$/);
  for (const format of ['repo.nwo', 'timestamp', 'int32', 'int64', 'double', 'binary']) ajv.addFormat(format, true);
  ajv.addSchema(restDescription(), 'rest');
  return ajv.addSchema(webhookDescription(), 'webhooks');
}

/** An operation id as a segment of a JSON pointer. */
function pointer(operationId: string): string {
  return operationId.replaceAll('~', '~0').replaceAll('/', '~1');
}
