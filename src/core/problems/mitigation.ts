// What can go wrong when something is done about an incident.
import type { Words } from './words.ts';

/** Rows of the table of problems. */
export const mitigationProblems = {
  'not-read': {
    happened: 'GitHub could not be asked about it, so nothing was done.',
    expected: 'Deployments, merges, releases and runs of the repository are read for this.',
    next: 'Say it again in a minute.',
  },
  'operation-running': {
    happened: 'The {title} is under way{run}, so nothing was started.',
    expected: 'One at a time.',
    next: 'Wait until it has ended, or comment `/cancel` first.',
  },
  'rollback-elsewhere': {
    happened: 'A rollback of {environment} for {incident} is under way{run}, so nothing was started.',
    expected: 'One rollback of an environment at a time, whichever incident asks for it.',
    next: 'Follow it there; comment `/rollback` again when it has ended, or `/cancel` there first.',
  },
  'unknown-outcome': {
    happened: 'There is no such outcome of a mitigation as {word}, so nothing was changed.',
    expected: 'One of `full`, `partial`, `degraded` and `maintenance`.',
    next: 'Comment `/status monitoring outcome=partial`, for example.',
  },
  'nothing-to-verify': {
    happened: 'The policy does not say {what}, so nothing was verified.',
    expected:
      'The workflow that makes the checks under `verification.workflow`, and checks under `verify` or `recovery`.',
    next: 'Look at your monitoring, and comment {instead}.',
  },
  'no-host-to-ask': {
    happened: 'The app may ask none of the hosts of the policy’s checks, so nothing was verified.',
    expected:
      'Checks with a `url`, on hosts that whoever runs the app allows with `FIREBREAK_CHECK_HOSTS`; or `verification.by: workflow`.',
    next: 'Look at your monitoring, and comment {instead}.',
  },
  'verifying-already': {
    happened: 'A verification is under way{run}, so no other was started.',
    expected: 'One at a time.',
    next: 'A comment says what comes of it.',
  },
  'nothing-live': {
    happened: 'GitHub knows of no successful deployment to {environment}, so nothing was rolled back.',
    expected: 'An environment that is deployed to: {known}.',
    next: 'Comment `/rollback` with its name, or start your rollback workflow by hand.',
  },
  'no-good-version': {
    happened: 'No earlier version of {environment} is known to be good (live is {live}), so nothing was rolled back.',
    expected: 'A version that was deployed before what is suspected, and not live during an incident.',
    next: '{next}.',
  },
  'already-live': {
    happened: '{environment} is at {live} already, so nothing was rolled back.',
    expected: 'An earlier version.',
    next: 'Comment `/rollback` without `to=` for the last known good one.',
  },
  'never-deployed': {
    happened: 'No successful deployment to {environment} is of that version, so nothing was rolled back.',
    expected:
      'A version that was deployed there, by seven digits of its commit or more, its branch or its tag: {known}.',
    next: 'Comment `/rollback` with one of them, or without `to=`.',
  },
  'several-versions': {
    happened: 'That names more than one deployed version, so nothing was rolled back.',
    expected: 'One of them: {meant}.',
    next: 'Comment `/rollback` with one of them.',
  },
  'no-plan': {
    happened: 'Nothing waits to be confirmed, so nothing was started.',
    expected: 'A plan that `/rollback` has shown.',
    next: 'Comment `/rollback` first.',
  },
  'plan-over': {
    happened: 'The plan was shown more than ten minutes ago, so nothing was started.',
    expected: 'A plan of now: what is live may have changed since.',
    next: 'Comment `/rollback` again.',
  },
  'other-plan': {
    happened: 'No plan that waits has the code {typed}, so nothing was started.',
    expected: '{code}, for the plan that was shown last.',
    next: 'Read that plan, then comment its code.',
  },
  'not-frozen': {
    happened: 'This incident holds nothing back, so nothing was released.',
    expected: 'A freeze of this incident: by its severity, or by `/freeze`.',
    next: 'Look at the check `firebreak / freeze` of a pull request that is held: it names the incident that freezes. Comment `/unfreeze` there.',
  },
  'freeze-needs-app': {
    happened: 'A workflow run is at work here, and it holds nothing, so nothing was frozen.',
    expected: 'The app: only it is there when a pull request moves, and when the freeze ends.',
    next: 'Hold merges and deployments by hand, and keep it in the record with `/note <what is held>`.',
  },
  'nothing-to-cancel': {
    happened: 'Nothing runs for this incident and no plan waits, so nothing was cancelled.',
    expected: 'A run that was started here.',
    next: 'Cancel other runs on GitHub, by hand.',
  },
} as const satisfies Readonly<Record<string, Words>>;
