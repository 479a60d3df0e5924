// What writing a postmortem and writing the list of them share.
import { createHash } from 'node:crypto';
import { type Part, part } from '../document.ts';
import type { GraphqlError } from '../graphql-answer.ts';

/** In hexadecimal digits. */
export function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

/** Somebody pushed since it was looked at, or another try of ours made the branch or the pull request: it is to be looked at again. */
export function isMoved({ type, message }: GraphqlError): boolean {
  return type === 'STALE_DATA' || /already exists/i.test(message);
}

/** One mutation under its alias, of which this is asked back. */
export function mutation(
  alias: string,
  field: string,
  type: string,
  input: object,
  selection = 'clientMutationId',
): Part {
  return part(`${alias}: ${field}(input: $${alias}) { ${selection} }`, { [alias]: { type, value: input } });
}
