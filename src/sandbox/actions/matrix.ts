// The combinations of a job's matrix, once what they are made of is known.
import { evaluateAll, type Scope } from './expression.ts';
import type { JobOfFile } from './workflow-file.ts';

/** One combination: values by name. */
export type Combination = Readonly<Record<string, unknown>>;

/** All combinations, the last name changing first; null for a job without a matrix. Throws, in GitHub's words, where a name has no value, and by name on what is not supported. */
export function combinationsOf({ strategy }: JobOfFile, scope: Scope): readonly Combination[] | null {
  if (strategy === undefined) return null;
  const matrix = evaluateAll(strategy.matrix, scope);
  if (typeof matrix !== 'object' || matrix === null || Array.isArray(matrix))
    throw new Error('The matrix is no mapping.');
  let all: readonly Combination[] = [{}];
  for (const [name, values] of Object.entries(matrix)) {
    if (name === 'include' || name === 'exclude')
      throw new Error(`The sandbox does not support \`strategy.matrix.${name}\`.`);
    if (!Array.isArray(values) || values.length === 0)
      throw new Error(`Matrix vector '${name}' does not contain any values`);
    all = all.flatMap((before) => values.map((value) => ({ ...before, [name]: value })));
  }
  return all;
}

/** What a job of a matrix is called that has no name of its own, or one in which nothing of the matrix stands. */
export function nameIn(name: string, combination: Combination): string {
  const values = Object.values(combination).map((value) =>
    typeof value === 'object' ? JSON.stringify(value) : String(value),
  );
  return values.length === 0 ? name : `${name} (${values.join(', ')})`;
}
