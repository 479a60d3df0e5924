// The checks that the policy of the default branch names.
import type { AskedCheck } from '../../src/core/mitigation/asked-check.ts';
import { askedChecks } from '../../src/core/mitigation/verification.ts';
import type { Client } from '../../src/shell/github/client.ts';
import { policyOfDefaultBranch } from '../host/policy.ts';
import type { Place } from '../host/runner.ts';

/** `note`: as `policyOfDefaultBranch` has it. Throws what the client throws. */
export async function checksOfPolicy(
  client: Client,
  place: Place,
): Promise<{ readonly checks: readonly AskedCheck[]; readonly note: string | null }> {
  const { policy, note } = await policyOfDefaultBranch(client, place);
  return { checks: askedChecks(policy), note };
}
