// What can go wrong when an action item is put on record or changed.
import type { Words } from './words.ts';

/** Rows of the table of problems. */
export const followUpProblems = {
  'unknown-action-due': {
    happened: 'By when it is to be done could not be read, so nothing was put on record.',
    expected:
      'A day such as `due=2026-03-20` or `due=3/20`, or a length of time such as `due=7d` or `due="2 business days"`.',
    next: 'Comment it again, such as {example}.',
  },
  'action-due-before': {
    happened: 'It would be due before the incident began, so nothing was put on record.',
    expected: 'A day after the incident.',
    next: 'Comment it again with another day, such as {example}.',
  },
  'action-due-past': {
    happened: 'It would be due already, so nothing was put on record.',
    expected: 'A day that is still to come.',
    next: 'Comment it again with another day, such as {example}.',
  },
  'action-due-too-far': {
    happened: 'It would be due in more than a year, so nothing was put on record.',
    expected: 'A day within a year from now: later is no deadline.',
    next: 'Comment it again with another day, such as {example}.',
  },
  'unknown-action-type': {
    happened: 'There is no such type of action item, so nothing was put on record.',
    expected: 'One of {types}.',
    next: 'Comment it again with one of them, or without a type.',
  },
  'unknown-follow-up': {
    happened: 'No issue #{number} belongs to this incident for something that is to be done.',
    expected: 'One of the issues that the card lists.',
    next: 'Comment it with the number of one of them, or with a text to add another.',
  },
  'nothing-to-amend': {
    happened: 'Nothing says what is to change about #{number}.',
    expected: '{usage}.',
    next: 'Comment it again with what is to change.',
  },
  'too-many-actions': {
    happened: 'There are {most} action items that are not done, so no other was put on record.',
    expected: 'Few that are done.',
    next: 'Close the issues of those that are done or that nobody will do, then comment it again.',
  },
} as const satisfies Readonly<Record<string, Words>>;
