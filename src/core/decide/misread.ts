// What is said of a line that was not understood, and which one it is; a severity in it is suggested as the policy calls it.
import type { CommandProblem, ParsedLine } from '../commands/parse.ts';
import { levelMeant, namesOf } from '../commands/severity.ts';
import { codeSpan } from '../markdown/quoted.ts';
import { sourceLines } from '../markdown/source-lines.ts';
import type { Policy } from '../policy/policy.ts';
import { type Problem, problem } from '../problems.ts';

/** Why the line was not carried out. */
export function misread({ happened, expected, next, suggestion }: CommandProblem, policy: Policy): Problem {
  return problem('grammar', { happened, expected, next: severityMeant(suggestion, policy) ?? next });
}

/** For `/sev1`: the grammar knows no policy, and whoever copies a severity that is none of it is refused once more. */
function severityMeant(suggestion: string | null, policy: Policy): string | null {
  const [, typed, behind = ''] = /^\/severity (\S+)( .*)?$/.exec(suggestion ?? '') ?? [];
  if (typed === undefined) return null;
  const level = levelMeant(typed, policy);
  if (level !== null) return `Did you mean ${codeSpan(`/severity ${level}${behind}`)}?`;
  return `Comment ${codeSpan('/severity')} with one of ${namesOf(policy)}.`;
}

/** A line of a comment by its number and, unless details are hidden, as it was typed. */
export function placeOf({ line, problem: found }: ParsedLine, body: string, isHidden: boolean): string {
  const number = line + (found?.below ?? 0);
  const typed = isHidden ? '' : `: ${codeSpan(sourceLines(body)[number - 1]?.text ?? '')}`;
  return `line ${number}${typed}`;
}
