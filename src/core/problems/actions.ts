// What can go wrong when an action of the runbook is asked for.
import type { Words } from './words.ts';

/** Rows of the table of problems. */
export const actionProblems = {
  'no-actions': {
    happened: 'The policy has no catalogue of actions (`mitigations`), so there is nothing to run.',
    expected: 'Actions that a workflow does, or that have steps.',
    next: 'Do it by hand and note it with `/note`.',
  },
  'unknown-action': {
    happened: 'The catalogue of this policy has no action {typed}, so nothing was run.',
    expected: 'One of {known}.',
    next: '{near}Comment `/run` for what each of them does.',
  },
  'action-has-command': {
    happened: '{action} has a command of its own, so nothing was run.',
    expected: '{command}.',
    next: 'Comment that.',
  },
  'unknown-input': {
    happened: '{action} takes no {typed}, so nothing was run.',
    expected: 'What it takes: {known}.',
    next: '{next}.',
  },
  'missing-input': {
    happened: '{action} needs {input}, so nothing was run.',
    expected: 'For it {expected}.',
    next: '{next}.',
  },
  'wrong-input': {
    happened: '{input} cannot be {typed}, so nothing was run.',
    expected: 'For it {expected}.',
    next: '{next}.',
  },
  'secret-input': {
    happened: '{input} is a secret, and comments are no place for one: nothing was run.',
    expected: 'The workflow reads it from the secrets of the repository or environment.',
    next: 'If what you typed is a real one, make a new one now: this thread and its e-mails have it. Then comment the action without it.',
  },
  'action-changed': {
    happened: 'The policy says something else of {action} since the plan was shown, so nothing was started.',
    expected: 'The same workflow, and values that it takes.',
    next: 'Comment it again and read the new plan.',
  },
  'which-to-cancel': {
    happened: 'Several runs are under way, so nothing was cancelled.',
    expected: 'Which of them: `/cancel rollback`, `action`, `verification` or `evidence`.',
    next: 'Comment one of these.',
  },
  credential: {
    happened: 'This seems to contain {what}, so it was not carried out, and nothing of it was kept.',
    expected:
      'No password, token or key in a thread: everybody who reads it has it, and so do the e-mails that were sent.',
    next: 'Take it as known to others. Make it worthless now ({rotate}), then edit it out of the comment and delete the revision from its history. What you wanted done you can comment again without it.',
  },
} as const satisfies Readonly<Record<string, Words>>;
