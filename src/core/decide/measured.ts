// The error rate is measured at the declaration, beside everything else; what it comes to may be what the runbook rolls back at (S001-33).
import type { Operation } from '../incident/operation.ts';
import type { CheckAnswer } from '../mitigation/asked-check.ts';
import { errorRateCheck, errorRateIn, isAskedFor, measurementKey, rateInProbes } from '../mitigation/measuring.ts';
import { rulesOver } from '../mitigation/rollback-rule.ts';
import type { RunSeen } from '../mitigation/run-seen.ts';
import { byItself, changed, type Draft, doing } from './draft.ts';

/** The draft that has it measured, where it was not yet looked back. */
export function measuring(before: Draft, draft: Draft): Draft {
  const { situation, incident } = draft;
  const check = errorRateCheck(situation.policy, situation.checkHosts);
  if (check === null || before.incident.changes !== undefined || incident.changes === undefined) return draft;
  const operation = measurementKey(incident);
  return doing(draft, { kind: 'check', key: `check/${operation}`, operation, checks: JSON.stringify([check]) });
}

/** The draft with what the app measured. */
export function measured(draft: Draft, answers: readonly CheckAnswer[]): Draft {
  return withRate(draft, errorRateIn(answers, draft.situation.policy));
}

/** The draft with what a run of ours printed, once it has ended: the step of a verification, a probe of metrics. */
export function measuredByRun(
  draft: Draft,
  { kind }: Operation,
  { status, measured: printed, probes }: RunSeen,
): Draft {
  const { policy } = draft.situation;
  if (status !== 'ended' || !isAskedFor(policy)) return draft;
  if (kind === 'verification') return withRate(draft, printed ?? null);
  return kind === 'evidence' ? withRate(draft, rateInProbes(probes ?? [], policy)) : draft;
}

/** The number itself is not kept. */
function withRate(draft: Draft, rate: number | null): Draft {
  const { situation, incident } = draft;
  if (rate === null || incident.changes === undefined) return draft;
  const over = rulesOver(rate, situation.policy);
  return changed(draft, [{ kind: 'measured', over }], byItself(draft));
}
