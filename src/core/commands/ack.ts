// `/ack`: somebody is on it. The first one becomes commander if there is none, and a report becomes an incident.
import { isOver } from '../incident/transitions.ts';
import { problem } from '../problems.ts';
import type { Command } from './command.ts';
import { done, refused } from './command.ts';

export const ack: Command = {
  name: 'ack',
  usage: '/ack',
  summary: 'You are on it. The first to say so leads until somebody else does.',
  group: 'respond',
  examples: ['/ack'],
  args: [],
  options: [],
  flags: [],
  late: 'run',
  right: 'respond',
  usefulNow: (incident) => (incident.milestones.acknowledged === null ? '/ack' : null),
  decide: ({ incident }) => {
    if (isOver(incident.status))
      return refused(
        problem('wrong-status', {
          status: incident.status,
          expected: 'An open incident',
          next: 'Comment `/reopen` first',
        }),
      );
    if (incident.milestones.declared === null) return done([{ kind: 'declared' }, { kind: 'acknowledged' }]);
    return done([{ kind: 'acknowledged' }]);
  },
};
