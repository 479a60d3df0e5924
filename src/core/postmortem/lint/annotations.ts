// What was found in postmortems as GitHub's check run takes it: annotations on lines, and a summary that holds all of it.
import { inert } from '../../markdown/inert.ts';
import {
  type Annotation,
  type CheckOutput,
  inBatches,
  MOST_ON_LINES,
  messageOf,
  summaryOf,
} from '../../proposal/check-output.ts';
import { fails, summed } from './lint.ts';
import type { Finding } from './rule.ts';
import { noPostmortem } from './untouched.ts';

/** The findings of one document. */
export type Linted = { readonly file: string; readonly found: readonly Finding[] };

/** The check run `firebreak / postmortem` of a pull request with these documents; with none it is fine. Warnings alone are, too. `notes`: what was not judged and why, in sentences of ours. */
export function checkOutput(linted: readonly Linted[], notes: readonly string[] = []): CheckOutput {
  if (linted.length === 0) return { ...noPostmortem, summary: [noPostmortem.summary, ...notes].join('\n\n') };
  const all = linted.flatMap(({ found }) => found);
  return {
    conclusion: fails(all) ? 'failure' : 'success',
    title: all.length === 0 ? 'Nothing to correct' : summed(all),
    summary: summaryFor(linted, all, notes),
    batches: inBatches(linted.flatMap(({ file, found }) => found.map((finding) => annotationOf(file, finding)))),
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
    message: messageOf(message + instead),
    ...(suggestion === undefined ? {} : { raw_details: messageOf(suggestion) }),
  };
}

const HOW =
  'A line that is right as it is: `<!-- lint-ok E12: why -->` on it, or on the line before. What each rule asks for and why: `docs/postmortem-lint.md`.';

/** One table for each document, as long as GitHub takes it. */
function summaryFor(linted: readonly Linted[], all: readonly Finding[], notes: readonly string[]): string {
  const parts = linted.map(({ file, found }) => [`### ${inert(file)}`, '', ...tableOf(found)].join('\n'));
  const isCut = all.length > MOST_ON_LINES;
  const more = isCut
    ? [`The first ${MOST_ON_LINES} have a note on their line; correct them, and the next are told.`]
    : [];
  const end = [...(all.length === 0 ? [] : [HOW]), ...more, ...notes];
  return summaryOf(
    [...parts, ...end],
    [summed(all), 'There is too much for one page: each line has its own note.', ...end],
  );
}

function tableOf(found: readonly Finding[]): readonly string[] {
  if (found.length === 0) return ['Nothing to correct.'];
  const rows = found.map(
    ({ line, rule, level, message }) =>
      `| ${line} | ${rule} | ${level === 'E' ? 'must' : 'note'} | ${inert(message, { max: 300 })} |`,
  );
  return ['| Line | Rule | | What |', '|---|---|---|---|', ...rows];
}
