// `/freeze`: merges into the protected branches and deployments are held until it is lifted, the incident is over, or its time is up.
import { LONGEST_FREEZE } from '../clock/freeze-limit.ts';
import { holdingFreeze } from '../incident/freeze.ts';
import { isActive } from '../incident/transitions.ts';
import { codeSpan } from '../markdown/quoted.ts';
import { trusted } from '../messages.ts';
import { liftersOf } from '../mitigation/lifters.ts';
import { wrongStatus } from '../mitigation/refused-operation.ts';
import { problem } from '../problems.ts';
import { compare, inWords, isLonger, minuteInUtc, parseDuration, plus } from '../time.ts';
import type { Command, CommandInput, Outcome } from './command.ts';
import { done, refused } from './command.ts';

export const freeze: Command = {
  name: 'freeze',
  usage: '/freeze [because] [for=<duration>]',
  summary:
    'Hold merges into the protected branches and deployments until it is lifted, the incident is over, or its time is up.',
  group: 'mitigate',
  examples: ['/freeze', '/freeze the schema is being repaired for=2h'],
  args: [],
  options: [{ name: 'for', kind: 'duration' }],
  flags: [],
  freeText: { name: 'because', required: false },
  late: 'ask',
  right: 'respond',
  usefulNow: () => null,
  decide,
};

function decide({ line, incident, policy, now, keepsOthers }: CommandInput): Outcome {
  const typed = line.options['for'];
  const length = typed === undefined ? policy.freeze.limit : parseDuration(typed);
  if (!isActive(incident.status)) return refused(wrongStatus(incident));
  if (length === null || isLonger(length, LONGEST_FREEZE) || compare(plus(now, length), now) <= 0)
    return refused(
      problem('unknown-duration', {
        expected: 'A length of at most seven days, such as `2h`',
        example: codeSpan('/freeze for=2h'),
      }),
    );
  // A workflow run has nobody who posts checks when a head moves, nor who takes them away.
  if (!keepsOthers) return refused(problem('freeze-needs-app', {}));
  const until = plus(now, length);
  const isOn = holdingFreeze(incident) !== null;
  const text = `${isOn ? 'The freeze goes on' : 'Merges into the protected branches and deployments are held'} for ${inWords(length)}, until ${minuteInUtc(until)}; it ends with the incident if that is earlier. The card lists what is held; \`/unfreeze\` ends it.`;
  return done([{ kind: 'frozen', until, because: line.text, lifts: liftersOf(incident, policy) }], {
    said: { text: trusted(text) },
  });
}
