// `/decline`: this is no incident. The issue is closed, or goes on as a plain one of which the app says nothing more.
import { through } from '../checklist/through.ts';
import type { Incident } from '../incident/record.ts';
import { mayFollow } from '../incident/transitions.ts';
import { trusted } from '../messages.ts';
import { type Problem, problem } from '../problems.ts';
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

function decide(input: CommandInput): Outcome {
  const { line, incident } = input;
  const reason = line.text?.trim() ?? '';
  const plain = line.flags.includes('plain');
  const mayBeMadePlain = plain && incident.status === 'declined';
  const mayBeDeclined = incident.status !== 'declined' && mayFollow(incident.status, 'declined');
  if (!mayBeDeclined && !mayBeMadePlain)
    return refused(
      problem('wrong-status', {
        status: incident.status,
        expected: 'An incident that is not resolved and not over',
        next:
          incident.status === 'resolved'
            ? 'Comment `/close` to close it, or `/reopen` first'
            : 'Comment `/note` to add to the record, or `/reopen` first',
      }),
    );
  if (mayBeMadePlain) return done([{ kind: 'plain', reason }], { said: { text: trusted(isPlain) } });
  return through(input, {
    changes: [plain ? { kind: 'plain', reason } : { kind: 'status', status: 'declined', note: reason }],
    replies: [{ said: { text: trusted(plain ? isPlain : orPlain) } }],
    beside: wasMended(incident) ? ['somebody has set about mending it, so it was one'] : [],
    refusal: notDeclined(incident),
  });
}

/** Whether anything was ever done to restore service: then it was an incident, and ends as one. */
function wasMended({ status, milestones, timeline }: Incident): boolean {
  return (
    status === 'mitigating' ||
    milestones.mitigated !== null ||
    timeline.some(({ kind, text }) => kind === 'monitoring' || (kind === 'status' && mending.test(text)))
  );
}

/** The line that a change of status leaves (`entry.ts`). */
const mending = /^Status [a-z]+ → (?:mitigating|monitoring)\b/;

function notDeclined({ status }: Incident): Problem {
  return problem('wrong-status', {
    status,
    expected: 'An incident that nobody has set about mending; this one ends with `/resolve` and `/close`',
    next: 'Comment `/resolve`. Who may override a gate: `/decline --force <reason>`',
  });
}
