// `/update`: a progress update for everybody who follows; it starts the clock of the next one anew (`S003-31`).
import { absoluteEta } from '../incident/eta.ts';
import { isActive, isOver } from '../incident/transitions.ts';
import { codeSpan } from '../markdown/quoted.ts';
import { problem } from '../problems.ts';
import type { Command } from './command.ts';
import { done, refused } from './command.ts';

export const update: Command = {
  name: 'update',
  usage: '/update <text> [eta=] [impact=] [next=]',
  summary: 'Tell everybody what is going on. The next update is due one interval later.',
  group: 'tell',
  examples: [
    '/update Rolled back; errors are dropping eta=15m',
    '/update cpu=100% on db-2, looking at the slow query log',
  ],
  args: [],
  options: [
    { name: 'eta', kind: 'text' },
    { name: 'impact', kind: 'text' },
    { name: 'next', kind: 'text' },
  ],
  flags: [],
  freeText: { name: 'text', required: true },
  late: 'run',
  right: 'respond',
  usefulNow: (incident) =>
    incident.milestones.acknowledged !== null && isActive(incident.status) ? '/update <what you know and do>' : null,
  decide: ({ line, incident, now }) => {
    const text = line.text?.trim() ?? '';
    if (text === '') return refused(problem('nothing-to-say', { usage: codeSpan('/update <text>') }));
    if (isOver(incident.status))
      return refused(
        problem('wrong-status', {
          status: incident.status,
          expected: 'An open incident',
          next: 'Comment `/note` to add to the record',
        }),
      );
    const { eta, impact, next } = line.options;
    return done([
      {
        kind: 'updated',
        text,
        eta: eta === undefined ? null : absoluteEta(eta, now),
        impact: impact ?? null,
        next: next ?? null,
      },
    ]);
  },
};
