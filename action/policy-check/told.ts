// A judged policy as the log, the summary and the outputs of a job; the words are those of the app's check.
import type { PolicyProblem } from '../../src/core/policy/policy.ts';
import type { Proposed } from '../../src/core/policy/proposed.ts';
import { pathIn, policyTold } from '../../src/core/proposal/policy-told.ts';
import { command } from '../host/commands.ts';
import type { Place } from '../host/runner.ts';

/** `lines` are for the log, each one a workflow command or of our own words. */
export type Told = {
  readonly lines: readonly string[];
  readonly summary: string;
  readonly outputs: Readonly<Record<string, string>>;
};

export function told(judged: Proposed, place: Place): Told {
  const { problems, changes } = judged;
  const { output, hints } = policyTold(judged, place);
  return {
    lines: [
      ...problems.map((problem) => asError(problem, place)),
      ...hints.map((hint) => command('warning', { title: 'policy' }, hint)),
      `Firebreak: the policy: ${output.title}`,
    ],
    summary: `## Firebreak / policy: ${output.title}\n\n${output.summary}`,
    outputs: {
      errors: String(problems.length),
      warnings: String(hints.length),
      changes: changes === null ? '' : String(changes.length),
    },
  };
}

/** On its line, where it is in this repository. */
function asError({ file, line, column: col, code: title, message }: PolicyProblem, place: Place): string {
  const path = pathIn(place, file);
  if (path === null) return command('error', { title }, `${file}:${line}:${col}: ${message}`);
  return command('error', { file: path, line, col, title }, message);
}
