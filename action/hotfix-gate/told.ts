// A judged pull request as annotations, a summary with the gate's table, and outputs.
import { conclusionOf, type Verdict } from '../../src/core/hotfix/gate.ts';
import { gateText, notAnIncidentMatter, rowInWords } from '../../src/core/messages/hotfix-gate.ts';
import { command } from '../host/commands.ts';
import type { GateJudged, PullJudged } from './judge.ts';

/** `lines` are for the log, each one a workflow command or of our own words. */
export type Told = {
  readonly lines: readonly string[];
  readonly summary: string;
  readonly outputs: Readonly<Record<string, string>>;
};

/** GitHub shows so many of a kind for a step. */
const MOST_ANNOTATIONS = 10;

const AGAIN = 'Started again, this job looks anew; a workflow with `again` starts it by itself.';

/** What all its gates say together; success where it has none. */
export function conclusionIn({ gates }: Pick<PullJudged, 'gates'>): Verdict['conclusion'] {
  return conclusionOf(gates.flatMap(({ verdict }) => verdict.rows));
}

export function told(judged: PullJudged, notes: readonly string[]): Told {
  const { gates } = judged;
  const open = gates.flatMap(({ verdict }) => verdict.rows.filter(({ holds }) => holds !== 'yes'));
  const annotations = open
    .slice(0, MOST_ANNOTATIONS)
    .map((row) => command('error', { title: 'hotfix' }, rowInWords(row)));
  const parts = gates.length === 0 ? [notAnIncidentMatter].map(inShort) : gates.map(asTable);
  return {
    lines: [...annotations, ...notes.map(asWarning), `Firebreak: #${judged.pull.number}: ${inOneLine(gates)}`],
    summary: [...parts, ...notes].join('\n\n').toWellFormed(),
    outputs: {
      hotfix: String(gates.length > 0),
      conclusion: conclusionIn(judged),
      open: String(open.length),
      incidents: JSON.stringify([...new Set(gates.map(({ gate }) => gate.incident))]),
    },
  };
}

function asTable({ gate, verdict }: GateJudged): string {
  const { title, summary } = gateText(verdict, gate.of, AGAIN);
  const what = gate.of === 'hotfix' ? 'A hotfix of' : 'The proper fix of a hotfix of';
  return `## Firebreak / hotfix: ${title}\n\n${what} #${gate.incident}. ${summary}`;
}

function inShort({ title, summary }: typeof notAnIncidentMatter): string {
  return `**Firebreak / hotfix**: ${title}. ${summary}`;
}

function inOneLine(gates: readonly GateJudged[]): string {
  if (gates.length === 0) return 'not an incident matter';
  return gates.map(({ gate, verdict }) => `${gateText(verdict, gate.of).title}, for #${gate.incident}`).join('; ');
}

function asWarning(note: string): string {
  return command('warning', { title: 'hotfix' }, note);
}
