/** What a verb of the command line is, and what it may touch: named files and the standard streams. */

/** 0: fine. 1: problems were found. 2: wrong use. */
export type ExitStatus = 0 | 1 | 2;

/** The world of a verb. `read` takes a path, or `-` for standard input; it throws `WrongUse` when there is no such file, or more in it than is wanted. */
export interface Terminal {
  readonly read: (path: string, mostBytes?: number) => Promise<string>;
  /** Writes a file, over one that is there, and into a folder that is not there only with `made`; throws `WrongUse` when it cannot. */
  readonly write: (path: string, text: string, inFolder?: 'made') => Promise<void>;
  readonly print: (text: string) => void;
  readonly complain: (text: string) => void;
}

/** An option of a verb, without dashes. `value` names what follows it; without one it is a switch. */
export interface VerbOption {
  readonly name: string;
  readonly value?: string;
  /** It may be given several times. */
  readonly repeats?: true;
}

/** What was typed behind the verb. A switch that is on is an empty text among the values. */
export interface Arguments {
  readonly json: boolean;
  readonly values: Readonly<Record<string, string>>;
  /** The switches that were typed, by name; `json` has a field of its own. */
  readonly switches: readonly string[];
  /** What was given of options that repeat, by name, in order. */
  readonly lists: Readonly<Record<string, readonly string[]>>;
  readonly words: readonly string[];
}

/** A verb: one or two words (`form parse`), every one with `--json` and `--help`. */
export interface Verb {
  readonly name: string;
  readonly usage: string;
  readonly summary: string;
  /** Whole command lines without `firebreak`, as `--help` shows them. */
  readonly examples: readonly string[];
  readonly options: readonly VerbOption[];
  /** How many words it takes behind its name at most. */
  readonly words: number;
  readonly run: (args: Arguments, terminal: Terminal) => Promise<ExitStatus>;
}

/** The command line was wrong: its message says what was expected; exit status 2. */
export class WrongUse extends Error {
  override readonly name = 'WrongUse';
}
