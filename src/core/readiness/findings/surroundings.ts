// What is around GitHub, and what GitHub does not tell.
import type { FindingRow } from './row.ts';

export const surroundingFindings = {
  'environment-wrong': {
    level: 'problem',
    what: '{problem}',
    expected: 'An environment that the app starts with.',
    fix: 'Correct or remove the variable.',
  },
  'channel-unconnected': {
    level: 'problem',
    what: 'The channel `{channel}` has no connection in this environment.',
    expected: '`{variable}` where the app runs.',
    fix: 'Set it there, and run the doctor there, or remove the channel from the policy.',
  },
  'channel-unreachable': {
    level: 'problem',
    what: 'What is behind the connection `{connection}` does not answer.',
    expected: 'A connection within five seconds.',
    fix: 'Check its address, and whether this machine may reach it.',
  },
  'access-unlinked': {
    level: 'advice',
    what: 'The policy does not say where this is: {titles}.',
    expected: 'A link for each thing that responders must reach (`access`).',
    fix: 'Add `at:` to each under `access` in the policy; the card then links it.',
  },
  'access-unreachable': {
    level: 'problem',
    what: '{title} does not answer at {address}.',
    expected: 'A link that leads somewhere: responders need it when there is no time.',
    fix: 'Correct `at:` under `access` in the policy, or run the doctor where it can be reached.',
  },
  'clock-wrong': {
    level: 'problem',
    what: 'The clock of this machine is {seconds} seconds {way} GitHub’s.',
    expected: 'At most five: timers go by it.',
    fix: 'Let the machine set its clock by the network (NTP).',
  },
  'not-told': {
    level: 'unknown',
    what: 'It is not known {question}, because {why}.',
    expected: 'A token that may see it.',
    fix: 'Run the doctor with APP_ID and PRIVATE_KEY of the app, or with the token of an administrator.',
  },
} as const satisfies Readonly<Record<string, FindingRow>>;
