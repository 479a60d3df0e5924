// `/decline`: this is no incident. The issue is closed, or goes on as a plain one of which the app says nothing more.
import { isOver } from '../incident/transitions.ts';
import { trusted } from '../messages.ts';
import { problem } from '../problems.ts';
import type { Command, CommandInput, Outcome } from './command.ts';
import { done, refused } from './command.ts';

export const decline: Command = {
  name: 'decline',
  usage: '/decline <reason> [--plain]',
  summary: 'It is no incident: close the issue, or with `--plain` keep it as an ordinary one.',
  group: 'respond',
  examples: ['/decline planned maintenance, announced on Monday', '/decline a question, not an incident --plain'],
  args: [],
  options: [],
  flags: ['plain'],
  freeText: { name: 'reason', required: true },
  late: 'ask',
  right: 'respond',
  usefulNow: (incident) => (incident.status === 'reported' ? '/decline <reason>' : null),
  decide,
};

const orPlain =
  'Declined, and closed as not planned. To keep it as an ordinary issue instead, comment `/decline <reason> --plain`; if it is an incident after all, `/reopen <reason>`.';

const isPlain =
  'This is an ordinary issue from here on: its labels and title are taken back, and commands are not answered any more. If it becomes an incident, set the incident label again.';

function decide({ line, incident }: CommandInput): Outcome {
  const reason = line.text?.trim() ?? '';
  const plain = line.flags.includes('plain');
  const mayBeMadePlain = plain && incident.status === 'declined';
  if (isOver(incident.status) && !mayBeMadePlain)
    return refused(
      problem('wrong-status', {
        status: incident.status,
        expected: 'An incident that is not over',
        next: 'Comment `/note` to add to the record, or `/reopen` first',
      }),
    );
  if (plain) return done([{ kind: 'plain', reason }], { said: { text: trusted(isPlain) } });
  return done([{ kind: 'status', status: 'declined', note: reason }], { said: { text: trusted(orPlain) } });
}
