// What can be wrong with a time that is said of a milestone.
import type { Words } from './words.ts';

/** Rows of the table of problems. */
export const milestoneProblems = {
  'time-apart': {
    happened: '{words} is no milestone with its time, so nothing was recorded.',
    expected: 'Both in one word, without spaces: `started=14:05`.',
    next: 'Comment {example}.',
  },
  'no-eta': {
    happened: '{eta} {why}, so nothing was done.',
    expected: 'A time that is still to come, in UTC (with its date where another day is meant), or in how long.',
    next: 'Comment {example}.',
  },
  'no-milestone': {
    happened: 'No milestone was named, so nothing was recorded.',
    expected: 'At least one of {names}.',
    next: 'Comment `/time started=14:05`.',
  },
} as const satisfies Readonly<Record<string, Words>>;
