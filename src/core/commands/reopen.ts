// `/reopen`: it is back. The ladder and the update clock start anew, and whoever leads and says so is there already.
import { isActive } from '../incident/transitions.ts';
import { problem } from '../problems.ts';
import type { Command } from './command.ts';
import { done, refused } from './command.ts';

export const reopen: Command = {
  name: 'reopen',
  usage: '/reopen [reason]',
  summary: 'The incident is not over after all: investigating again, the clocks start anew.',
  group: 'respond',
  examples: ['/reopen errors are back since 14:20'],
  args: [],
  options: [],
  flags: [],
  freeText: { name: 'reason', required: false },
  late: 'ask',
  right: 'respond',
  usefulNow: (incident) => (incident.status === 'resolved' || incident.status === 'closed' ? '/reopen <reason>' : null),
  decide: ({ incident, line, actor }) => {
    if (incident.status === 'reported' || (isActive(incident.status) && incident.status !== 'monitoring')) {
      return refused(
        problem('wrong-status', {
          status: incident.status,
          expected: 'An incident in monitoring, resolved or closed',
          next: 'There is nothing to reopen',
        }),
      );
    }
    const declare = incident.milestones.declared === null ? [{ kind: 'declared' as const }] : [];
    const isThere = incident.roles['commander']?.id === actor.id;
    const answer = isThere ? [{ kind: 'acknowledged' as const }] : [];
    return done([...declare, { kind: 'reopened', reason: line.text }, ...answer]);
  },
};
