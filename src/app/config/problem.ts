// A mistake in the environment, said so that it can be put right without reading the source.

export type ConfigProblem = {
  readonly variable: string;
  readonly happened: string;
  readonly expected: string;
  readonly next: string;
};

/** One line per problem; never a value of a secret. */
export function printProblems(problems: readonly ConfigProblem[]): string {
  const lines = problems.map(
    ({ variable, happened, expected, next }) => `  ${variable}: ${happened} Expected: ${expected} Next: ${next}`,
  );
  const count = problems.length === 1 ? 'a problem' : `${problems.length} problems`;
  return [`Firebreak cannot start: ${count} in the environment.`, ...lines].join('\n');
}
