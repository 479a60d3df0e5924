// Why there is no version to go back to, with what can be done instead.
import { codeSpan } from '../markdown/quoted.ts';
import { type Problem, problem } from '../problems.ts';
import type { Deployment, RecentPast } from './recent-past.ts';
import type { RollbackTarget } from './rollback-target.ts';

/** Versions that a refusal lists. */
const SHOWN = 5;

/** The refusal. The environment is what somebody typed where it is none. */
export function refusedTarget(
  target: Exclude<RollbackTarget, { kind: 'found' }>,
  environment: string,
  { deployments }: RecentPast,
): Problem {
  const name = codeSpan(environment);
  switch (target.kind) {
    case 'nothing-live':
      return problem('nothing-live', { environment: name, known: environmentsIn(deployments) });
    case 'no-good':
      return problem('no-good-version', {
        environment: name,
        live: shown(target.from),
        next:
          target.previous === null
            ? 'Deploy a version by hand, or mend it forward'
            : `Comment ${codeSpan(`/rollback ${environment} to=${digits(target.previous)}`)} for the version before all the same, or mend it forward`,
      });
    case 'already-live':
      return problem('already-live', { environment: name, live: shown(target.from) });
    case 'never-deployed':
      return problem('never-deployed', { environment: name, known: versionsIn(target.others) });
    case 'several':
      return problem('several-versions', { meant: versionsIn(target.meant) });
  }
}

function environmentsIn(deployments: readonly Deployment[]): string {
  const names = [...new Set(deployments.map(({ environment }) => environment))].slice(0, SHOWN);
  return names.length === 0 ? 'none has any' : names.map((name) => codeSpan(name)).join(', ');
}

function versionsIn(deployments: readonly Deployment[]): string {
  const shas = [...new Set(deployments.map(digits))].slice(0, SHOWN);
  return shas.length === 0 ? 'none that is known to be good' : shas.map((sha) => codeSpan(`to=${sha}`)).join(', ');
}

function shown(one: Deployment): string {
  return codeSpan(digits(one));
}

function digits({ sha }: Deployment): string {
  return sha.slice(0, 7);
}
