// The policy at the head of a pull request, and where it left the branch that it goes to, where the pull request changes it or a base of this repository.
import { type Proposed, proposed } from '../../src/core/policy/proposed.ts';
import type { Client } from '../../src/shell/github/client.ts';
import { lookAtPull } from '../../src/shell/github/proposal/look.ts';
import { policyChange } from '../../src/shell/github/proposal/policy-change.ts';
import { policyReads } from '../../src/shell/github/proposal/policy-reads.ts';
import { readShipped } from '../../src/shell/templates/shipped.ts';
import type { PullOfRun } from '../host/pull-request.ts';
import type { Place } from '../host/runner.ts';

/** `judged` null: it changes nothing of the policy. */
export type Checked = { readonly head: string; readonly judged: Proposed | null };

/** One request where the policy is untouched and lies over no other of this repository; else three more, and one for each base. */
export async function check(client: Client, place: Place, { number, base }: PullOfRun): Promise<Checked> {
  const seen = await lookAtPull(client, place, { number, base });
  const change = await policyChange(policyReads(client), { ...place, private: seen.isPrivate }, { ...seen, base });
  const judged = change === null ? null : proposed(readShipped().policies, change.before, change.after);
  return { head: seen.head, judged };
}
