// Where a value may be written in several ways: which way was meant, and what is wrong with it in that way.
import type * as z from 'zod';
import { plainPath, valueAt } from './path.ts';

type Issue = z.core.$ZodIssue;

/** The issue itself, or those of the branch that was meant, with their whole paths. */
export function meantIssues(root: unknown, issue: Issue): readonly Issue[] {
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return [issue];
  const branches = issue.errors.map((errors) =>
    errors.flatMap((inner) => meantIssues(valueAt(root, plainPath(issue.path)), inner)),
  );
  const tried = branches.filter((errors) => !errors.some(isOfAnotherKind));
  const [best] = [...tried].sort((a, b) => a.length - b.length);
  return (best ?? [ofNoKind(branches)]).map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] }));
}

/** The value is no attempt at this branch: of another type, or another word than the fixed one. */
function isOfAnotherKind(issue: Issue): boolean {
  return issue.path.length === 0 && (issue.code === 'invalid_type' || issue.code === 'invalid_value');
}

function ofNoKind(branches: readonly (readonly Issue[])[]): Issue {
  const types = branches.flat().filter((issue) => issue.code === 'invalid_type');
  const expected = [...new Set<string>(types.map((issue) => issue.expected))];
  const [only] = types;
  if (expected.length === 1 && only !== undefined) return only;
  return { code: 'custom', path: [], message: `expected ${expected.join(' or ')}` };
}
