// Small phrases that problems of a policy are told with.
import type { Path } from './path.ts';

/** Longer texts are cut where they are quoted. */
const QUOTED = 40;

/** A place, as a subject. */
export function where(path: Path): string {
  return path.length === 0 ? 'the policy' : `\`${path.map((part) => inShort(String(part))).join('.')}\``;
}

/** What stands there, short. */
export function found(value: unknown): string {
  if (value === null || value === undefined) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'keys with values';
  return typeof value === 'string' ? JSON.stringify(inShort(value)) : inShort(String(value));
}

/** A text that somebody wrote, cut where it is too long to be quoted. */
export function inShort(text: string): string {
  return text.length > QUOTED ? `${text.slice(0, QUOTED)}…` : text;
}

/** `a, b or c`. */
export function alternatives(words: readonly string[], last: 'and' | 'or'): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} ${last} ${words.at(-1)}`;
}

/** `; did you mean …?` or nothing. */
export function guess(near: string | null): string {
  return near === null ? '' : `; did you mean \`${near}\`?`;
}
