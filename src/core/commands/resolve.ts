// `/resolve`: before the monitoring window is over it starts the window, says until when and lists what is open (`S003-21`).

import { checkCommand, openItems } from '../checklist/items.ts';
import { openForReply, passage, through } from '../checklist/through.ts';
import { monitoringHolds } from '../clock/due.ts';
import { watchedFor } from '../clock/monitoring.ts';
import { easedInWords, windowHolds } from '../clock/window-words.ts';
import { applyAll, windowIsOver } from '../incident/apply.ts';
import { isActive } from '../incident/transitions.ts';
import { type ReplyPart, trusted } from '../messages.ts';
import { problem } from '../problems.ts';
import { inWords, minuteInUtc, minutesBetween, plus, wholeMinuteFrom } from '../time.ts';
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
function resolvedNow(input: CommandInput): Outcome {
  const { incident, policy, line, actor, now } = input;
  const changes = [{ kind: 'resolved', summary: line.text }] as const;
  const after = applyAll(incident, changes, { at: now, by: actor, comment: null });
  return through(input, {
    changes,
    replies: [{ announce: 'over' }],
    beside: monitoringHolds(incident, policy, now) ? [windowHolds(incident, policy)] : [],
    alsoOpen: incident.monitoring === null ? openItems(after, policy) : [],
  });
}

function startWindow(input: CommandInput): Outcome {
  const watch = watchedFor(input.incident, input.policy);
  const window = watch?.window.min ?? 'PT0S';
  const eased = watch === null ? '' : easedInWords(watch.level.name, watch.until);
  const why: readonly ReplyPart[] =
    eased === ''
      ? []
      : [
          {
            said: {
              text: trusted(
                `The fix is watched for longer: ${eased}. Who may override a gate: \`/resolve --force <reason>\`.`,
              ),
            },
          },
        ];
  const noted = input.line.text === null ? [] : [{ kind: 'noted' as const, text: input.line.text }];
  const changes = [{ kind: 'monitoring' as const, window }, ...noted];
  const incident = applyAll(input.incident, changes, { at: input.now, by: input.actor, comment: null });
  const reply = windowReply({ ...input, incident }, plus(input.now, window));
  return through(input, { changes, replies: [{ announce: 'watched' }, reply, ...why] });
}

/** Until when it is watched, what is open, and which of it `/resolve` waits for. */
function windowReply({ incident, policy, actor }: CommandInput, until: string): ReplyPart {
  const begun = incident.milestones.mitigated ?? until;
  const cause = { at: until, by: actor, comment: null };
  const { held } = passage(incident, policy, [{ kind: 'resolved', summary: null }], cause);
  const needed = held.items.map(({ id }) => id);
  const others = openItems(incident, policy).filter(({ id }) => !needed.includes(id));
  const open = [...held.items, ...others].sort((a, b) => a.number - b.number);
  const command = checkCommand(held.items);
  return {
    window: {
      until: trusted(minuteInUtc(wholeMinuteFrom(until))),
      length: trusted(inWords(`PT${minutesBetween(begun, until)}M`)),
      open: openForReply({ items: open, roles: held.roles, checks: held.checks ?? [] }).open,
      copy: command === null ? null : trusted(command),
    },
  };
}
