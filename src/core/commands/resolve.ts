// `/resolve`: before the monitoring window is over it starts the window, says until when and lists what is open (`S003-21`).

import { monitoringHolds } from '../clock/due.ts';
import { apply, windowIsOver } from '../incident/apply.ts';
import type { Incident, Proof } from '../incident/record.ts';
import { isActive } from '../incident/transitions.ts';
import { type ReplyPart, trusted } from '../messages.ts';
import { itemAsOf, levelOf } from '../policy/find.ts';
import type { Policy } from '../policy/policy.ts';
import { problem } from '../problems.ts';
import { inWords, plus, toSecond } from '../time.ts';
import type { Command, CommandInput, Outcome } from './command.ts';
import { done, refused } from './command.ts';

export const resolve: Command = {
  name: 'resolve',
  usage: '/resolve [summary]',
  summary: 'Service is restored. Starts the monitoring window if there is one; after it, resolves the incident.',
  group: 'respond',
  examples: ['/resolve rolled back to v2.3.3, all metrics normal'],
  args: [],
  options: [],
  flags: [],
  freeText: { name: 'summary', required: false },
  late: 'ask',
  right: 'respond',
  usefulNow: (incident, _policy, now) => {
    const mitigated =
      incident.status === 'mitigating' || incident.status === 'identified' || windowIsOver(incident, now);
    return mitigated ? '/resolve' : null;
  },
  decide,
};

function decide(input: CommandInput): Outcome {
  const { incident, policy, now } = input;
  if (incident.status === 'resolved') return done([]);
  if (!isActive(incident.status))
    return refused(
      problem('wrong-status', {
        status: incident.status,
        expected: 'A declared incident that is not over',
        next: incident.status === 'reported' ? 'Comment `/ack` first' : 'Comment `/reopen` first',
      }),
    );
  if (!monitoringHolds(incident, policy, now) || input.forced) return resolvedNow(input);
  if (incident.status === 'monitoring' && incident.monitoring !== null)
    return done([], windowReply(input, incident.monitoring.until));
  return startWindow(input);
}

/** What nobody ticked is said, since it is over all the same; where the fix was watched it was said when that began. */
function resolvedNow({ incident, policy, line, actor, now }: CommandInput): Outcome {
  const change = { kind: 'resolved', summary: line.text } as const;
  const open =
    incident.monitoring !== null
      ? []
      : openItems(apply(incident, change, { at: now, by: actor, comment: null }), policy);
  return done([change], { announce: 'over' }, ...(open.length === 0 ? [] : [{ stillOpen: { open } }]));
}

function startWindow(input: CommandInput): Outcome {
  const window = levelOf(input.policy, input.incident)?.monitor?.min ?? 'PT0S';
  const noted = input.line.text === null ? [] : [{ kind: 'noted' as const, text: input.line.text }];
  const reply = windowReply(input, plus(input.now, window));
  return done([{ kind: 'monitoring', window }, ...noted], { announce: 'watched' }, reply);
}

function windowReply({ incident, policy }: CommandInput, until: string): ReplyPart {
  const window = levelOf(policy, incident)?.monitor?.min ?? 'PT0S';
  return {
    window: { until: trusted(toSecond(until)), length: trusted(inWords(window)), open: openItems(incident, policy) },
  };
}

/** What the resolution itself ticks is what is being worked towards. */
const ends: readonly (Proof | null)[] = ['watched', 'resolved'];

/** What is not done yet, for the reader. */
export function openItems(incident: Incident, policy: Policy): readonly string[] {
  return incident.checklist
    .filter((item) => item.state === 'open' && !ends.includes(item.tickedWhen))
    .map((item) => itemAsOf(policy, item).text);
}
