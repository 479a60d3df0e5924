// A judged policy as a check tells it, in the app and in a workflow alike: problems on their lines, and what changes for an incident of each level.
import { inert } from '../markdown/inert.ts';
import { asMarkdown } from '../policy/diff/as-markdown.ts';
import type { PolicyProblem } from '../policy/policy.ts';
import type { Proposed } from '../policy/proposed.ts';
import { type Annotation, type CheckOutput, inBatches, LONGEST_SUMMARY, messageOf } from './check-output.ts';

/** Where the policy is proposed. */
export type Place = { readonly owner: string; readonly repo: string };

/** `hints`: what to look at though it is sound, and what could not be read. */
export type PolicyTold = { readonly output: CheckOutput; readonly hints: readonly string[] };

/** Bytes that problems and hints may have of the summary; what changes has the rest. */
const MOST_TOLD = 40_000;
/** Signs of a problem or hint: each has its whole text on its line, or is of a text that nobody reads. */
const LONGEST_TOLD = 600;
/** More hints are of a policy that nobody reads. */
const MOST_HINTS = 20;

/** What was not read is no success, and nothing wrong either. */
export function policyTold(judged: Proposed, place: Place): PolicyTold {
  const { problems, missing } = judged;
  const hints = [...missingHint(judged), ...judged.hints];
  const isRight = missing === null ? 'success' : 'neutral';
  return {
    hints,
    output: {
      conclusion: problems.length > 0 ? 'failure' : isRight,
      title: titleOf(judged),
      summary: summaryFor(judged, hints, place),
      batches: inBatches(problems.flatMap((problem) => onLine(problem, place))),
    },
  };
}

function titleOf({ problems, missing }: Proposed): string {
  if (problems.length > 0) return `${problems.length} to correct`;
  return missing === null ? 'sound' : 'sound as far as it could be read';
}

function missingHint({ missing }: Proposed): readonly string[] {
  if (missing === null) return [];
  return [
    `The policy lies over ${missing}, which is not there or may not be read for a pull request: it is judged without. Correct the name, or let it be read.`,
  ];
}

const WITHOUT_CHANGES =
  'What changes for incidents is not told: the policy before or after is not sound, or lies over one that could not be read.';
const TOO_MUCH = 'There is too much for one page: each line has its own note.';

function summaryFor({ problems, changes }: Proposed, hints: readonly string[], place: Place): string {
  const all = [...tableOf(problems, place), ...listOf(hints)];
  const told = bytesIn(all) <= MOST_TOLD ? all : [TOO_MUCH];
  const room = LONGEST_SUMMARY - bytesIn(told);
  return [...told, changes === null ? WITHOUT_CHANGES : asMarkdown(changes, room)].join('\n\n');
}

function bytesIn(parts: readonly string[]): number {
  return new TextEncoder().encode(parts.join('\n\n')).length;
}

function tableOf(problems: readonly PolicyProblem[], place: Place): readonly string[] {
  if (problems.length === 0) return [];
  const rows = problems.map(
    ({ file, line, column, code, message }) =>
      `| ${inert(pathIn(place, file) ?? file)} | ${line}:${column} | ${code} | ${shown(message)} |`,
  );
  return [['| File | Line | Code | What |', '|---|---|---|---|', ...rows].join('\n')];
}

function listOf(hints: readonly string[]): readonly string[] {
  if (hints.length === 0) return [];
  const left = hints.length - MOST_HINTS;
  const more = left > 0 ? [`- ${left} more like these.`] : [];
  return [[...hints.slice(0, MOST_HINTS).map((hint) => `- ${shown(hint)}`), ...more].join('\n')];
}

function shown(text: string): string {
  return inert(text.replaceAll('`', ''), { max: LONGEST_TOLD });
}

/** A problem in a base of another repository has no line here; the table names it. */
function onLine({ file, line, column, code, message }: PolicyProblem, place: Place): readonly Annotation[] {
  const path = pathIn(place, file);
  if (path === null) return [];
  const at = { start_line: line, end_line: line, start_column: column, end_column: column };
  return [{ path, ...at, annotation_level: 'failure', title: code, message: messageOf(message) }];
}

/** The path within this repository; null where it is another's file. */
export function pathIn({ owner, repo }: Place, file: string): string | null {
  const own = `${owner}/${repo}/`;
  return file.toLowerCase().startsWith(own.toLowerCase()) ? file.slice(own.length) : null;
}
