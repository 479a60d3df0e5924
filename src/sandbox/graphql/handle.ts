/** `POST /api/graphql`: runs a document against the store as GitHub would, and answers in its form. */
import { execute, type GraphQLError, type GraphQLSchema } from 'graphql';
import type { Caller } from '../state/actor.ts';
import type { Store } from '../state/store.ts';
import { type RootField, readDocument, rootFields } from './document.ts';
import { Failure } from './failure.ts';
import { resolveField, resolveType } from './resolve.ts';
import { gitHubSchema } from './schema.ts';
import type { Context, Left } from './things.ts';

/** An answer, and the root fields that were asked for (for the log of requests and for budgets). */
export type GraphqlAnswer = {
  readonly status: number;
  readonly body: unknown;
  readonly operations: readonly RootField[];
};

/** One entry of `errors` as GitHub writes it. */
type AnswerError = Readonly<Record<string, unknown>> & { readonly message: string };

/**
 * Answers a GraphQL request: 200 with `data` and `errors` for whatever happened to the fields, 401 without a person or installation,
 * 501 naming the fields the sandbox does not implement (before anything is done where that can be seen from the document),
 * 500 for a fault of the sandbox itself. `left`: the asker's hourly budget, for `rateLimit`.
 */
export async function handleGraphql(
  store: Store,
  caller: Caller,
  body: unknown,
  left: Left = untouched,
): Promise<GraphqlAnswer> {
  if (caller.kind === 'anonymous' || caller.kind === 'app')
    return plain(401, 'This endpoint requires you to be authenticated.');
  const request = readBody(body);
  if (request === null)
    return answer(200, { errors: [{ message: 'A query attribute must be specified and must be a string.' }] }, []);
  const schema = await gitHubSchema();
  const read = readDocument(schema, request.query);
  if (!read.ok) return answer(200, { errors: read.errors.map(errorOf) }, []);
  const operations = rootFields(read.document, request.operationName);
  if (read.missing.length > 0) return missing(read.missing, operations);
  const context = { store, actor: caller, left };
  const { data, errors } = await run(schema, context, { ...request, document: read.document });
  const unbuilt = errors.filter(isUnbuilt).map(({ message }) => message);
  if (unbuilt.length > 0) return { ...plain(501, unbuilt.join(' ')), operations };
  const fault = errors.find(isFault);
  if (fault !== undefined)
    return { ...plain(500, `The sandbox failed: ${fault.originalError?.stack ?? fault.message}`), operations };
  const shown = errors.length > 0 ? { errors: errors.map(errorOf) } : {};
  return answer(200, { ...(data === undefined ? {} : { data }), ...shown }, operations);
}

/** What `rateLimit` says where nobody counts. */
const untouched: Left = { limit: 5000, remaining: 5000, used: 0, reset: 0 };

/** Builds the schema ahead of the first request. */
export async function warmGraphql(): Promise<void> {
  await gitHubSchema();
}

type Request = {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly operationName: string | undefined;
};

function readBody(body: unknown): Request | null {
  if (typeof body !== 'object' || body === null || !('query' in body) || typeof body.query !== 'string') return null;
  const variables =
    'variables' in body && typeof body.variables === 'object' && body.variables !== null ? { ...body.variables } : {};
  const operationName =
    'operationName' in body && typeof body.operationName === 'string' ? body.operationName : undefined;
  return { query: body.query, variables, operationName };
}

async function run(
  schema: GraphQLSchema,
  contextValue: Context,
  request: Request & { readonly document: Parameters<typeof execute>[0]['document'] },
) {
  const { document, variables, operationName } = request;
  const result = await execute({
    schema,
    document,
    contextValue,
    variableValues: variables,
    operationName: operationName ?? null,
    fieldResolver: resolveField,
    typeResolver: resolveType,
  });
  return { data: result.data, errors: result.errors ?? [] };
}

function isUnbuilt(error: GraphQLError): boolean {
  return error.originalError instanceof Failure && error.originalError.type === 'NOT_IMPLEMENTED';
}

/** A field failed for no reason that GitHub knows: a fault of the sandbox, which must not look like an answer of GitHub's. */
function isFault({ path, originalError }: GraphQLError): boolean {
  return path !== undefined && originalError !== undefined && !(originalError instanceof Failure);
}

function errorOf({ message, locations, path, originalError }: GraphQLError): AnswerError {
  const known = originalError instanceof Failure ? { type: originalError.type } : {};
  const where = { ...(path === undefined ? {} : { path }), ...(locations === undefined ? {} : { locations }) };
  return { ...known, ...where, message };
}

function missing(fields: readonly string[], operations: readonly RootField[]): GraphqlAnswer {
  return { ...plain(501, `The sandbox does not implement ${fields.join(', ')}.`), operations };
}

function plain(status: number, message: string): GraphqlAnswer {
  return answer(status, { message, documentation_url: 'https://docs.github.com/graphql' }, []);
}

function answer(status: number, body: unknown, operations: readonly RootField[]): GraphqlAnswer {
  return { status, body, operations };
}
