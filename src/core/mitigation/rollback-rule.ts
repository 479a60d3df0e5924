// Whether the runbook says to roll back (S001-33, S002-16, C26): a rule recommends, and never acts.
import type { Policy } from '../policy/policy.ts';
import { compare, minus, type Timestamp } from '../time.ts';
import type { Suspect } from './suspects.ts';

export type RollbackRule = Policy['rollback']['recommendWhen'][number];

/**
 * The first rule that holds by what is known; null when none does. What a rule asks beside a recent deployment (an error rate, a family of causes) is
 * not known here, so a rule that asks for it does not hold; one that asks for nothing is for people to judge.
 */
export function rollbackRule(
  policy: Policy,
  environment: string,
  suspects: readonly Suspect[],
  onset: Timestamp,
): RollbackRule | null {
  return policy.rollback.recommendWhen.find((rule) => holds(rule, environment, suspects, onset)) ?? null;
}

function holds(rule: RollbackRule, environment: string, suspects: readonly Suspect[], onset: Timestamp): boolean {
  if (rule.errorRateOver !== undefined || rule.families !== undefined || rule.deployWithin === undefined) return false;
  const since = minus(onset, rule.deployWithin);
  return suspects.some((suspect) => suspect.environment === environment && compare(suspect.at, since) >= 0);
}
