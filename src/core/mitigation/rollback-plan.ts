// From a target to a plan: what would be lost, why somebody should look first, and whether it may begin without that.
import type { Change } from '../incident/change.ts';
import type { KeptVersion } from '../incident/changes.ts';
import type { Incident } from '../incident/record.ts';
import { codeSpan } from '../markdown/quoted.ts';
import { levelOf } from '../policy/find.ts';
import type { Policy } from '../policy/policy.ts';
import { plus, type Timestamp } from '../time.ts';
import type { Comparison } from './comparison.ts';
import { version } from './look-back.ts';
import { namedAmong } from './named-paths.ts';
import { planCode } from './plan-code.ts';
import type { RollbackTarget, TargetDoubt } from './rollback-target.ts';

export type Found = Extract<RollbackTarget, { kind: 'found' }>;

/** `doubts` are sentences of ours, with names in code; `risky` paths are among them. */
export type RollbackPlan = {
  readonly environment: string;
  readonly from: KeptVersion;
  readonly to: KeptVersion;
  readonly next: KeptVersion | null;
  readonly doubts: readonly string[];
  readonly comparison: Comparison | null;
};

/** The plan for a target that was found. `comparison` null: it could not be compared, which is a doubt. */
export function rollbackPlan(
  found: Found,
  environment: string,
  comparison: Comparison | null,
  policy: Policy,
): RollbackPlan {
  const { from, to, doubts, others } = found;
  return {
    environment,
    from: version(from),
    to: version(to),
    next: others[0] === undefined ? null : version(others[0]),
    doubts: [...doubts.map(targetDoubt), ...comparisonDoubts(comparison, policy)],
    comparison,
  };
}

/** Whether it begins without `/confirm`: nothing speaks against it, and the severity is one that the policy does not let wait. */
export function beginsAtOnce({ doubts }: RollbackPlan, incident: Incident, policy: Policy): boolean {
  const rank = levelOf(policy, incident)?.rank ?? null;
  return doubts.length === 0 && rank !== null && rank <= policy.rollback.atOnceToRank;
}

/** How long a plan can be confirmed. */
const PENDING = 'PT10M';

/** The plan waits for a word. */
export function planned(plan: RollbackPlan, because: string | null, now: Timestamp): Change {
  const { environment, from, to, doubts } = plan;
  const until = plus(now, PENDING);
  const code = codeOf(plan, now);
  return {
    kind: 'planned',
    plan: { kind: 'rollback', code, environment, from, to, doubts: [...doubts], because, until },
  };
}

/** The plan's code: of another environment, from or to another version, with other doubts or at another second it is another. */
export function codeOf({ environment, from, to, doubts }: RollbackPlan, now: Timestamp): string {
  return planCode([environment, from.id, to.id, doubts, now]);
}

function targetDoubt(doubt: TargetDoubt): string {
  switch (doubt.kind) {
    case 'troubled':
      return `It was live during ${doubt.incidents.map((number) => `#${number}`).join(', ')}`;
    case 'incidents-unread':
      return 'GitHub did not tell of other incidents, so it may have been live during one';
    case 'no-suspect':
      return 'No deployment is suspected, so going back may not help';
    case 'spoilt':
      return 'It failed after it had succeeded';
    case 'by-tag':
      return 'By a tag nobody knows for sure when it went live: GitHub keeps no hour of tags, and they can be moved';
    case 'suspect-not-newer':
      return 'What is suspected is not newer, so it may be in there too';
  }
}

/** Paths that a doubt names. */
const SHOWN = 5;

function comparisonDoubts(comparison: Comparison | null, policy: Policy): readonly string[] {
  if (comparison === null || comparison.files === null || comparison.reachable === null)
    return ['GitHub did not tell all that lies between the two versions'];
  const { files, allFiles, reachable } = comparison;
  const risky = namedAmong(files, policy.rollback.riskyPaths);
  return [
    ...(reachable ? [] : ['The default branch does not have it']),
    ...(risky.length === 0 ? [] : [`What changed since is risky to take back: ${listed(risky)}`]),
    ...(allFiles ? [] : ['More files changed than GitHub lists, so risky ones may be among them']),
  ];
}

function listed(paths: readonly string[]): string {
  const shown = paths.slice(0, SHOWN).map((path) => codeSpan(path, { max: 100 }));
  const more = paths.length - shown.length;
  return more === 0 ? shown.join(', ') : `${shown.join(', ')} and ${more} more`;
}
