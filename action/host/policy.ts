// The policy of the default branch, for an Action that has no use for the whole loop.
import type { Policy } from '../../src/core/policy/policy.ts';
import { policyFrom } from '../../src/core/policy/policy-from.ts';
import type { Client } from '../../src/shell/github/client.ts';
import { policyAtCommit } from '../../src/shell/github/proposal/policy-at-commit.ts';
import { ownPolicy } from '../../src/shell/github/token/own-policy.ts';
import { readShipped } from '../../src/shell/templates/shipped.ts';
import type { Place } from './runner.ts';

/** `note`: in a sentence of ours, why it is not all of it; null: it is. The first request is `ownPolicyQuery`; one more where the repository has none, and one for each base. Throws what the client throws. */
export async function policyOfDefaultBranch(
  client: Client,
  place: Place,
): Promise<{ readonly policy: Policy; readonly note: string | null }> {
  const own = await ownPolicy(client, place);
  const shown = { ...place, private: own.isPrivate };
  const { file, bases } = await policyAtCommit(client, shown, 'HEAD', own.policy);
  const { policy, problems, needs } = policyFrom(readShipped().policies, file, null, bases);
  if (problems.length === 0 && needs === null) return { policy, note: null };
  const why = problems.length > 0 ? 'has problems' : 'lies over one that the token may not read';
  return { policy, note: `The policy of the default branch ${why}: the built-in one was taken with what holds of it.` };
}
