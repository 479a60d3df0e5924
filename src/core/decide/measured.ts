// The error rate is measured at the declaration, beside everything else; what it comes to may be what the runbook rolls back at (S001-33).
import type { CheckAnswer } from '../mitigation/asked-check.ts';
import { errorRateCheck, errorRateIn, measurementKey } from '../mitigation/measuring.ts';
import { rulesOver } from '../mitigation/rollback-rule.ts';
import { byItself, changed, type Draft, doing } from './draft.ts';

/** The draft that has it measured, where it was not yet looked back. */
export function measuring(before: Draft, draft: Draft): Draft {
  const { situation, incident } = draft;
  const check = errorRateCheck(situation.policy, situation.checkHosts);
  if (check === null || before.incident.changes !== undefined || incident.changes === undefined) return draft;
  const operation = measurementKey(incident);
  return doing(draft, { kind: 'check', key: `check/${operation}`, operation, checks: JSON.stringify([check]) });
}

/** The draft with what was measured; the number itself is not kept. */
export function measured(draft: Draft, answers: readonly CheckAnswer[]): Draft {
  const { situation, incident } = draft;
  const rate = errorRateIn(answers, situation.policy);
  if (rate === null || incident.changes === undefined) return draft;
  const over = rulesOver(rate, situation.policy);
  return changed(draft, [{ kind: 'measured', over }], byItself(draft));
}
