// `/timebox`: so long is spent on this and no longer; then the next step of the ladder is taken (`S002-38`).

import type { Incident } from '../incident/record.ts';
import { isActive } from '../incident/transitions.ts';
import { codeSpan } from '../markdown/quoted.ts';
import type { Policy } from '../policy/policy.ts';
import { problem } from '../problems.ts';
import { compare, parseDuration, plus, type Timestamp } from '../time.ts';
import type { Command, CommandInput, Outcome } from './command.ts';
import { done, refused } from './command.ts';

export const timebox: Command = {
  name: 'timebox',
  usage: '/timebox [duration] <what>',
  summary:
    'Spend so long on one thing and no longer: when it is over the next step of the ladder is told. `/timebox done` ends it before.',
  group: 'tell',
  examples: ['/timebox 15m find out whether the cache is to blame', '/timebox done'],
  args: [{ name: 'duration', kind: 'duration', required: false }],
  options: [],
  flags: [],
  freeText: { name: 'what', required: false },
  late: 'ask',
  right: 'respond',
  usefulNow: (incident) => (openBoxes(incident).length > 0 && isActive(incident.status) ? '/timebox done' : null),
  decide,
};

/** Longer is no time-box but a plan. */
const LONGEST = 'PT24H';

function decide({ line, incident, now, policy }: CommandInput): Outcome {
  const what = line.text?.trim() ?? '';
  if (line.args[0] === undefined && /^(done|over|off)[.!]?$/i.test(what)) return ended(incident);
  const until = endOf(line.args[0], now, policy);
  if (until === null) return refused(noLength(policy));
  if (what === '') return refused(problem('nothing-to-say', { usage: codeSpan('/timebox <duration> <what>') }));
  if (!isActive(incident.status))
    return refused(
      problem('wrong-status', {
        status: incident.status,
        expected: 'A declared incident that is not over',
        next:
          incident.status === 'reported'
            ? 'Comment `/ack` first'
            : 'Comment `/reopen` first, or `/note` to add to the record',
      }),
    );
  return done([{ kind: 'timebox', until, what }]);
}

function openBoxes({ timeBoxes }: Incident): Incident['timeBoxes'] {
  return timeBoxes.filter((box) => box.done === null);
}

function ended(incident: Incident): Outcome {
  if (openBoxes(incident).length > 0) return done([{ kind: 'timebox-done' }]);
  const usage = codeSpan('/timebox <duration> <what>');
  return refused(problem('no-timebox', { usage }));
}

/** When it is over; null for no length of time, and for none at all where the policy names none either. */
function endOf(typed: string | undefined, now: Timestamp, { timeBox }: Policy): Timestamp | null {
  const length = typed === undefined ? timeBox : parseDuration(typed);
  if (length === null) return null;
  const until = plus(now, length);
  return compare(until, now) > 0 && compare(until, plus(now, LONGEST)) <= 0 ? until : null;
}

function noLength({ timeBox }: Policy) {
  const named = timeBox === null ? '; the policy names none for a time-box without one' : '';
  return problem('unknown-duration', {
    expected: `A length of at most 24 hours, such as \`15m\` or \`1h\`${named}`,
    example: codeSpan('/timebox 15m what to find out'),
  });
}
