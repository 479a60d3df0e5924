// `/oncall`: who is on call now, until when, and who is next, for every rotation of the policy. Names stand in code: it calls nobody.
import { codeSpan } from '../markdown/quoted.ts';
import { type MessageData, type MessageValue, trusted } from '../messages.ts';
import { handOverInWords } from '../oncall/in-words.ts';
import { backupRole, nothingKnown, type Standing, standingsOf } from '../oncall/standing.ts';
import { troublesInWords } from '../oncall/troubles.ts';
import { handlesOf } from '../policy/find.ts';
import type { Policy } from '../policy/policy.ts';
import type { Command, CommandInput, Outcome } from './command.ts';
import { done } from './command.ts';

export const oncall: Command = {
  name: 'oncall',
  usage: '/oncall',
  summary: 'Show who is on call now, until when, and who is next. Nobody is mentioned.',
  group: 'people',
  examples: ['/oncall'],
  args: [],
  options: [],
  flags: [],
  late: 'never',
  right: null,
  usefulNow: () => null,
  decide,
};

function decide({ policy, now, onCall = nothingKnown }: CommandInput): Outcome {
  const standings = standingsOf(policy, now, onCall);
  return done([], {
    onCall: {
      rotations: standings.map((standing) => row(standing, policy)),
      notes: standings.flatMap((standing) => troublesInWords(standing)),
      roles: standings.length === 0 ? rolesOf(policy) : [],
      swaps: standings.some(({ rotation }) => rotation.team === null && rotation.pagerduty === null),
      example: trusted(firstRole(policy)),
    },
  });
}

function row(standing: Standing, policy: Policy): MessageData {
  const { rotation, handles, until, next, stoodIn } = standing;
  const { id, timezone, team } = rotation;
  const backup = standing.backup.length > 0 ? standing.backup : handlesOf(policy, [backupRole(id)]);
  const instead = stoodIn === null ? '' : ` (for ${names([stoodIn])})`;
  const noChange = team === null ? 'no change in sight' : 'the whole team, always';
  return {
    role: trusted(codeSpan(id)),
    who: trusted(handles.length === 0 ? 'nobody' : `${names(handles)}${instead}`),
    until: trusted(until === null ? noChange : handOverInWords(until, timezone)),
    next: trusted(next.length === 0 ? '-' : names(next)),
    backup: trusted(backup.length === 0 ? '-' : names(backup)),
  };
}

/** Without rotations whoever a role has is on call; those that the policy names, with people. */
function rolesOf({ people }: Policy): readonly MessageValue[] {
  const mapped = Object.entries(people).filter(([, handles]) => handles.length > 0);
  return mapped.map(([role, handles]) => ({ role: trusted(codeSpan(role)), who: trusted(names(handles)) }));
}

/** The role that the first page goes to, where a rotation can have its name. */
function firstRole({ levels }: Policy): string {
  const role = levels[0]?.escalation[0]?.targets[0] ?? '';
  return /^[a-z0-9][a-z0-9_-]{0,39}$/.test(role) ? role : 'oncall';
}

/** Logins without their `@`, in code. */
function names(handles: readonly string[]): string {
  return handles.map((handle) => codeSpan(handle.replace(/^@/, ''))).join(', ');
}
