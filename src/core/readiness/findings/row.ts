// A row of the table of findings.

/** `problem`: something will not work. `advice`: it works, and could be better. `unknown`: GitHub did not tell. */
export type FindingLevel = 'problem' | 'advice' | 'unknown';

/** What is the case, what was expected, how it is put right; `{name}` is filled in. */
export type FindingRow = {
  readonly level: FindingLevel;
  readonly what: string;
  readonly expected: string;
  readonly fix: string;
};
