// What every control is given, and how it reads its body.
import * as z from 'zod';
import type { ApiHost } from '../api.ts';
import { Refusal } from '../state/refusal.ts';

/** One control request. */
export type Control = {
  readonly host: ApiHost;
  readonly body: unknown;
  /** What stands in the path for `{id}`. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, unknown>>;
};

/** The body as this schema; 422 in words otherwise. */
export function read<T>(control: Control, schema: z.ZodType<T>): T {
  const result = schema.safeParse(control.body ?? {});
  if (result.success) return result.data;
  throw new Refusal(422, z.prettifyError(result.error));
}
