// `/ack`: somebody is on it. The first one becomes commander if there is none, and a report becomes an incident.
import type { Change } from '../incident/change.ts';
import { isOver } from '../incident/transitions.ts';
import { dutiesOf } from '../messages/duties.ts';
import { problem } from '../problems.ts';
import type { Command } from './command.ts';
import { done, refused } from './command.ts';

export const ack: Command = {
  name: 'ack',
  usage: '/ack [note]',
  summary: 'You are on it. The first to say so leads until somebody else does.',
  group: 'respond',
  examples: ['/ack', '/ack looking at the database'],
  args: [],
  options: [],
  flags: [],
  freeText: { name: 'note', required: false },
  late: 'run',
  right: 'respond',
  usefulNow: (incident) => (incident.ladder.answered === null ? '/ack' : null),
  decide: ({ incident, line, policy, actor }) => {
    const note: readonly Change[] = line.text === null ? [] : [{ kind: 'noted', text: line.text }];
    if (isOver(incident.status))
      return refused(
        problem('wrong-status', {
          status: incident.status,
          expected: 'An open incident',
          next: incident.duplicateOf === null ? 'Comment `/reopen` first' : `Go on in #${incident.duplicateOf}`,
        }),
      );
    const leads = incident.roles['commander'] ?? actor;
    const declare: readonly Change[] = incident.milestones.declared === null ? [{ kind: 'declared' }] : [];
    return done(
      [...declare, { kind: 'acknowledged' }, ...note],
      ...(leads.bot ? [] : dutiesOf(policy, incident, 'commander', leads)),
    );
  },
};
