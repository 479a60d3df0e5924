// Everything that GitHub tells of an installation, gathered for the judgement: a request for each thing that the policy names, none twice.
import type { PolicyFile } from '../../../core/facts.ts';
import { POLICY_FILE } from '../../../core/installation/paths.ts';
import type { Bases, PolicyInForce } from '../../../core/policy/policy-from.ts';
import type { ReadinessFacts } from '../../../core/readiness/facts.ts';
import { readinessWanted } from '../../../core/readiness/wanted.ts';
import type { Client } from '../client.ts';
import { policyAt } from '../policy-at.ts';
import { askReadiness } from '../readiness/ask.ts';
import { readActions } from './actions.ts';
import type { Eyes } from './credentials.ts';
import type { Place } from './read-files.ts';

/** What is not GitHub's to tell. */
export type Around = Pick<ReadinessFacts, 'now' | 'needed'> & {
  readonly clock: () => number;
  readonly policyOf: (file: PolicyFile, bases: Bases) => PolicyInForce;
};
type FromGitHub = Omit<ReadinessFacts, 'connections' | 'links' | 'environmentProblems' | 'hasPagerDutyKey'>;

/** Throws what the client throws for the repository itself; what else is refused is not told. */
export async function gatherReadiness(
  { client, installation }: Eyes,
  place: Place,
  { now, needed, clock, policyOf }: Around,
): Promise<FromGitHub> {
  const policy = await readPolicy(client, place, policyOf);
  const [seen, actions] = await Promise.all([
    askReadiness(client, place, readinessWanted(policy.policy, now), clock),
    readActions(client, place),
  ]);
  return { now, needed, installation, policy, actions, ...seen };
}

/** The repository's file, else the organisation's, with what it lies over. Throws what the client throws. */
export async function readPolicy(
  client: Client,
  { owner, repo }: Place,
  policyOf: Around['policyOf'],
): Promise<FromGitHub['policy']> {
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
