// `/postmortem`: the document as a pull request, its generated parts written anew, or said that none is written (DESIGN section 5).
import type { Incident, Status } from '../incident/record.ts';
import { isActive } from '../incident/transitions.ts';
import { codeSpan } from '../markdown/quoted.ts';
import { type Problem, problem } from '../problems.ts';
import type { Command, CommandInput, Outcome } from './command.ts';
import { done, refused } from './command.ts';
import type { ParsedLine } from './parse.ts';

export const postmortem: Command = {
  name: 'postmortem',
  usage: '/postmortem [start] [waive <reason>]',
  summary:
    'Open the pull request with the postmortem, or write what is generated of it anew; `waive` says that none is written.',
  group: 'learn',
  examples: ['/postmortem', '/postmortem waive A test of the alarm, nobody was affected'],
  args: [],
  options: [],
  flags: [],
  freeText: { name: 'reason', required: false },
  slow: true,
  late: 'run',
  right: 'respond',
  rightFor: (line) => (waivedIn(line) === null ? 'respond' : 'override'),
  usefulNow: ({ status, postmortem: known }) =>
    (status === 'resolved' || status === 'closed') && known === undefined ? '/postmortem' : null,
  decide,
};

const WAIVE = /^waive\b[ \t:]*/i;

/** Why none is written, empty where nothing was said; null: that is not what the line says. */
function waivedIn({ text }: ParsedLine): string | null {
  const said = text?.trim() ?? '';
  return WAIVE.test(said) ? said.replace(WAIVE, '').trim() : null;
}

function decide(input: CommandInput): Outcome {
  const { line, isReplay } = input;
  const reason = waivedIn(line);
  if (reason !== null) return waived(input, reason);
  const said = line.text?.trim() ?? '';
  if (said !== '' && !/^start[.!]?$/i.test(said)) return refused(problem('postmortem-what', {}));
  const against = isReplay === true ? null : refusal(input);
  return against === null ? done([{ kind: 'postmortem-asked' }]) : refused(against);
}

function waived({ incident }: CommandInput, reason: string): Outcome {
  const usage = codeSpan('/postmortem waive <reason>');
  if (reason === '') return refused(problem('nothing-to-say', { usage }));
  if (incident.postmortem?.state === 'published') return refused(published(incident));
  return done([{ kind: 'postmortem-waived', reason }]);
}

/** Before the service is back there are other things to do. */
function refusal({ incident }: CommandInput): Problem | null {
  const { status, postmortem: known } = incident;
  if (status !== 'resolved' && status !== 'closed')
    return problem('wrong-status', { status, expected: 'An incident that is resolved', next: nextAt(status) });
  return known?.state === 'published' ? published(incident) : null;
}

function nextAt(status: Status): string {
  if (!isActive(status)) return 'Write it in the thread of an incident that is one';
  return 'Comment `/resolve` first; until then `/note`, `/decision` and `/cause` keep what it will be written from';
}

function published({ postmortem: known }: Incident): Problem {
  return problem('postmortem-published', { pull: `#${known?.pull?.number ?? 0}` });
}
