// The error rate as the app measures it itself: at the declaration, for the rules of the policy that recommend a rollback by it (S001-33, C28).
import type { Incident } from '../incident/record.ts';
import type { Policy } from '../policy/policy.ts';
import { type AskedCheck, type CheckAnswer, isMeasured, mayAsk } from './asked-check.ts';
import { askedChecks, type CheckHosts } from './verification.ts';

/** What is asked; null where no rule goes by it, the policy has no such check, or its host may not be asked. */
export function errorRateCheck(policy: Policy, hosts: CheckHosts): AskedCheck | null {
  if (!policy.rollback.recommendWhen.some(({ errorRateOver }) => errorRateOver !== undefined)) return null;
  return rateChecks(policy).find(({ url }) => url !== undefined && mayAsk(url, hosts ?? [])) ?? null;
}

function rateChecks(policy: Policy): readonly AskedCheck[] {
  return askedChecks(policy).filter((check) => check.kind === 'error-rate' && isMeasured(check));
}

/** What the measurement at the declaration is called, as operations are. */
export function measurementKey({ issue }: Pick<Incident, 'issue'>): string {
  return `firebreak-${issue.number}-measured`;
}

/** The error rate among answers, a share; null where none was measured. */
export function errorRateIn(answers: readonly CheckAnswer[], policy: Policy): number | null {
  const ids = rateChecks(policy).map(({ id }) => id);
  return answers.find(({ id, value }) => value !== null && ids.includes(id))?.value ?? null;
}
