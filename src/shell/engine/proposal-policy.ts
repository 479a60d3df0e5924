// What `firebreak / policy` says of a pull request: nothing is read where it does not touch the policy, and nothing that it proposes takes effect.
import { setImmediate } from 'node:timers/promises';
import type { Proposed, WithBases } from '../../core/policy/proposed.ts';
import type { CheckOutput } from '../../core/proposal/check-output.ts';
import { policyTold } from '../../core/proposal/policy-told.ts';
import { noPolicy, policyUnread } from '../../core/proposal/policy-untouched.ts';
import { POLICY_PATH } from '../github/policy-path.ts';
import { GitHubRefused } from '../github/port.ts';
import type { Believed, Shown } from '../github/proposal/policy-at-commit.ts';
import { policyChange } from '../github/proposal/policy-change.ts';
import type { LookedAt, ProposalGateway } from '../github/proposal/port.ts';
import type { Ground } from './freeze-asks.ts';

/** Judges a policy against what it was; keeps nothing of it. */
export type JudgePolicy = (before: WithBases, after: WithBases) => Proposed;

export type PolicyParts = { readonly judgePolicy: JudgePolicy };

/** As `policyChange` asks; throws `GitHubUnavailable` alone. */
export async function policySaid(
  { judgePolicy }: PolicyParts,
  gateway: ProposalGateway,
  ground: Ground,
  seen: LookedAt,
): Promise<CheckOutput> {
  const place = { owner: ground.owner, repo: ground.repo, private: seen.isPrivate };
  try {
    const change = await policyChange(gateway, place, seen, inForceIn(gateway, place));
    if (change === null) return noPolicy;
    // What waits beside it goes first: a long policy takes a while.
    await setImmediate();
    return policyTold(judgePolicy(change.before, change.after), place).output;
  } catch (error) {
    if (!(error instanceof GitHubRefused)) throw error;
    return policyUnread(error.message);
  }
}

/** What the default branch lies over, people who may merge there have chosen; the organisation's own policy is every repository's. */
function inForceIn(gateway: ProposalGateway, place: Shown): Believed {
  let names: Promise<ReadonlySet<string>> | null = null;
  const read = async () => {
    const { bases } = await gateway.policyAt(place, 'HEAD');
    return new Set([...Object.keys(bases), `${place.owner}/.github:${POLICY_PATH}`].map((name) => name.toLowerCase()));
  };
  return () => {
    names ??= read();
    return names;
  };
}
