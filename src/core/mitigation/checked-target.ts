// The target of a rollback, checked in the run that does it: who started the run may not be who chose the version, and much may have happened since.
import { codeSpan } from '../markdown/quoted.ts';
import type { Policy } from '../policy/policy.ts';
import type { Comparison } from './comparison.ts';
import { INCIDENTS, type RecentPast } from './recent-past.ts';
import { type Found, type RollbackPlan, rollbackPlan } from './rollback-plan.ts';
import { type RollbackTarget, rollbackTarget } from './rollback-target.ts';

/** `to` null: the version that the policy's rule finds. `incident`: the one it is for, which is no reason against what was live before it; null: none. */
export type TargetWish = {
  readonly environment: string;
  readonly to: string | null;
  readonly incident: number | null;
  /** A version that the default branch does not have may be gone back to. */
  readonly unmerged: boolean;
};

/** `doubts` and `why` are Markdown of ours, with names in code. */
export type CheckedTarget =
  | { readonly kind: 'sound'; readonly plan: RollbackPlan; readonly doubts: readonly string[] }
  | { readonly kind: 'refused'; readonly why: string };

/** Null where GitHub did not tell of deployments: then nobody knows what is live. */
export function wishedTarget(past: RecentPast, wish: TargetWish, policy: Policy): RollbackTarget | null {
  if (past.unread.includes('deployments')) return null;
  return rollbackTarget(past.deployments, {
    environment: wish.environment,
    rule: policy.rollback.target,
    to: wish.to,
    suspect: null,
    incidents: past.incidents.filter(({ number }) => number !== wish.incident),
    incidentsUnread: past.unread.includes(INCIDENTS),
  });
}

/**
 * Whether the run may go on. A version that somebody named was looked at by somebody: what speaks against it is told. One that nobody named is taken
 * only where nothing does. One that the default branch does not have, or of which that is not known, is never taken unless the workflow says so.
 */
export function checkedTarget(
  target: RollbackTarget | null,
  wish: TargetWish,
  comparison: Comparison | null,
  policy: Policy,
): CheckedTarget {
  if (target === null) return refused('GitHub did not tell of the deployments, so nobody knows what is live.', AGAIN);
  if (target.kind !== 'found') return refused(...withoutTarget(target, wish));
  if (comparison?.reachable !== true && !wish.unmerged) return refused(...unmerged(target, comparison));
  const plan = rollbackPlan(withoutSuspects(target), wish.environment, comparison, policy);
  if (wish.to !== null || plan.doubts.length === 0) return { kind: 'sound', plan, doubts: plan.doubts };
  const to = codeSpan(plan.to.sha);
  return refused(
    `${plan.doubts.join('. ')}.`,
    `Where somebody has looked and it is right all the same, start it again with ${to} as the version`,
  );
}

const AGAIN = 'Give the token `deployments: write`, `contents: read` and `issues: read`, and start it again';

/** In a run nobody suspects anything: that was before. */
function withoutSuspects(target: Found): Found {
  return { ...target, doubts: target.doubts.filter(({ kind }) => kind !== 'no-suspect') };
}

function refused(happened: string, next: string): CheckedTarget {
  return { kind: 'refused', why: `${happened} ${next}` };
}

function unmerged({ to }: Found, comparison: Comparison | null): readonly [string, string] {
  const sha = codeSpan(to.sha.slice(0, 7));
  return comparison?.reachable === false
    ? [
        `The default branch does not have ${sha}.`,
        'Name a version that it has, or say `unmerged: true` in the workflow',
      ]
    : [`GitHub did not tell whether the default branch has ${sha}.`, 'Start it again'];
}

function withoutTarget(
  target: Exclude<RollbackTarget, { kind: 'found' }>,
  { environment, to }: TargetWish,
): readonly [string, string] {
  const where = codeSpan(environment);
  switch (target.kind) {
    case 'nothing-live':
      return [`GitHub knows of no successful deployment to ${where}.`, 'Look at the name of the environment'];
    case 'no-good':
      return [`No earlier version of ${where} is known to be good.`, 'Name one, or mend it forward'];
    case 'already-live':
      return [`${where} is at ${codeSpan(target.from.sha.slice(0, 7))} already.`, 'Name an earlier version'];
    case 'never-deployed':
      return [`No successful deployment to ${where} is of ${codeSpan(to ?? '')}.`, named(target.others)];
    case 'several':
      return [`${codeSpan(to ?? '')} means more than one version.`, named(target.meant)];
  }
}

/** Versions that are named instead. */
const SHOWN = 5;

function named(versions: readonly { readonly sha: string }[]): string {
  const shas = [...new Set(versions.map(({ sha }) => codeSpan(sha)))].slice(0, SHOWN);
  return shas.length === 0 ? 'Name one that was' : `Name one of these: ${shas.join(', ')}`;
}
