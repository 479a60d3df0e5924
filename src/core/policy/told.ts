// Problems as they are told: in order of position, none twice, and not too many at once.
import type { Place } from './places.ts';
import type { PolicyProblem } from './policy.ts';

/** A problem at its place; put in words only when it is told. */
export type Placed = Place & { readonly code: string; readonly say: () => string };

/** Problems that are told at once; a file with more is not a policy. */
export const MOST_PROBLEMS = 20;

/** More than these are not even compared with each other. */
const COMPARED = 200;

export type Told = { readonly problems: readonly PolicyProblem[]; readonly uncounted: number };

/** The problems of one file, in order. */
export function toldIn(file: string, placed: readonly Placed[]): Told {
  const ordered = [...placed].sort((a, b) => a.line - b.line || a.column - b.column);
  const told = ordered
    .slice(0, COMPARED)
    .map(({ line, column, code, say }) => ({ file, line, column, code, message: say() }));
  return { problems: unique(told), uncounted: Math.max(0, ordered.length - COMPARED) };
}

function unique(problems: readonly PolicyProblem[]): readonly PolicyProblem[] {
  const seen = new Set<string>();
  return problems.filter((problem) => {
    const key = JSON.stringify(problem);
    return !seen.has(key) && seen.add(key);
  });
}

/** The first of all; where there are more, the last one says how many. */
export function limited(files: readonly Told[]): readonly PolicyProblem[] {
  const problems = files.flatMap((file) => file.problems);
  const count = files.reduce((sum, { uncounted }) => sum + uncounted, problems.length);
  const next = problems[MOST_PROBLEMS - 1];
  if (count <= MOST_PROBLEMS || next === undefined) return problems;
  const message = `${count - MOST_PROBLEMS + 1} more problems begin here. Correct those above first.`;
  return [...problems.slice(0, MOST_PROBLEMS - 1), { ...next, code: 'more-problems', message }];
}
