// What came back from GraphQL: data, and errors that each name the field they belong to.
import * as z from 'zod';
import { type Headers, isGraphqlRateLimit } from './rate-limit.ts';

const GraphqlErrorSchema = z.object({
  type: z
    .string()
    .nullish()
    .transform((type) => type ?? null),
  message: z.string().default(''),
  path: z
    .array(z.union([z.string(), z.number()]))
    .nullish()
    .transform((path) => path ?? []),
});

/** `type` is GitHub's word (`NOT_FOUND`, `FORBIDDEN` …), null when it gives none; `path` starts with the alias. */
export type GraphqlError = {
  readonly type: string | null;
  readonly message: string;
  readonly path: readonly (string | number)[];
};

export type GraphqlAnswer = { readonly data: unknown; readonly errors: readonly GraphqlError[] };

const ResponseError = z.object({
  name: z.literal('GraphqlResponseError'),
  errors: z.array(GraphqlErrorSchema),
  data: z.unknown(),
  headers: z.record(z.string(), z.union([z.string(), z.number()]).optional()).default({}),
});

/** The answer inside the error that Octokit makes of any answer with errors; null for other errors. */
export function answerInside(error: unknown): (GraphqlAnswer & { readonly headers: Headers }) | null {
  const parsed = ResponseError.safeParse(error);
  return parsed.success
    ? { data: parsed.data.data ?? null, errors: parsed.data.errors, headers: parsed.data.headers }
    : null;
}

const passing = new Set(['INTERNAL', 'INTERNAL_SERVER_ERROR', 'SERVICE_UNAVAILABLE', 'TIMEOUT', 'BAD_GATEWAY']);
const passingWords = /something went wrong|timed? ?out|took too long|try again|temporarily/i;

/** GitHub failed, and says nothing about whether it did what was asked ("Something went wrong while executing your query …"). */
export function mayPass({ type, message }: GraphqlError): boolean {
  return type === null ? passingWords.test(message) : passing.has(type);
}

const statuses: Readonly<Record<string, number>> = { NOT_FOUND: 404, FORBIDDEN: 403, UNPROCESSABLE: 422 };

/** The status that REST would have answered with. */
export function statusOf({ type }: GraphqlError): number {
  return statuses[type ?? ''] ?? 400;
}

/** The first error that is a rate limit. */
export function rateLimitIn(errors: readonly GraphqlError[]): GraphqlError | undefined {
  return errors.find(isGraphqlRateLimit);
}
