/** Short user values inside our sentences: a code span that nothing can leave. */
import { inert } from './inert.ts';
import { INVISIBLE, showCodePoints } from './invisible.ts';

/** Longest value that a sentence quotes; longer ones end in an ellipsis. */
const MAX_QUOTED = 60;

/** A value that is safe between two backticks wherever the sentence stands: no backtick, table pipe, HTML or escape. */
const PLAIN = /^[^`|<>&\\]+$/;

/**
 * A value as inline code, on one line, at most `max` characters, invisible characters shown as code points. GitHub resolves
 * neither mentions nor references in code. Awkward values become `<code>` with entities, which also holds in tables.
 */
export function codeSpan(text: string, { max = MAX_QUOTED }: { readonly max?: number } = {}): string {
  const line = text.toWellFormed().replace(/\s+/g, ' ').trim().replace(INVISIBLE, showCodePoints);
  const chars = Array.from(line);
  const short = chars.length > max ? `${chars.slice(0, max).join('')}…` : line;
  if (short === '') return '(nothing)';
  if (PLAIN.test(short)) return `\`${short}\``;
  return `<code>${inert(short)}</code>`;
}
