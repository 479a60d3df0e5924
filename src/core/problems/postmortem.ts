// What can go wrong when a postmortem is asked for.
import type { Words } from './words.ts';

/** Rows of the table of problems. */
export const postmortemProblems = {
  'postmortem-what': {
    happened: 'It says none of `start`, `meeting`, `debriefed`, `share` and `waive`, so nothing was done.',
    expected: 'The command alone, or one of these words behind it.',
    next: 'Comment `/postmortem` alone to open it, or to write its generated parts anew.',
  },
  'postmortem-needs-app': {
    happened: 'A workflow run is at work here, so no pull request was opened: what its token opens starts no checks.',
    expected: 'The app, which opens it.',
    next: 'Write the document by hand, in a pull request of your own.',
  },
  'meeting-when': {
    happened: 'It does not say when in a way that can be read, so no meeting was set.',
    expected: 'A day with a time (UTC where no zone is named), a time of day, or how long from now; within a year.',
    next: 'For example {example}.',
  },
  'meeting-before': {
    happened: 'That is before the incident, so nothing was set.',
    expected: 'A time after the incident was declared.',
    next: 'For example {example}.',
  },
  'not-published-yet': {
    happened: 'The postmortem is not published, so nothing was shared.',
    expected: 'A document that everybody can read.',
    next: '{next}.',
  },
  'postmortem-published': {
    happened: 'The postmortem is published with {pull}, so nothing was changed.',
    expected: 'One that is not.',
    next: 'Change the document by an ordinary pull request.',
  },
} as const satisfies Readonly<Record<string, Words>>;
