// What can go wrong when something is done about an incident.
import type { Words } from './words.ts';

/** Rows of the table of problems. */
export const mitigationProblems = {
  'not-read': {
    happened: 'GitHub could not be asked about it, so nothing was done.',
    expected: 'Deployments, merges, releases and runs of the repository are read for this.',
    next: 'Say it again in a minute.',
  },
} as const satisfies Readonly<Record<string, Words>>;
