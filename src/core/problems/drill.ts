// What can go wrong when a drill is asked for.
import type { Words } from './words.ts';

/** Rows of the table of problems. */
export const drillProblems = {
  'drill-level': {
    happened: 'The policy has no such severity, so no drill was opened.',
    expected: 'One of {levels}.',
    next: '{near}Comment it again with one of them.',
  },
  'drill-needs-app': {
    happened: 'A workflow run is at work here, and an issue that it opens starts no other, so no drill was opened.',
    expected: 'The app, or a person who opens the issue.',
    next: 'Open an issue whose title begins with `[DRILL] [INCIDENT` and the severity, or run `firebreak drill`.',
  },
} as const satisfies Readonly<Record<string, Words>>;
