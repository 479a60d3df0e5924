// Postmortems of a pull request against the rules and the record, as annotations, a summary and two numbers.
import type { Policy } from '../../src/core/policy/policy.ts';
import { type Annotation, checkOutput, type Linted } from '../../src/core/postmortem/lint/annotations.ts';
import { type Known, notJudged } from '../../src/core/postmortem/lint/known.ts';
import { knownFrom } from '../../src/core/postmortem/lint/known-from.ts';
import { lintPostmortem } from '../../src/core/postmortem/lint/lint.ts';
import type { Finding } from '../../src/core/postmortem/lint/rule.ts';
import { readable } from '../../src/core/postmortem/lint/rules/readable.ts';
import { incidentIn } from '../../src/core/postmortem/place.ts';
import type { Client } from '../../src/shell/github/client.ts';
import type { IncidentIssue } from '../../src/shell/github/past/incidents.ts';
import { incidentsNamed } from '../../src/shell/github/proposal/incidents-named.ts';
import { believedCard } from '../../src/shell/metrics/believed-card.ts';
import { command } from '../host/commands.ts';
import type { Document, ProposedDocuments } from './proposed-in.ts';

/** `lines` are for the log, each one a workflow command or of our own words. */
export type Judged = {
  readonly lines: readonly string[];
  readonly summary: string;
  readonly errors: number;
  readonly warnings: number;
};

/** Records are read for so many incidents; the facts of further ones are not judged. */
const MOST_INCIDENTS = 10;

/** One request, where a document names an incident. */
export async function judge(client: Client, found: ProposedDocuments, key: string | null): Promise<Judged> {
  const { documents, policy, notes } = found;
  const numbers = [...new Set(documents.flatMap(({ text }) => incidentIn(text ?? undefined) ?? []))];
  const asked = numbers.slice(0, MOST_INCIDENTS);
  const issues = asked.length === 0 ? new Map() : await incidentsNamed(client, found.place, asked);
  const known = documents.map(({ text }) => knownOf(incidentIn(text ?? undefined), issues, { policy, key }));
  const linted = documents.map((document, at) => lint(document, policy, known[at] ?? {}));
  return told(linted, [...notes, ...notJudgedNote(known)]);
}

/** What the record says of an incident: null where there is none, nothing where its card is not to be believed. */
function knownOf(
  number: number | null,
  issues: ReadonlyMap<number, IncidentIssue | null>,
  { policy, key }: { readonly policy: Policy; readonly key: string | null },
): Known {
  const issue = number === null ? undefined : issues.get(number);
  if (issue === undefined) return {};
  const isNone = issue === null || (issue.cards.length === 0 && !issue.labels.includes('incident'));
  if (isNone) return { incident: null };
  const card = believedCard(issue, { key, app: null });
  return 'record' in card ? knownFrom(card.record, policy) : {};
}

function lint({ file, text }: Document, policy: Policy, known: Known): Linted {
  return { file, found: text === null ? [unreadable] : lintPostmortem({ file, text, policy, known }) };
}

const unreadable: Finding = {
  rule: readable.code,
  level: 'E',
  line: 1,
  column: 1,
  endColumn: 2,
  message:
    'GitHub does not show it as text: it is none, or larger than half a megabyte, or its name has signs that no name should. Write it as Markdown under a plain name.',
};

function told(linted: readonly Linted[], notes: readonly string[]): Judged {
  const { title, summary, batches } = checkOutput(linted);
  const all = linted.flatMap(({ found }) => found);
  const errors = all.filter(({ level }) => level === 'E').length;
  const isError = ({ annotation_level: level }: Annotation) => level === 'failure';
  // GitHub shows ten of each kind: those that fail it come first.
  const annotations = batches.flat().toSorted((a, b) => Number(isError(b)) - Number(isError(a)));
  const count = `${linted.length} postmortem${linted.length === 1 ? '' : 's'}`;
  return {
    lines: [...annotations.map(asCommand), ...notes, `Firebreak: ${count} judged: ${title}`],
    summary: [`## Firebreak / postmortem: ${title}`, summary, ...notes].join('\n\n'),
    errors,
    warnings: all.length - errors,
  };
}

function asCommand(annotation: Annotation): string {
  const { path: file, start_line: line, end_line: endLine, start_column: col, end_column: endColumn } = annotation;
  const name = annotation.annotation_level === 'failure' ? 'error' : 'warning';
  return command(name, { file, line, endLine, col, endColumn, title: annotation.title }, annotation.message);
}

function notJudgedNote(known: readonly Known[]): readonly string[] {
  const rules = [...new Set(known.flatMap((one) => notJudged(one)))];
  return rules.length === 0
    ? []
    : [`Not judged, since the record of the incident was not read for it: ${rules.join(', ')}.`];
}
