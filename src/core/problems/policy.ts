// What can go wrong when the incident is to go by another policy.
import type { Words } from './words.ts';

/** Rows of the table of problems. */
export const policyProblems = {
  'no-other-policy': {
    happened: 'There is nothing to accept: this incident goes by the policy of the default branch already.',
    expected: 'A policy that was changed there since the declaration is what `/policy accept` takes.',
    next: 'Comment `/policy` to see which it is.',
  },
  'broken-policy': {
    happened: 'The policy on the default branch has mistakes, so there is none to accept.',
    expected: 'The incident goes on under the policy it has.',
    next: 'Correct the file (`/policy` says what is wrong and where), then comment `/policy accept` again.',
  },
  'unknown-policy-word': {
    happened: '{word} is nothing that `/policy` knows, so nothing was done.',
    expected: 'To show the policy `/policy`, to take the newer one `/policy accept`.',
    next: 'Comment one of these.',
  },
  'not-commander': {
    happened: 'Only the commander takes another policy for an incident that is under way.',
    expected: '{commander}.',
    next: '{ask} with `/ic @you`. Who may override a gate: `/policy accept --force <reason>`.',
  },
  'readiness-not-read': {
    happened: 'GitHub could not be asked how this installation stands, so nothing was looked at.',
    expected: 'Repository, files, labels, people and teams are read for this.',
    next: 'Say it again in a minute, or run `firebreak doctor` in a terminal.',
  },
} as const satisfies Readonly<Record<string, Words>>;
