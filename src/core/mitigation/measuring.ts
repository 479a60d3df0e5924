// The error rate, as the app measures it itself at the declaration or a run of ours prints it: for the rules of the policy that recommend a rollback by it (S001-33, C28).
import type { Incident } from '../incident/record.ts';
import type { Policy } from '../policy/policy.ts';
import { type AskedCheck, type CheckAnswer, isMeasured, mayAsk } from './asked-check.ts';
import type { ProbeSeen } from './run-seen.ts';
import { askedChecks, type CheckHosts, checksOf } from './verification.ts';

/** What is asked; null where no rule goes by it, the policy has no such check, or its host may not be asked. */
export function errorRateCheck(policy: Policy, hosts: CheckHosts): AskedCheck | null {
  if (!isAskedFor(policy)) return null;
  return rateChecks(policy).find(({ url }) => url !== undefined && mayAsk(url, hosts ?? [])) ?? null;
}

/** Whether a rule goes by it. */
export function isAskedFor({ rollback }: Policy): boolean {
  return rollback.recommendWhen.some(({ errorRateOver }) => errorRateOver !== undefined);
}

/** Names of the steps of a verification that may print it; none where no rule goes by it. */
export function measuringSteps(policy: Policy): readonly string[] {
  if (!isAskedFor(policy)) return [];
  return checksOf(policy).flatMap(({ id, text, kind }) => (kind === 'error-rate' ? [id, text, kind] : []));
}

const PRINTED = /^measured: error-rate ([01](?:\.\d{1,20})?)$/;

/** The error rate in a line that a step or a probe printed, a share between 0 and 1; null where it is none. */
export function rateInLine(line: string): number | null {
  const value = Number(PRINTED.exec(line)?.[1] ?? Number.NaN);
  return value >= 0 && value <= 1 ? value : null;
}

/** What the probes of metrics printed, once between them: where two say so, one of them is somebody else's text. */
export function rateInProbes(probes: readonly ProbeSeen[], { evidence }: Policy): number | null {
  const ids = evidence.probes.flatMap(({ id, kind }) => (kind === 'metrics' ? [id] : []));
  const lines = probes.filter(({ id }) => ids.includes(id)).flatMap((probe) => probe.lines);
  const [rate, ...others] = lines.flatMap((line) => rateInLine(line) ?? []);
  return others.length > 0 ? null : (rate ?? null);
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
