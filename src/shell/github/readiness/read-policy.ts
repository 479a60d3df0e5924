// The policy that is in force in a repository, as whoever asks may read it.
import type { PolicyFile } from '../../../core/facts.ts';
import { POLICY_FILE } from '../../../core/installation/paths.ts';
import type { Bases, PolicyInForce } from '../../../core/policy/policy-from.ts';
import type { ReadinessFacts } from '../../../core/readiness/facts.ts';
import type { Client } from '../client.ts';
import type { Place } from '../installation/read-files.ts';
import { policyAt } from '../policy-at.ts';

/** What becomes of a file and of what it lies over. */
export type PolicyOf = (file: PolicyFile, bases: Bases) => PolicyInForce;

/** The repository's file, else the organisation's, with what it lies over. Throws what the client throws. */
export async function readPolicy(
  client: Client,
  { owner, repo }: Place,
  policyOf: PolicyOf,
): Promise<ReadinessFacts['policy']> {
  const own = await policyAt(client, `${owner}/${repo}:${POLICY_FILE}`);
  const file = own ?? (await policyAt(client, `${owner}/.github:${POLICY_FILE}`));
  const bases: Record<string, PolicyFile | null> = {};
  const given = file ?? { source: POLICY_FILE, version: 'none', text: null };
  let tried = policyOf(given, bases);
  while (tried.needs !== null) {
    bases[tried.needs] = await policyAt(client, tried.needs);
    tried = policyOf(given, bases);
  }
  return { there: file !== null, problems: tried.problems, policy: tried.policy };
}
