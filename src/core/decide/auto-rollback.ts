// A rule of the policy that rolls back by itself (`auto`): only right after the declaration, only where nothing speaks against it, and once.
import type { Further } from '../facts.ts';
import { underWay } from '../incident/operation.ts';
import { operationKey } from '../incident/operation-change.ts';
import type { Incident } from '../incident/record.ts';
import { isActive } from '../incident/transitions.ts';
import { planMessage } from '../messages/plan.ts';
import { beginRollback } from '../mitigation/begin-rollback.ts';
import type { RecentPast } from '../mitigation/recent-past.ts';
import { inTheWay } from '../mitigation/rollback-elsewhere.ts';
import { beginsAtOnce, rollbackPlan } from '../mitigation/rollback-plan.ts';
import { targetOf, toCompare } from '../mitigation/wanted-rollback.ts';
import type { Policy } from '../policy/policy.ts';
import type { Timestamp } from '../time.ts';
import { dispatching } from './dispatching.ts';
import { byItself, changed, type Draft, doing } from './draft.ts';

const target = (past: RecentPast, incident: Incident, policy: Policy, now: Timestamp) =>
  targetOf(past, { environment: policy.rollback.environment, to: null }, incident, policy, now);

/** What must be compared before a rule could act by itself; null where no such rule may hold. */
export function toCompareByItself(
  past: RecentPast,
  incident: Incident,
  policy: Policy,
  now: Timestamp,
): Further | null {
  if (!policy.rollback.recommendWhen.some(({ auto }) => auto) || !mayBegin(incident)) return null;
  const comparison = toCompare(target(past, incident, policy, now), past);
  return comparison === null ? null : { comparison };
}

/** The draft with the rollback that the rule which holds begins by itself. */
export function rolledBackByItself(draft: Draft): Draft {
  const { incident, situation } = draft;
  const { policy, now, facts } = situation;
  const rule = policy.rollback.recommendWhen.find(({ id }) => id === incident.changes?.rule);
  if (incident.drill === true || rule?.auto !== true || facts.past === undefined || !mayBegin(incident)) return draft;
  if (inTheWay(facts.elsewhere, policy.rollback.environment) !== null) return draft;
  const found = target(facts.past, incident, policy, now);
  if (found.kind !== 'found') return draft;
  const plan = rollbackPlan(found, policy.rollback.environment, facts.comparison ?? null, policy);
  if (!beginsAtOnce(plan, incident, policy)) return draft;
  const begun = changed(draft, beginRollback(plan, rule.says, incident, policy), byItself(draft));
  return doing(begun, ...dispatching(incident, begun.incident), {
    kind: 'comment',
    key: `begun/${operationKey(incident, null)}`,
    urgency: 'reply',
    message: planMessage(plan, policy, { atOnce: true, code: null, isTried: false, rule: rule.says }),
  });
}

function mayBegin(incident: Incident): boolean {
  const key = operationKey(incident, null);
  const was = incident.operations?.some((one) => one.key === key) === true;
  return (
    isActive(incident.status) && incident.status !== 'monitoring' && underWay(incident, 'rollback') === null && !was
  );
}
