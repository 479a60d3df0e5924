// `/timebox`: so long is spent on this and no longer (`S002-38`).
import { isActive } from '../incident/transitions.ts';
import { codeSpan } from '../markdown/quoted.ts';
import { problem } from '../problems.ts';
import { compare, parseDuration, plus } from '../time.ts';
import type { Command, CommandInput, Outcome } from './command.ts';
import { done, refused } from './command.ts';

export const timebox: Command = {
  name: 'timebox',
  usage: '/timebox <duration> <what>',
  summary: 'Spend so long on one thing and no longer. The card shows until when; no comment reminds of it yet.',
  group: 'tell',
  examples: ['/timebox 15m find out whether the cache is to blame', '/timebox 1h debug on db-2'],
  args: [{ name: 'duration', kind: 'duration', required: true }],
  options: [],
  flags: [],
  freeText: { name: 'what', required: true },
  late: 'ask',
  right: 'respond',
  usefulNow: () => null,
  decide,
};

/** Longer is no time-box but a plan. */
const LONGEST = 'PT24H';

function decide({ line, incident, now }: CommandInput): Outcome {
  const what = line.text?.trim() ?? '';
  const length = parseDuration(line.args[0] ?? '');
  if (length === null || compare(plus(now, length), now) <= 0 || compare(plus(now, length), plus(now, LONGEST)) > 0)
    return refused(
      problem('unknown-duration', {
        expected: 'A length of at most 24 hours, such as `15m` or `1h`',
        example: codeSpan('/timebox 15m what to find out'),
      }),
    );
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
  return done([{ kind: 'timebox', until: plus(now, length), what }]);
}
