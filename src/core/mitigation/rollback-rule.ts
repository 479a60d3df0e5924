// Whether the runbook says to roll back (S001-33, S002-16, C26): a rule recommends, and never acts.
import type { Incident } from '../incident/record.ts';
import { levelOf } from '../policy/find.ts';
import type { Policy } from '../policy/policy.ts';
import { compare, minus, type Timestamp } from '../time.ts';
import type { Suspect } from './suspects.ts';

export type RollbackRule = Policy['rollback']['recommendWhen'][number];

/** What was found when it was looked back. */
type Found = {
  readonly environment: string;
  readonly suspects: readonly Pick<Suspect, 'environment' | 'at'>[];
  readonly onset: Timestamp;
};

/** The first rule of which everything holds that it asks for, by what is known; null when none does. One that asks for nothing is for people to judge. */
export function rollbackRule(policy: Policy, incident: Incident, found: Found): RollbackRule | null {
  return (
    policy.rollback.recommendWhen.find((rule) => {
      const asked = conditionsOf(rule, policy, incident, found);
      return asked.length > 0 && asked.every((holds) => holds);
    }) ?? null
  );
}

/** Of everything that a rule asks for, whether it holds. Nobody files causes under families yet. */
function conditionsOf(
  { id, errorRateOver, deployWithin, toRank, security, families }: RollbackRule,
  policy: Policy,
  incident: Incident,
  { environment, suspects, onset }: Found,
): readonly boolean[] {
  const rank = levelOf(policy, incident)?.rank ?? null;
  const since = deployWithin === undefined ? null : minus(onset, deployWithin);
  return [
    ...(errorRateOver === undefined ? [] : [incident.changes?.measured?.over.includes(id) === true]),
    ...(since === null
      ? []
      : [suspects.some((suspect) => suspect.environment === environment && compare(suspect.at, since) >= 0)]),
    ...(toRank === undefined ? [] : [rank !== null && rank <= toRank]),
    ...(security === undefined ? [] : [incident.security]),
    ...(families === undefined ? [] : [false]),
  ];
}

/** What the runbook also rolls back for and nothing here can know: people judge it. */
export function rulesForPeople({ rollback }: Policy): readonly RollbackRule[] {
  return rollback.recommendWhen.filter((rule) =>
    [rule.errorRateOver, rule.deployWithin, rule.toRank, rule.security, rule.families].every(
      (one) => one === undefined,
    ),
  );
}

/** Rules (ids) that a measured error rate, a share between 0 and 1, is over the limit of. */
export function rulesOver(rate: number, { rollback }: Policy): readonly string[] {
  return rollback.recommendWhen.flatMap(({ id, errorRateOver }) =>
    errorRateOver !== undefined && rate > errorRateOver ? [id] : [],
  );
}
