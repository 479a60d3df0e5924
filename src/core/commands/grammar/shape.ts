/** What an optional argument looks like, so that it can be told from the free text behind it. */
import type { ArgKind, ArgSpec } from '../spec.ts';

/** Lexical shapes only: whether the value makes sense is for the command to say. A `word`, `level`, `status` or `text` can be anything. */
const SHAPES: Readonly<Partial<Record<ArgKind, RegExp>>> = {
  user: /^@[A-Za-z0-9]/,
  duration: /^(?:\d+(?:\.\d+)?\s?(?:s|sec|m|min|h|hr|d|w)[a-z]*(?:\d+[a-z]*)*|P(?:\d+[YMWD])*(?:T(?:\d+[HMS])+)?)$/i,
  time: /^(?:\d{4}-\d{2}-\d{2}(?:T\S+)?|\d{1,2}:\d{2}(?::\d{2})?(?:Z|UTC|[+-]\d{2}:?\d{2})?|-(?:\d+[a-z]+)+|now)$/i,
  number: /^#?\d+$/,
};

/** Whether a word may be this optional argument rather than the beginning of the text. */
export function fitsShape(arg: ArgSpec, value: string): boolean {
  if (arg.choices !== undefined) return arg.choices.includes(value.toLowerCase());
  return SHAPES[arg.kind]?.test(value) ?? true;
}
