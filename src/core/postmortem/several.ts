// Several things of a policy in one sentence.
import { inert } from '../markdown/inert.ts';

/** As they are written, one after the other. */
export function severalOf(texts: readonly string[]): string {
  return texts.map((text) => inert(text)).join('; ');
}
