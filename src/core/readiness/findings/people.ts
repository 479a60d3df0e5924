// Whether mentions reach somebody.
import type { FindingRow } from './row.ts';

export const peopleFindings = {
  'nobody-paged': {
    level: 'problem',
    what: 'Nobody is paged at {level}.',
    expected: 'Somebody in a role of its ladder: {roles}.',
    fix: 'Map the roles under `people`, or write a rotation under `on_call`.',
  },
  'role-unmapped': {
    level: 'advice',
    what: 'Nobody is mapped to {roles}: whoever is mapped nearest is mentioned instead.',
    expected: 'Somebody in every role that is paged or told.',
    fix: 'Map them under `people`.',
  },
  'person-unknown': {
    level: 'problem',
    what: 'There is no account {person}: a mention tells nobody.',
    expected: 'An account of GitHub’s ({where}).',
    fix: 'Correct the name in the policy.',
  },
  'person-shut-out': {
    level: 'problem',
    what: '{person} may not read the repository: a mention tells them nothing.',
    expected: 'Access to it ({where}).',
    fix: 'Give them access, or name somebody else in the policy.',
  },
  'team-unseen': {
    level: 'problem',
    what: 'There is no team {team}, or it may not be seen: a mention tells nobody.',
    expected: 'A visible team ({where}).',
    fix: 'Correct the name in the policy, make the team visible, or give the app `members: read`.',
  },
  'team-shut-out': {
    level: 'problem',
    what: 'The team {team} has no access to the repository: a mention tells its members nothing.',
    expected: 'At least read access ({where}).',
    fix: 'Add the team to the repository under Collaborators and teams.',
  },
  'on-call-nobody': {
    level: 'problem',
    what: 'The rotation `{rotation}` puts nobody on call now.',
    expected: 'Somebody whose turn it is.',
    fix: 'Add people to it under `on_call`.',
  },
  'on-call-key': {
    level: 'problem',
    what: 'The rotation `{rotation}` comes from PagerDuty, and no key for it is in this environment.',
    expected: '`FIREBREAK_PAGERDUTY_API_KEY` where the app runs.',
    fix: 'Set it there, and run the doctor there.',
  },
} as const satisfies Readonly<Record<string, FindingRow>>;
