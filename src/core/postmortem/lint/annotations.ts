// What was found as GitHub's check run takes it: annotations on lines, fifty to a request, and a summary that holds all of it.
import { inert } from '../../markdown/inert.ts';
import { fails, summed } from './lint.ts';
import type { Finding } from './rule.ts';

/** GitHub takes so many annotations with one request, and adds those of later ones (REST, check runs). */
export const MOST_ANNOTATIONS = 50;

/** GitHub takes so many bytes of a message, of its raw details and of a summary; of titles 255 characters. */
const LONGEST_MESSAGE = 64_000;
const LONGEST_SUMMARY = 65_000;

/** An annotation in GitHub's words. Columns only where it is on one line. */
export type Annotation = {
  readonly path: string;
  readonly start_line: number;
  readonly end_line: number;
  readonly start_column: number;
  readonly end_column: number;
  readonly annotation_level: 'failure' | 'warning';
  readonly title: string;
  readonly message: string;
};

/** What a check run is told. `batches`: annotations of one request each; none where nothing was found. */
export type CheckOutput = {
  readonly conclusion: 'success' | 'failure';
  readonly title: string;
  readonly summary: string;
  readonly batches: readonly (readonly Annotation[])[];
};

/** The findings of one document. */
export type Linted = { readonly file: string; readonly found: readonly Finding[] };

/** The check run `firebreak / postmortem` of a pull request with these documents; with none it is fine. Warnings alone are, too. */
export function checkOutput(linted: readonly Linted[]): CheckOutput {
  const all = linted.flatMap(({ found }) => found);
  const annotations = linted.flatMap(({ file, found }) => found.map((finding) => annotationOf(file, finding)));
  const starts = Array.from(
    { length: Math.ceil(annotations.length / MOST_ANNOTATIONS) },
    (_, at) => at * MOST_ANNOTATIONS,
  );
  return {
    conclusion: fails(all) ? 'failure' : 'success',
    title: titleOf(linted, all),
    summary: summaryOf(linted, all),
    batches: starts.map((start) => annotations.slice(start, start + MOST_ANNOTATIONS)),
  };
}

function annotationOf(
  path: string,
  { line, column, endColumn, rule, level, message, suggestion }: Finding,
): Annotation {
  const instead = suggestion === undefined ? '' : `\n\nInstead: ${suggestion}`;
  return {
    path,
    start_line: line,
    end_line: line,
    start_column: column,
    end_column: Math.max(column, endColumn - 1),
    annotation_level: level === 'E' ? 'failure' : 'warning',
    title: rule,
    message: cut(message + instead, LONGEST_MESSAGE),
  };
}

/** So many bytes of UTF-8, and no half character at the end. */
function cut(text: string, most: number): string {
  const encoder = new TextEncoder();
  if (encoder.encode(text).length <= most) return text;
  const bytes = encoder.encode(text).slice(0, most - 3);
  return `${new TextDecoder().decode(bytes).replace(/\uFFFD+$/, '')}…`;
}

function titleOf(linted: readonly Linted[], all: readonly Finding[]): string {
  if (linted.length === 0) return 'No postmortem is changed';
  return all.length === 0 ? 'Nothing to correct' : summed(all);
}

/** One table for each document, as long as GitHub takes it. */
function summaryOf(linted: readonly Linted[], all: readonly Finding[]): string {
  if (linted.length === 0) return 'This pull request changes no postmortem.';
  const parts = linted.map(({ file, found }) => [`### ${inert(file)}`, '', ...tableOf(found)].join('\n'));
  const how =
    'A line that is right as it is: `<!-- lint-ok E12: why -->` on it, or on the line before. What each rule asks for and why: `docs/postmortem-lint.md`.';
  const whole = [...parts, ...(all.length === 0 ? [] : [how])].join('\n\n');
  const short = [summed(all), 'There is too much for one page: each line has its own note.', how].join('\n\n');
  return new TextEncoder().encode(whole).length <= LONGEST_SUMMARY ? whole : short;
}

function tableOf(found: readonly Finding[]): readonly string[] {
  if (found.length === 0) return ['Nothing to correct.'];
  const rows = found.map(
    ({ line, rule, level, message }) =>
      `| ${line} | ${rule} | ${level === 'E' ? 'must' : 'note'} | ${inert(message, { max: 300 })} |`,
  );
  return ['| Line | Rule | | What |', '|---|---|---|---|', ...rows];
}
