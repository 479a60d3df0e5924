// Another incident of the repository may be rolling the same environment back: two of them would undo each other, whichever incident asks.
import { codeSpan } from '../markdown/quoted.ts';
import { linkedRun } from '../messages/operation.ts';
import { type Problem, problem } from '../problems.ts';

/** A rollback of another incident that has not ended. */
export type RollbackElsewhere = {
  /** The incident's issue. */
  readonly number: number;
  readonly environment: string;
  readonly run: { readonly id: number; readonly url: string } | null;
};

/** The one that is in the way in this environment; null where none is. */
export function inTheWay(
  elsewhere: readonly RollbackElsewhere[] | undefined,
  environment: string,
): RollbackElsewhere | null {
  return elsewhere?.find((one) => one.environment === environment) ?? null;
}

/** The refusal, with links to the incident and the run. */
export function elsewhereProblem({ number, environment, run }: RollbackElsewhere): Problem {
  return problem('rollback-elsewhere', {
    environment: codeSpan(environment),
    incident: `#${number}`,
    run: linkedRun(run),
  });
}
