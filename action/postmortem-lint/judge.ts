// Postmortems of a pull request against the rules and the record, as annotations, a summary and two numbers.
import type { Policy } from '../../src/core/policy/policy.ts';
import { type JudgedDocuments, judgeDocuments, knownOf } from '../../src/core/postmortem/lint/judge-documents.ts';
import type { Known } from '../../src/core/postmortem/lint/known.ts';
import { incidentIn } from '../../src/core/postmortem/place.ts';
import type { Annotation } from '../../src/core/proposal/check-output.ts';
import type { Client } from '../../src/shell/github/client.ts';
import type { IncidentIssue } from '../../src/shell/github/past/incidents.ts';
import { incidentsNamed, isNoIncident } from '../../src/shell/github/proposal/incidents-named.ts';
import { believedCard } from '../../src/shell/metrics/believed-card.ts';
import { command } from '../host/commands.ts';
import type { ProposedDocuments } from './proposed-in.ts';

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
  const known = documents.map(({ text }) => knownFor(incidentIn(text ?? undefined), issues, { policy, key }));
  return told(judgeDocuments(documents, policy, known, notes), notes);
}

/** What the record says of an incident: null where there is none, nothing where its card is not to be believed. */
function knownFor(
  number: number | null,
  issues: ReadonlyMap<number, IncidentIssue | null>,
  { policy, key }: { readonly policy: Policy; readonly key: string | null },
): Known {
  const issue = number === null ? undefined : issues.get(number);
  if (issue === undefined) return knownOf('unread', policy);
  if (issue === null || isNoIncident(issue)) return knownOf('none', policy);
  const card = believedCard(issue, { key, app: null });
  return knownOf('record' in card ? card.record : 'unread', policy);
}

function told({ linted, output: { title, summary, batches } }: JudgedDocuments, notes: readonly string[]): Judged {
  const all = linted.flatMap(({ found }) => found);
  const errors = all.filter(({ level }) => level === 'E').length;
  const count = `${linted.length} postmortem${linted.length === 1 ? '' : 's'}`;
  return {
    lines: [...batches.flat().map(asCommand), ...notes, `Firebreak: ${count} judged: ${title}`],
    summary: [`## Firebreak / postmortem: ${title}`, summary].join('\n\n'),
    errors,
    warnings: all.length - errors,
  };
}

function asCommand(annotation: Annotation): string {
  const { path: file, start_line: line, end_line: endLine, start_column: col, end_column: endColumn } = annotation;
  const name = annotation.annotation_level === 'failure' ? 'error' : 'warning';
  return command(name, { file, line, endLine, col, endColumn, title: annotation.title }, annotation.message);
}
