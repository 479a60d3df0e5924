/** What a validator has to say about one value, in words that point at it. */
import type { ErrorObject } from 'ajv';

/** One reason why a value does not satisfy GitHub's description: `place` is `body`, `query`, `params`, `response` or `payload`. */
export type Problem = {
  readonly place: string;
  /** JSON pointer into the value; empty for the value itself. */
  readonly path: string;
  readonly message: string;
};

/** More than this is noise: alternatives (`anyOf`) list every one that failed. */
const most = 20;

/** The problems in ajv's errors, at most 20. */
export function problemsOf(place: string, errors: readonly ErrorObject[] | null | undefined): readonly Problem[] {
  return (errors ?? []).slice(0, most).map((error) => ({ place, path: error.instancePath, message: messageOf(error) }));
}

function messageOf(error: ErrorObject): string {
  const text = error.message ?? `fails ${error.keyword}`;
  if (error.keyword === 'enum') return `${text}: ${JSON.stringify(error.params['allowedValues'])}`;
  return error.keyword === 'additionalProperties' ? `${text}: ${String(error.params['additionalProperty'])}` : text;
}
