/** The problems of the command language: what happened, what was expected, what to do. Safe to post as they are. */
import { codeSpan } from '../../markdown/quoted.ts';
import type { CommandSpec } from '../spec.ts';

export type CommandProblemCode =
  | 'unknown-command'
  | 'unknown-option'
  | 'duplicate-option'
  | 'missing-value'
  | 'missing-argument'
  | 'unknown-value'
  | 'too-many-arguments'
  | 'unclosed-quote'
  | 'unknown-flag'
  | 'misplaced-flag'
  | 'wrong-characters'
  | 'wrong-place'
  | 'too-many-commands'
  | 'too-many-destructive';

/** Why a line is not carried out, in three parts and as one message. `suggestion` is what was probably meant, ready to type; `column` is 1-based in its line, which stands `below` so many under the command's. */
export interface CommandProblem {
  readonly code: CommandProblemCode;
  readonly happened: string;
  readonly expected: string;
  readonly next: string;
  readonly message: string;
  readonly suggestion: string | null;
  readonly column: number;
  readonly below: number;
}

/** The parts of a problem before they become one message. */
interface Parts {
  readonly code: CommandProblemCode;
  readonly happened: string;
  readonly expected: string;
  readonly next: string;
  readonly suggestion?: string | null;
  readonly column: number;
}

/** Joins the three parts; when there is a suggestion, typing it is what to do. */
export function problem({ code, happened, expected, next, suggestion = null, column }: Parts): CommandProblem {
  const todo = suggestion === null ? next : `Did you mean ${codeSpan(suggestion)}?`;
  return {
    code,
    happened,
    expected,
    next: todo,
    message: `${happened} ${expected} ${todo}`,
    suggestion,
    column,
    below: 0,
  };
}

/** How a command is used, as the second part of a message; our own words, so no escaping. */
export function usageOf(spec: CommandSpec): string {
  return `Usage: \`${spec.usage}\`.`;
}

/** Where to read on, as the third part of a message. */
export function helpFor(spec: CommandSpec): string {
  return `Post it again as a new comment; ${codeSpan(`/help ${spec.name}`)} shows examples.`;
}
