// What the newest verification says before an incident is watched or resolved (S003-19, S003-20, S004-13, S004-14), whatever checklist the policy has.
import { isUnderWay } from '../incident/operation.ts';
import type { Incident } from '../incident/record.ts';
import type { Gated, Policy } from '../policy/policy.ts';

/** Of checks: what was shown not to hold, and what nobody has looked at, each in words. */
export type Unverified = { readonly failed: readonly string[]; readonly open: readonly string[] };

const nothing: Unverified = { failed: [], open: [] };

/** Before `monitoring` and `resolved`; nothing before others. An item of the checklist with the id of a check says it itself. */
export function unverifiedBefore(gate: Gated, incident: Incident, policy: Policy): Unverified {
  if (gate !== 'monitoring' && gate !== 'resolved') return nothing;
  const { operations = [], checklist } = incident;
  const ended = operations.findLast((one) => one.kind === 'verification' && !isUnderWay(one));
  const { checks = [] } = ended ?? {};
  const apart = checks.filter(({ id }) => !checklist.some((item) => item.id === id));
  const of = (...wanted: readonly (string | null)[]) => apart.filter(({ result }) => wanted.includes(result));
  return {
    failed: of('failed').map(({ text }) => `Verification failed: ${text}`),
    open:
      gate === 'monitoring'
        ? []
        : [
            ...neverVerified(ended === undefined, policy),
            ...of('unknown', null).map(({ text }) => `Not verified: ${text}`),
          ],
  };
}

function neverVerified(
  isNever: boolean,
  { verification: { by, workflow }, verify, recovery }: Policy,
): readonly string[] {
  const canBe = (by === 'app' || workflow !== null) && verify.length + recovery.length > 0;
  return isNever && canBe ? ['Nothing was verified yet'] : [];
}

/** Whether what was shown not to hold holds the transition, or is only said. Nothing waits for it before the service is restored, but where the policy says so. */
export function holdsUnverified(gate: Gated, policy: Policy): boolean {
  return policy.gates[gate]?.strict ?? gate === 'resolved';
}
