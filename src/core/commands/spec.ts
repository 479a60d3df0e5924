/** What a command is, as data: the grammar, help, README and refusals are all read from it. */

/** What an argument looks like. The grammar uses it only to tell an optional argument from the free text behind it; values are checked by the command. */
export type ArgKind = 'word' | 'user' | 'duration' | 'time' | 'level' | 'status' | 'number' | 'text';

/** One positional argument. `rest` takes all remaining words and must be the last; `choices` are its only values. */
export interface ArgSpec {
  readonly name: string;
  readonly kind: ArgKind;
  readonly required: boolean;
  readonly rest?: boolean;
  readonly choices?: readonly string[];
}

/** One `key=value` option; `kind` tells help what belongs there. */
export interface OptionSpec {
  readonly name: string;
  readonly kind: ArgKind;
}

/** The text behind the arguments, verbatim to the end of the paragraph or to the next command. */
export interface FreeTextSpec {
  readonly name: string;
  readonly required: boolean;
}

/** Groups of the help, in the order of the README. */
export type CommandGroup = 'respond' | 'people' | 'tell' | 'record' | 'mitigate' | 'fix' | 'learn' | 'other';

/** What happens when a command is found late (15 minutes): done with a note, asked about, or dropped. */
export type LatePolicy = 'run' | 'ask' | 'never';

/** A command as it is typed. Names, options and flags are lower case ASCII; every command also takes `--dry-run` and `--force`. */
export interface CommandSpec {
  readonly name: string;
  readonly usage: string;
  readonly summary: string;
  readonly group: CommandGroup;
  readonly examples: readonly string[];
  readonly args: readonly ArgSpec[];
  readonly options: readonly OptionSpec[];
  /** Any other `key=value` is an option too (`/run <action> [key=value…]`). */
  readonly openOptions?: true;
  readonly flags: readonly string[];
  readonly freeText?: FreeTextSpec;
  /** At most one in a comment, and never with a token that it does not know. */
  readonly destructive?: boolean;
  /** Takes time: 👀 before 👍. */
  readonly slow?: boolean;
  readonly late: LatePolicy;
}

/** Flags that every command knows. */
export const COMMON_FLAGS = ['dry-run', 'force'] as const;
