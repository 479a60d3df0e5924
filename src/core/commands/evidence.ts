// `/evidence`: what speaks for or against a hypothesis, the newest one unless another is named (`S004-09`).
import type { Side } from '../incident/change.ts';
import type { Incident } from '../incident/record.ts';
import { codeSpan } from '../markdown/quoted.ts';
import { problem } from '../problems.ts';
import type { Command, CommandInput, Outcome } from './command.ts';
import { done, refused } from './command.ts';

export const evidence: Command = {
  name: 'evidence',
  usage: '/evidence <side> <text> [of=]',
  summary: 'Record what speaks `for` or `against` (the side) a hypothesis: the newest, or that of a number (`of=2`).',
  group: 'record',
  examples: [
    '/evidence for pool exhausted in the logs since 04:01',
    '/evidence against db-2 was never deployed to of=1',
  ],
  args: [{ name: 'side', kind: 'word', required: true, choices: ['for', 'against'] }],
  options: [{ name: 'of', kind: 'number' }],
  flags: [],
  freeText: { name: 'text', required: true },
  late: 'run',
  right: 'respond',
  usefulNow: (incident) => {
    const last = incident.hypotheses.at(-1);
    const isOpen = last !== undefined && incident.cause === null && last.for.length + last.against.length === 0;
    return isOpen ? '/evidence for <what speaks for it>' : null;
  },
  decide,
};

function decide({ line, incident }: CommandInput): Outcome {
  const text = line.text?.trim() ?? '';
  const side: Side = line.args[0] === 'against' ? 'against' : 'for';
  if (text === '') return refused(problem('nothing-to-say', { usage: codeSpan(`/evidence ${side} <text>`) }));
  const last = incident.hypotheses.at(-1);
  if (last === undefined) return refused(problem('no-hypothesis'));
  const typed = line.options['of'] ?? null;
  const of = typed === null ? last.number : numberIn(typed);
  if (!incident.hypotheses.some(({ number }) => number === of))
    return refused(
      problem('unknown-hypothesis', { numbers: numbersOf(incident), suggestion: codeSpan(`of=${last.number}`) }),
    );
  return done([{ kind: 'evidence', side, text, of }]);
}

function numberIn(typed: string): number {
  return /^#?\d{1,6}$/.test(typed.trim()) ? Number(typed.trim().replace('#', '')) : -1;
}

function numbersOf({ hypotheses }: Incident): string {
  return hypotheses.map(({ number, text }) => `${number} (${codeSpan(text, { max: 60 })})`).join(', ');
}
