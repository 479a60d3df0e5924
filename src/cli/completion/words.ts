/** What may be typed where, from the table of verbs. */
import type { Verb } from '../verb.ts';

/** Behind a verb: its options. Behind the first word of some verbs: their second words. */
export interface Place {
  /** What was typed: `form parse`, or `form`. */
  readonly behind: string;
  readonly words: readonly string[];
}

/** The first words, each once, in the order of the help. */
export function firstWords(verbs: readonly Verb[]): readonly string[] {
  return [...new Set(verbs.map(({ name }) => name.split(' ')[0] ?? ''))];
}

/** The groups that need a second word. */
export function groups(verbs: readonly Verb[]): readonly Place[] {
  const names = new Set(verbs.flatMap(({ name }) => (name.includes(' ') ? [name.split(' ')[0] ?? ''] : [])));
  return [...names].map((behind) => ({
    behind,
    words: verbs.filter(({ name }) => name.startsWith(`${behind} `)).map(({ name }) => name.slice(behind.length + 1)),
  }));
}

/** The options of each verb; every one has `--json` and `--help`. */
export function optionsOf({ options }: Verb): readonly string[] {
  return [...options.map(({ name }) => `--${name}`), '--json', '--help'];
}
