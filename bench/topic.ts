// What every topic is: a name and the work that measures its rows.
import type { Row } from './report/table.ts';

export type Topic = {
  readonly name: string;
  /** Measures, says on standard error where it is, ends what it started. */
  readonly measure: (say: (text: string) => void) => Promise<readonly Row[]>;
};
