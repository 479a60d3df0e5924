// What a rule of the lint is, what it looks at, and what it finds.
import type { Policy } from '../../policy/policy.ts';
import type { PostmortemDocument, Range } from '../as-read.ts';
import type { Known } from './known.ts';
import type { Prose } from './prose/prose.ts';

/** `E` fails the check, `W` is a note. */
export type Level = 'E' | 'W';

/** A place that a rule does not like. `suggestion`: what may stand there instead, in place of exactly these columns. */
export type Found = Range & {
  readonly message: string;
  /** Where it is not the rule's own. */
  readonly level?: Level | undefined;
  readonly suggestion?: string | undefined;
};

/** What a rule found, with its code. */
export type Finding = Found & { readonly rule: string; readonly level: Level };

/** What a rule may look at. `file`: the path of the document; null where it has none, such as standard input. */
export type Subject = {
  readonly file: string | null;
  readonly document: PostmortemDocument;
  readonly policy: Policy;
  readonly known: Known;
  readonly prose: Prose;
};

/** A rule as the table and its page have it. `says` and `because` are sentences; `bad` and `good` pieces of a document; `source` where it comes from. */
export type Rule = {
  readonly code: string;
  readonly level: Level;
  readonly says: string;
  readonly because: string;
  readonly bad: string;
  readonly good: string;
  readonly source: string;
  readonly check: (subject: Subject) => Iterable<Found>;
};
