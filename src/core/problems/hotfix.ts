// What can go wrong when a hotfix is asked for.
import type { Words } from './words.ts';

/** Rows of the table of problems. */
export const hotfixProblems = {
  'hotfix-needs-app': {
    happened: 'A workflow run is at work here, so no hotfix was opened: what its token opens starts no checks.',
    expected: 'The app, which opens the pull request and posts its gate.',
    next: 'Open a pull request by hand, called as the policy calls hotfixes and their branches: where `action/hotfix-gate` is required, it is its gate. The rules of its base branch hold as ever.',
  },
  'hotfix-needs-level': {
    happened: 'Nobody has said how bad it is, so no hotfix was opened.',
    expected: 'A severity that allows it: {allowed}.',
    next: 'Comment `/severity` first, then this again.',
  },
  'hotfix-not-allowed': {
    happened: 'At {level} the policy has no hotfixes, so none was opened.',
    expected: 'A severity that allows it: {allowed}.',
    next: 'Fix it by an ordinary pull request, or comment `/severity` first if it is worse than that.',
  },
  'hotfix-keeps-title': {
    happened: '{pull} has a title of its own, so nothing was taken in.',
    expected: 'Either the number of a pull request or a title for a new one.',
    next: 'Comment `/hotfix {pull}`.',
  },
  'hotfix-taken': {
    happened: '{pull} is in the lane of this incident already, so nothing was changed.',
    expected: 'A pull request that is not.',
    next: 'Its check `firebreak / hotfix` says what it waits for.',
  },
  'hotfix-not-in-lane': {
    happened: '{pull} was taken out of nothing: it is not in the lane of this incident.',
    expected: 'The number of a pull request that is in it: {pulls}.',
    next: 'Comment such as `/hotfix #41 --drop`, with its number.',
  },
  'too-many-hotfixes': {
    happened: 'There are {most} hotfixes under way ({pulls}), so no other was opened.',
    expected: 'Few and small ones.',
    next: 'Merge or close one of them first.',
  },
  'rollback-not-judged': {
    happened: 'It is not known yet what could be rolled back to, so no hotfix was opened.',
    expected: 'That rolling back was looked at: the app does so when an incident is declared.',
    next: 'Comment `/changes`, then this again; or say why rolling back would not do: `/hotfix because="…"`.',
  },
  'rollback-first': {
    happened: 'It could be rolled back to {to}, so no hotfix was opened.',
    expected: 'By this policy a hotfix only where rolling back would not do.',
    next: 'Comment `/rollback`, or say why not: `/hotfix because="…"`.',
  },
  'unknown-due': {
    happened: 'By when it is to be removed could not be read, so nothing was put on the register.',
    expected: 'A day such as `due=2026-03-10`, or a length of time such as `due=7d`, within a year from now.',
    next: 'Comment it again, such as {example}.',
  },
  'too-many-temporary-fixes': {
    happened: 'There are {most} temporary fixes on the register that are not removed, so no other was put on it.',
    expected: 'Few and short-lived ones.',
    next: 'Close the issue of one that is removed, then comment it again.',
  },
} as const satisfies Readonly<Record<string, Words>>;
