// What can go wrong when a postmortem is asked for.
import type { Words } from './words.ts';

/** Rows of the table of problems. */
export const postmortemProblems = {
  'postmortem-what': {
    happened: 'It says neither `start` nor `waive`, so nothing was done.',
    expected: 'The command alone, or `/postmortem waive` with a reason.',
    next: 'Comment `/postmortem` alone to open it, or to write its generated parts anew.',
  },
  'postmortem-published': {
    happened: 'The postmortem is published with {pull}, so nothing was changed.',
    expected: 'One that is not.',
    next: 'Change the document by an ordinary pull request.',
  },
} as const satisfies Readonly<Record<string, Words>>;
