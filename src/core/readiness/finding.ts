// One thing that was found of an installation, and how it is put right.
import { type FindingCode, findingTable } from './finding-table.ts';
import type { FindingLevel } from './findings/row.ts';

export type Finding = {
  readonly code: FindingCode;
  readonly level: FindingLevel;
  readonly what: string;
  readonly expected: string;
  readonly fix: string;
};

/** The row of the table, filled in. A value that is not given stays visible. */
export function finding(code: FindingCode, values: Readonly<Record<string, string>> = {}): Finding {
  const { level, what, expected, fix } = findingTable[code];
  const filled = (text: string) => text.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
  return { code, level, what: filled(what), expected: filled(expected), fix: filled(fix) };
}

/** What GitHub did not tell. `question` begins with whether, which or who. */
export function notTold(question: string, why: string): Finding {
  return finding('not-told', { question, why });
}
