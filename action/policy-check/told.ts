// A judged policy as annotations, a summary, and numbers.
import { inert } from '../../src/core/markdown/inert.ts';
import { asMarkdown } from '../../src/core/policy/diff/as-markdown.ts';
import type { PolicyProblem } from '../../src/core/policy/policy.ts';
import type { Proposed } from '../../src/core/policy/proposed.ts';
import { command } from '../host/commands.ts';
import type { Place } from '../host/runner.ts';

/** `lines` are for the log, each one a workflow command or of our own words. */
export type Told = {
  readonly lines: readonly string[];
  readonly summary: string;
  readonly outputs: Readonly<Record<string, string>>;
};

/** GitHub takes a mebibyte of summary for a step; what changes may be long where levels have long texts. */
const LONGEST = 900_000;

export function told(judged: Proposed, place: Place, notes: readonly string[]): Told {
  const { problems, changes } = judged;
  const hints = [...missingHint(judged), ...judged.hints];
  const title = problems.length === 0 ? 'sound' : `${problems.length} to correct`;
  const parts = [
    `## Firebreak / policy: ${title}`,
    ...(problems.length === 0 ? [] : [tableOf(problems, place)]),
    ...(hints.length === 0 ? [] : [hints.map((hint) => `- ${inert(hint.replaceAll('`', ''))}`).join('\n')]),
    changes === null ? WITHOUT_CHANGES : asMarkdown(changes),
    ...notes,
  ];
  return {
    lines: [
      ...problems.map((problem) => asError(problem, place)),
      ...hints.map((hint) => command('warning', { title: 'policy' }, hint)),
      ...notes,
      `Firebreak: the policy: ${title}`,
    ],
    summary: parts.join('\n\n').slice(0, LONGEST).toWellFormed(),
    outputs: {
      errors: String(problems.length),
      warnings: String(hints.length),
      changes: changes === null ? '' : String(changes.length),
    },
  };
}

const WITHOUT_CHANGES =
  'What changes for incidents is not told: the policy before or after is not sound, or lies over one that could not be read.';

function missingHint({ missing }: Proposed): readonly string[] {
  if (missing === null) return [];
  return [
    `The policy lies over ${missing}, which the token of this run may not read, or which is not there: it is judged without. Correct the name, or give a token that reads it.`,
  ];
}

function tableOf(problems: readonly PolicyProblem[], place: Place): string {
  const rows = problems.map(
    ({ file, line, column, code, message }) =>
      `| ${inert(pathIn(place, file) ?? file)} | ${line}:${column} | ${code} | ${inert(message.replaceAll('`', ''))} |`,
  );
  return ['| File | Line | Code | What |', '|---|---|---|---|', ...rows].join('\n');
}

/** On its line, where it is in this repository. */
function asError({ file, line, column: col, code: title, message }: PolicyProblem, place: Place): string {
  const path = pathIn(place, file);
  if (path === null) return command('error', { title }, `${file}:${line}:${col}: ${message}`);
  return command('error', { file: path, line, col, title }, message);
}

function pathIn({ owner, repo }: Place, file: string): string | null {
  const own = `${owner}/${repo}/`;
  return file.toLowerCase().startsWith(own.toLowerCase()) ? file.slice(own.length) : null;
}
